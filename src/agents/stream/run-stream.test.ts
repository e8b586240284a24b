import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { RunEvent } from '../../events/event.ts'
import type { LanguageModelV4 } from '../../models/model.ts'
import { never } from '../../testing/scripted-reply.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { RunStream } from '../agent.ts'
import { defineAgent } from '../define-agent.ts'
import { defineCustomAgent } from '../define-custom-agent.ts'

const speaker = () => defineAgent({ name: 'speaker', model: scriptedModel(['one two three']) })

type Reader = readonly [name: string, ask: (stream: RunStream<unknown>) => AsyncIterable<unknown>]

const readers: readonly Reader[] = [
  ['the events', (stream) => ({ [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator]() })],
  ['text()', (stream) => stream.text()],
  ['partials()', (stream) => stream.partials()],
]
const asks: readonly Reader[] = [
  ['a loop over the events', (stream) => ({ [Symbol.asyncIterator]: stream[Symbol.asyncIterator]() as never })],
  ...readers.slice(1),
]
const pairs = readers.flatMap((first) => asks.map((second) => [first[0], second[0], first[1], second[1]] as const))
const refusal = expect.objectContaining({ code: 'STREAM_IN_USE', details: { agent: 'speaker' } }) as Error

/** A model whose answer goes on for as long as it is asked for more. */
function endless() {
  let written = 0
  async function* chunks(): AsyncGenerator<string> {
    for (;;) {
      written += 1
      yield written === 1 ? '{"title": "' : 'more '
      await nextTurn()
    }
  }
  return { model: scriptedModel([{ chunks: chunks() }]), written: () => written }
}

describe('a second reader of a stream', () => {
  it.each(pairs)('of which the first reads %s is refused when it asks for %s', async (_one, _two, first, second) => {
    const stream = speaker().stream('go')
    const iterator = first(stream)[Symbol.asyncIterator]()
    expect(() => second(stream)).toThrow(refusal)
    await iterator.next()
    expect(() => second(stream)).toThrow(refusal)
    await iterator.return?.()
    expect(() => second(stream)).toThrow(refusal)
  })

  it('is refused when the first has read everything', async () => {
    const stream = speaker().stream('go')
    expect((await Array.fromAsync(stream.text())).join('')).toBe('one two three')
    expect(() => stream.text()).toThrow(refusal)
    await expect(Array.fromAsync(stream)).rejects.toThrow(refusal)
  })

  it('is refused where it loops over the same text again', async () => {
    const text = speaker().stream('go').text()
    await Array.fromAsync(text)
    expect(() => text[Symbol.asyncIterator]()).toThrow(refusal)
  })

  it('does not disturb the first', async () => {
    const stream = speaker().stream('go')
    const text = stream.text()
    expect(() => stream.partials()).toThrow(refusal)
    expect((await Array.fromAsync(text)).join('')).toBe('one two three')
    expect((await stream.result).output).toBe('one two three')
  })
})

describe('leaving a stream early', () => {
  const output = z.object({ title: z.string() })

  it.each([
    [
      'the events',
      async (stream: RunStream<unknown>) => {
        for await (const event of stream) if (event.type === 'text-delta') break
      },
    ],
    [
      'text()',
      async (stream: RunStream<unknown>) => {
        for await (const _ of stream.text()) break
      },
    ],
    [
      'partials()',
      async (stream: RunStream<unknown>) => {
        for await (const _ of stream.partials()) break
      },
    ],
  ])('aborts the run and the stream of its model, from %s', async (_name, leave) => {
    const { model, written } = endless()
    const stream = defineAgent({ name: 'speaker', model, output }).stream('go')
    await leave(stream)
    await expect(stream.result).rejects.toThrow('The stream was closed.')
    expect(model.calls[0]?.options.abortSignal?.aborted).toBe(true)
    const before = written()
    for (let turn = 0; turn < 5; turn += 1) await nextTurn()
    // One piece may have been asked for already.
    expect(written()).toBeLessThanOrEqual(before + 1)
  })

  it('aborts a model that is silent, while the reader waits for it', async () => {
    const model = scriptedModel([() => never()])
    const stream = defineAgent({ name: 'a', model }).stream('go')
    const reader = stream[Symbol.asyncIterator]()
    while ((await reader.next()).value?.type !== 'attempt-start') continue
    const waiting = reader.next()
    const left = reader.return?.()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(await left).toEqual({ done: true, value: undefined })
    await expect(stream.result).rejects.toThrow('The stream was closed.')
  })

  it('aborts a model that has not begun to answer', async () => {
    const model = scriptedModel([never()])
    const stream = defineAgent({ name: 'speaker', model }).stream('go')
    for await (const event of stream) if (event.type === 'step-start') break
    await expect(stream.result).rejects.toThrow('The stream was closed.')
    expect(model.calls[0]?.options.abortSignal?.aborted).toBe(true)
  })
})

describe('a stream that nobody reads', () => {
  it('ends with its result, and keeps a handful of events of 200,000 deltas', async () => {
    const chunks = Array.from({ length: 200_000 }, (_none, index) => `${index} `)
    let heard = 0
    const onEvent = ({ type }: { readonly type: string }): void => void (heard += type === 'text-delta' ? 1 : 0)
    const stream = defineAgent({ name: 'speaker', model: scriptedModel([{ chunks }]) }).stream('go', { onEvent })
    expect((await stream.result).output).toBe(chunks.join(''))
    expect(heard).toBe(200_000)
    const kept = await Array.fromAsync(stream)
    expect(kept.map(({ type }) => type)).toEqual([
      'run-start',
      'step-start',
      'attempt-start',
      'text-delta',
      'attempt-end',
      'step-finish',
      'run-finish',
    ])
    expect(kept[3]).toMatchObject({ text: chunks.join('') })
  })

  it('keeps as few of agents that write side by side', async () => {
    const chunks = Array.from({ length: 2000 }, (_none, index) => `${index} `)
    const writer = (name: string) => defineAgent({ name, model: scriptedModel([{ chunks }]) })
    const writers = ['left', 'right'].map(writer)
    const both = defineCustomAgent({
      name: 'both',
      execute: (input, { branch }) =>
        Promise.all(
          writers.map((agent) =>
            branch(agent.name)
              .call(agent, input)
              .then((answer) => answer.length),
          ),
        ),
    })
    const order: string[] = []
    const onEvent = (event: RunEvent): void => void (event.type === 'text-delta' && order.push(event.key))
    const stream = both.stream('go', { onEvent })
    await stream.result
    expect(order.filter((key, index) => key !== order[index - 1]).length).toBeGreaterThan(100)
    const kept = await Array.fromAsync(stream)
    const texts = kept.filter((event) => event.type === 'text-delta').map(({ text }) => text)
    expect(texts).toEqual([chunks.join(''), chunks.join('')])
    expect(kept.length).toBeLessThan(20)
  })

  it('rejects its result, and throws the failure to a reader that comes late', async () => {
    const model = scriptedModel([{ text: 'some words', error: new Error('no power') }])
    const stream = defineAgent({ name: 'speaker', model }).stream('go')
    await expect(stream.result).rejects.toThrow('no power')
    await expect(Array.fromAsync(stream)).rejects.toThrow('no power')
  })
})

it('gives a reader that keeps up each delta on its own, in order', async () => {
  const chunks = Array.from({ length: 500 }, (_none, index) => `${index} `)
  const stream = defineAgent({ name: 'speaker', model: scriptedModel([{ chunks }]) }).stream('go')
  expect(await Array.fromAsync(stream.text())).toEqual(chunks)
})

it.each(Array.from({ length: 20 }, (_none, turns) => turns))(
  'cancels the stream of a model that is called off %i microtasks after it gave it',
  async (turns) => {
    const controller = new AbortController()
    let cancelled: unknown
    const silent = new ReadableStream<never>({
      cancel(reason) {
        cancelled = reason
      },
    })
    const callOff = async (): Promise<void> => {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      controller.abort(new Error('enough'))
    }
    const doStream = () => {
      void callOff()
      return Promise.resolve({ stream: silent })
    }
    const model: LanguageModelV4 = { ...scriptedModel([]), doStream }
    const stream = defineAgent({ name: 'speaker', model }).stream('go', { signal: controller.signal })
    await expect(stream.result).rejects.toThrow('enough')
    await nextTurn()
    expect(cancelled).toEqual(new Error('enough'))
  },
)
