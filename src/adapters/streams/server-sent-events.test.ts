import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { EventSource } from 'eventsource'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { RunStream } from '../../agents/agent.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { testLedger } from '../../runs/__fixtures__/test-ledger.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../testing/scripted-reply.ts'
import { formatSentEvent } from './sent-event.ts'
import { serverSentEventsResponse, toServerSentEvents, type SentEnd } from './server-sent-events.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Serves each response that is made on loopback; gives the address. */
async function serve(respond: () => Response): Promise<string> {
  const server = createServer((_request, answer) => {
    const response = respond()
    answer.writeHead(response.status, Object.fromEntries(response.headers))
    const body = Readable.fromWeb(response.body as NodeStream)
    answer.on('close', () => body.destroy())
    body.on('error', () => {})
    body.pipe(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

interface Heard {
  readonly type: string
  readonly id: string
  readonly data: unknown
}

/** What an `EventSource` hears up to the end; it closes then, as it would come back otherwise. */
function hear(url: string, types: readonly string[]): Promise<readonly Heard[]> {
  const source = new EventSource(url)
  closers.push(async () => source.close())
  const heard: Heard[] = []
  return new Promise((resolve) => {
    for (const type of [...types, 'end'])
      source.addEventListener(type, ({ data, lastEventId }) => {
        heard.push({ type, id: lastEventId, data: JSON.parse(data as string) })
        if (type !== 'end') return
        source.close()
        resolve(heard)
      })
  })
}

const talker = (replies: readonly ScriptedReply[]) => defineAgent({ name: 'talker', model: scriptedModel(replies) })

/** The body as text. */
async function textOf(stream: RunStream<unknown>, options?: Parameters<typeof toServerSentEvents>[1]) {
  return new Response(toServerSentEvents(stream, options) as ReadableStream<Uint8Array<ArrayBuffer>>).text()
}

/** The last event of a body. */
function endOf(body: string): SentEnd {
  const match = /event: end\ndata: (.*)\nid: \d+\n\n$/.exec(body)
  return JSON.parse(match?.[1] ?? 'null') as SentEnd
}

describe('a run as server-sent events', () => {
  it('is heard by an EventSource: every event, in order, with an end', async () => {
    const told: RunEvent[] = []
    const url = await serve(() =>
      serverSentEventsResponse(talker(['Hello\nthere.']).stream('hi', { onEvent: (event) => void told.push(event) })),
    )
    const heard = await hear(url, [
      'run-start',
      'step-start',
      'text-delta',
      'attempt-start',
      'attempt-end',
      'step-finish',
      'run-finish',
    ])
    expect(heard.slice(0, -1).map(({ data }) => data)).toEqual(JSON.parse(JSON.stringify(told)))
    expect(heard.map(({ id }) => Number(id))).toEqual(heard.map((_, position) => position + 1))
    expect(heard.at(-1)).toMatchObject({ type: 'end', data: { status: 'finished', output: 'Hello\nthere.' } })
  })

  it('has the headers of the standard, and its own', () => {
    const response = serverSentEventsResponse(talker(['x']).stream('go'), { status: 202, headers: { 'x-run': '1' } })
    expect(response.status).toBe(202)
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-cache, no-transform',
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'x-run': '1',
    })
  })

  it('sends the events that are wanted, under their place in the run', async () => {
    const body = await textOf(talker(['Hi there.']).stream('go'), { filter: ({ type }) => type === 'text-delta' })
    expect(body.match(/^event: .*$/gm)).toEqual(['event: text-delta', 'event: text-delta', 'event: end'])
    const ids = body.match(/^id: \d+$/gm)?.map((line) => Number(line.slice(4))) ?? []
    expect(ids[0]).toBeGreaterThan(1)
    expect(ids.toSorted((a, b) => a - b)).toEqual(ids)
  })

  it('tells no secrets of errors unless it is told to', async () => {
    const error = new ModelError('MODEL_AUTHENTICATION', 'The key sk-1234567890abcdefghij is wrong.')
    const body = await textOf(talker([{ error }]).stream('go'))
    expect(body).not.toContain('sk-1234567890')
    expect(endOf(body)).toMatchObject({
      status: 'failed',
      error: { code: 'MODEL_AUTHENTICATION', retryable: false, message: 'The provider refused the credentials.' },
    })
    const own = defineCustomAgent({
      name: 'own',
      execute: () => {
        throw new TypeError('postgres://admin:hunter2@db')
      },
    })
    const hidden = await textOf(own.stream('go'))
    expect(hidden).not.toContain('hunter2')
    expect(endOf(hidden)).toMatchObject({
      status: 'failed',
      error: { name: 'TypeError', message: 'An error occurred.' },
    })
    expect(await textOf(own.stream('go'), { sendErrors: true })).toContain('hunter2')
  })

  it('tells no secrets of attempts that failed', async () => {
    const error = new ModelError('MODEL_UNAVAILABLE', 'Bearer abcdefghijklmnop1234 was refused')
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([{ error }, 'Hi.']),
      resilience: { retry: { initialBackoffMs: 1 } },
    })
    const body = await textOf(agent.stream('go'))
    expect(body).toContain('event: model-retry')
    expect(body).toContain('event: run-warning')
    expect(body.replace(/^event: step-finish\n.*$/gm, '')).not.toContain('abcdefghijklmnop')
  })

  it('says that it was called off, and by whom', async () => {
    const controller = new AbortController()
    const agent = talker([() => (controller.abort(new Error('token=abc')), never())])
    const end = endOf(await textOf(agent.stream('go', { signal: controller.signal })))
    expect(end).toMatchObject({ status: 'cancelled', error: { message: 'An error occurred.' } })
  })

  it('says that the run waits', async () => {
    const asker = defineCustomAgent({
      name: 'asker',
      execute: async (_input, { ask }) => (await ask({ title: 'Pay?' })).answer,
    })
    const body = await textOf(asker.stream('go', { ledger: testLedger({ parks: true }), runId: 'run-1' }))
    expect(endOf(body)).toEqual({ status: 'parked', runId: 'run-1' })
  })

  it('aborts the run when the client goes away', async () => {
    const model = scriptedModel([never()])
    const stream = defineAgent({ name: 'a', model }).stream('go')
    const url = await serve(() => serverSentEventsResponse(stream))
    const source = new EventSource(url)
    await new Promise((resolve) => source.addEventListener('attempt-start', resolve))
    source.close()
    await expect(stream.result).rejects.toThrow('The stream was closed.')
    expect(model.calls[0]?.options.abortSignal?.aborted).toBe(true)
  })

  it('sends comments while it is quiet, and none where it is told so', async () => {
    const clock = fakeClock()
    const reader = toServerSentEvents(talker([never()]).stream('go'), {
      clock,
      keepAliveMs: 1000,
      filter: ({ type }) => type === 'run-start',
    }).getReader()
    const next = async () => new TextDecoder().decode((await reader.read()).value)
    expect(await next()).toMatch(/^event: run-start\n/)
    for (let comment = 0; comment < 3; comment++) {
      const quiet = next()
      while (clock.pendingTimers === 0) await nextTurn()
      await clock.advance(1000)
      expect(await quiet).toBe(': keep-alive\n\n')
    }
    await reader.cancel()
    expect(clock.pendingTimers).toBe(0)
    const silent = toServerSentEvents(talker(['x']).stream('go'), { clock, keepAliveMs: false }).getReader()
    await silent.read()
    expect(clock.pendingTimers).toBe(0)
    await silent.cancel()
  })

  it('asks the run for no more than is read', async () => {
    let asked = 0
    const events: AsyncIterable<RunEvent> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false, value: { type: 'run-warning', message: String((asked += 1)) } as RunEvent }),
      }),
    }
    const reader = toServerSentEvents(events).getReader()
    await nextTurn()
    expect(asked).toBe(0)
    await reader.read()
    await reader.read()
    await nextTurn()
    expect(asked).toBe(2)
    await reader.cancel()
  })
})

describe('formatSentEvent', () => {
  it('begins a line of data at every line break', () => {
    expect(formatSentEvent({ event: 'x', data: 'a\nb\r\nc\rd\n', id: '7' })).toBe(
      'event: x\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \nid: 7\n\n',
    )
    expect(formatSentEvent({ data: '' })).toBe('data: \n\n')
  })
})

describe('what cannot be sent', () => {
  const stream = () => talker(['x']).stream('go')

  it.each<[string, () => unknown, RegExp]>([
    ['nothing', () => toServerSentEvents(null as never), /takes the events of a run, and was given null/],
    ['an output', () => serverSentEventsResponse('x' as never), /pass what agent.stream\(input\) gives/],
    ['an option', () => toServerSentEvents(stream(), { fliter: () => true } as never), /Did you mean "filter"\?/],
    ['a filter', () => toServerSentEvents(stream(), { filter: 'text-delta' as never }), /filter must be a function/],
    ['words', () => toServerSentEvents(stream(), { sendErrors: 'yes' as never }), /sendErrors must be true or false/],
    ['a silence', () => serverSentEventsResponse(stream(), { keepAliveMs: -1 }), /keepAliveMs must be a number/],
    ['options', () => serverSentEventsResponse(stream(), 5 as never), /options must be an object, not 5/],
  ])('is refused: %s', (_, convert, message) => {
    expect(convert).toThrow(
      expect.objectContaining({ code: 'RUNTIME_OPTIONS_INVALID', message: expect.stringMatching(message) }),
    )
  })
})

it('takes a schema for the output as any run does', async () => {
  const agent = defineAgent({
    name: 'a',
    model: scriptedModel([{ object: { n: 1 } }]),
    output: z.object({ n: z.number() }),
  })
  expect(endOf(await textOf(agent.stream('go')))).toMatchObject({ status: 'finished', output: { n: 1 } })
})
