import { beforeAll, describe, expect, it } from 'vitest'
import { fakeClock, type FakeClock } from '../../testing/fake-clock.ts'
import { nextTurn } from '../../util/clock.ts'
import { openSource, readSource } from '../../../test/support/read-source.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { producerAgent } from './producer-agent.ts'
import type { ProducerOptions } from './producer-config.ts'
import type { ProducerSource } from './sources.ts'

// Loading code takes real time, which a clock that stands still does not wait for.
beforeAll(() => import('./opened/generated-items.ts'))

const letters = () => ['a', 'b', 'c', 'd', 'e']
const letterSource: ProducerSource = { generate: letters }

/** Asks for items one after another, as a fast reader does; `seen` holds what came and when. */
function follow(agent: ReturnType<typeof producerAgent>, clock: FakeClock, signal?: AbortSignal) {
  const iterator = openSource(agent, { clock, ...(signal === undefined ? {} : { signal }) })
  const seen: { readonly at: number; readonly item: JsonValue }[] = []
  const finished = (async () => {
    for (;;) {
      const next = await iterator.next()
      if (next.done === true) return
      seen.push({ at: clock.monotonic(), item: next.value })
    }
  })()
  return { seen, finished, iterator }
}

describe('a producer with an interval', () => {
  it('emits the number of the tick and its time, first after one interval', async () => {
    const clock = fakeClock(Date.UTC(2026, 0, 1))
    const { seen } = follow(producerAgent({ name: 'timer', intervalMs: 1000 }), clock)
    await clock.advance(2500)
    expect(seen).toEqual([
      { at: 1000, item: { tick: 1, at: '2026-01-01T00:00:01.000Z' } },
      { at: 2000, item: { tick: 2, at: '2026-01-01T00:00:02.000Z' } },
    ])
  })

  it('keeps to its grid when the reader takes time', async () => {
    const clock = fakeClock()
    const iterator = openSource(producerAgent({ name: 'timer', intervalMs: 1000 }), { clock })
    const at: number[] = []
    for (let count = 0; count < 4; count += 1) {
      const next = iterator.next()
      await clock.advance(Math.ceil((clock.monotonic() + 1) / 1000) * 1000 - clock.monotonic())
      await next
      at.push(clock.monotonic())
      await clock.advance(300)
    }
    expect(at).toEqual([1000, 2000, 3000, 4000])
  })

  it('gives a late reader one tick at once, drops those in between and goes on along the grid', async () => {
    const clock = fakeClock()
    const iterator = openSource(producerAgent({ name: 'timer', intervalMs: 1000 }), { clock })
    const first = iterator.next()
    await clock.advance(1000)
    await first
    await clock.advance(4600)
    const late = await iterator.next()
    expect(late.value).toMatchObject({ tick: 2 })
    expect(clock.monotonic()).toBe(5600)
    const next = iterator.next()
    await clock.advance(400)
    expect((await next).value).toMatchObject({ tick: 3 })
    expect(clock.monotonic()).toBe(6000)
  })

  it('asks a generator at each tick and not before', async () => {
    const clock = fakeClock()
    const generate = async function* () {
      for (;;) yield clock.monotonic()
    }
    const { seen } = follow(producerAgent({ name: 'sensor', intervalMs: 500, source: { generate } }), clock)
    await clock.advance(1200)
    expect(seen).toEqual([
      { at: 500, item: 500 },
      { at: 1000, item: 1000 },
    ])
  })

  it('emits one line of a file per interval and ends with the last', async () => {
    const directory = temporaryFolder({ 'lines.txt': 'one\ntwo\n' })
    const clock = fakeClock()
    const source = { file: 'lines.txt' }
    const { seen, finished } = follow(producerAgent({ name: 'reader', intervalMs: 500, source, directory }), clock)
    // Opening a file takes real time, so the clock moves only once the producer waits for it.
    for (let tick = 0; tick < 2; tick += 1) {
      while (clock.pendingTimers === 0) await nextTurn()
      await clock.advance(500)
    }
    await finished
    expect(seen.map(({ item }) => item)).toEqual(['one', 'two'])
    expect(seen.map(({ at }) => at)).toEqual([500, 1000])
  })
})

describe('rate and limit', () => {
  it('lets through no more items per second than the rate', async () => {
    const clock = fakeClock()
    const { seen, finished } = follow(producerAgent({ name: 'letters', source: letterSource, rate: 4 }), clock)
    await clock.advance(10_000)
    await finished
    expect(seen.map(({ at }) => at)).toEqual([0, 250, 500, 750, 1000])
  })

  it('does not make up for time in which nobody asked', async () => {
    const clock = fakeClock()
    const iterator = openSource(producerAgent({ name: 'letters', source: letterSource, rate: 10 }), { clock })
    await iterator.next()
    await clock.advance(5000)
    await iterator.next()
    let third: JsonValue | undefined
    void iterator.next().then(({ value }) => (third = value))
    await clock.advance(99)
    expect(third).toBeUndefined()
    await clock.advance(1)
    expect(third).toBe('c')
  })

  it('is exhausted after the limit and closes its source', async () => {
    let closed = false
    const generate = function* () {
      try {
        for (let number = 1; ; number += 1) yield number
      } finally {
        closed = true
      }
    }
    expect(await readSource(producerAgent({ name: 'numbers', source: { generate }, limit: 3 }))).toEqual([1, 2, 3])
    expect(closed).toBe(true)
  })

  it('ends before the limit where the source does', async () => {
    expect(await readSource(producerAgent({ name: 'letters', source: letterSource, limit: 99 }))).toEqual(letters())
  })
})

describe('back-pressure and abort', () => {
  it('takes an item from the source only when one is asked for', async () => {
    let made = 0
    const generate = function* () {
      for (;;) yield (made += 1)
    }
    const iterator = openSource(producerAgent({ name: 'numbers', source: { generate } }))
    await iterator.next()
    await iterator.next()
    await nextTurn()
    expect(made).toBe(2)
  })

  it('ends while it waits for its interval, without an error and without a timer left', async () => {
    const clock = fakeClock()
    const controller = new AbortController()
    const { seen, finished } = follow(producerAgent({ name: 'timer', intervalMs: 1000 }), clock, controller.signal)
    await clock.advance(1500)
    controller.abort(new Error('stop'))
    await finished
    expect(seen).toHaveLength(1)
    expect(clock.pendingTimers).toBe(0)
  })

  it('ends at once when a generator never gives its next item', async () => {
    const controller = new AbortController()
    const generate = async function* () {
      yield 'first'
      await new Promise(() => {})
    }
    const iterator = openSource(producerAgent({ name: 'stuck', source: { generate } }), { signal: controller.signal })
    await iterator.next()
    const next = iterator.next()
    controller.abort()
    expect(await next).toEqual({ done: true, value: undefined })
  })

  it('gives nothing when it is aborted before it starts', async () => {
    expect(
      await readSource(producerAgent({ name: 'letters', source: letterSource }), { signal: AbortSignal.abort() }),
    ).toEqual([])
  })

  it('can be opened again, from the start', async () => {
    const agent = producerAgent({ name: 'letters', source: letterSource })
    expect(await readSource(agent)).toEqual(await readSource(agent))
  })
})

describe('a producer that is called', () => {
  it('answers with its input, unchanged', async () => {
    const agent = producerAgent({ name: 'relay', intervalMs: 1000 })
    expect((await agent.run({ order: 7 })).output).toEqual({ order: 7 })
  })
})

describe('wrong options', () => {
  const wrong: readonly (readonly [string, Omit<ProducerOptions, 'name'>, RegExp])[] = [
    ['neither interval nor source', {}, /"bad" has nothing to emit. Give it an interval, or a source: .*"file", "csv"/],
    [
      'two sources',
      { source: { file: 'a', csv: 'b' } as unknown as ProducerSource },
      /exactly one source .* but has "file" and "csv"/,
    ],
    [
      'an unknown source',
      { source: { flie: 'a' } as unknown as ProducerSource },
      /source: .*"flie". Did you mean "file"/,
    ],
    ['no source', { source: {} as unknown as ProducerSource }, /exactly one source out of .*"file"/],
    ['an interval of zero', { intervalMs: 0 }, /has 0 as the interval/],
    ['a negative rate', { intervalMs: 1, rate: -1 }, /has -1 as the rate/],
    ['a rate that is no number', { intervalMs: 1, rate: Number.NaN }, /has NaN as the rate/],
    ['half an item as limit', { intervalMs: 1, limit: 1.5 }, /limit 1.5. Use a whole number/],
    ['a poll of no URL', { source: { http: { url: 'localhost', intervalMs: 1, fetch } } }, /no URL/],
    [
      'a poll of a file',
      { source: { http: { url: 'file:///etc/hosts', intervalMs: 1, fetch } } },
      /"http:\/\/" or "https:\/\/"/,
    ],
  ]

  it.each(wrong)('%s is refused when the producer is made', (_name, options, message) => {
    expect(() => producerAgent({ name: 'bad', ...options })).toThrow(message)
    expect(() => producerAgent({ name: 'bad', ...options })).toThrow(
      expect.objectContaining({ code: 'AGENT_OPTIONS_INVALID' }),
    )
  })

  it('does not repeat a password that an address holds', () => {
    const source = { http: { url: 'http://user:secret@localhost/', intervalMs: 1, fetch } }
    expect(() => producerAgent({ name: 'bad', source })).toThrow(/^(?!.*secret).*"Authorization" header/)
  })
})
