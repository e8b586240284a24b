import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineAgent } from '../../src/agents/define-agent.ts'
import { ModelError } from '../../src/errors/model-error.ts'
import { createModelResolver, type ModelResolverOptions } from '../../src/models/resolve-model.ts'
import { memoryLedger } from '../../src/runs/memory/memory-ledger.ts'
import type { ScenarioAnswer } from '../../src/testing/model-scenario.ts'
import { defineTool } from '../../src/tools/define-tool.ts'
import type { JsonObject } from '../../src/util/json/json.ts'
import { isThorough } from '../support/effort.ts'
import { anthropicMessages } from '../support/servers/anthropic-messages.ts'
import { bedrockConverse } from '../support/servers/bedrock-converse.ts'
import { gemini } from '../support/servers/gemini.ts'
import type { RecordedRequest } from '../support/servers/http-server.ts'
import { openaiChat } from '../support/servers/openai-chat.ts'
import { openaiResponses } from '../support/servers/openai-responses.ts'
import type { WireEvent, WireFormat } from '../support/servers/wire-format.ts'

// Each streamed answer, ended and broken at each of its bytes, or at a sample of them. The bytes are those of the test servers,
// but a `fetch` of our own hands them out: thousands of sockets would take minutes.

// A body that ends in order leaves the reader to find out that something is missing, so it ends at more places than one
// that breaks, which says so itself.
const steps = isThorough ? { ends: 1, breaks: 1 } : { ends: 13, breaks: 61 }

// Short, as each byte is a run of an agent; of two words, so that a cut between them leaves half an answer.
const text = 'Grüße 🌍'
const thought = 'Wägen 🤔'
const input = { city: 'Köln 🌍' }

type StreamKind = 'text' | 'tool call'

const answers: Readonly<Record<StreamKind, ScenarioAnswer>> = {
  text: { type: 'answer', text },
  'tool call': { type: 'answer', toolCalls: [{ toolName: 'forecast', input }] },
}

interface Subject extends Pick<ModelResolverOptions, 'overrides'> {
  readonly format: WireFormat
  readonly model: string
  /** The events of an answer with text, with reasoning before it; absent where the format has none. */
  readonly addReasoning?: (events: readonly WireEvent[]) => readonly WireEvent[]
  /** Found in the event that says why the answer ended, and in none before it. */
  readonly finish: RegExp
  /** Bytes at which its streams may be cut, at least: streams that shrink are a test that shrinks. */
  readonly bytes: number
}

const subjects: Readonly<Record<string, Subject>> = {
  'OpenAI chat': {
    format: openaiChat,
    model: 'openai:gpt-4o',
    overrides: { openai: { baseUrl: 'http://localhost/v1' } },
    finish: /"finish_reason":"/,
    bytes: 5500,
  },
  // The same format, read by another package, and with the reasoning that OpenAI's own does not show.
  'OpenAI-compatible chat': {
    format: openaiChat,
    model: 'vllm:local',
    addReasoning: ([first, ...rest]) => [
      first!,
      editEvent(first!, /"delta":\{.*?\}/, `"delta":{"reasoning_content":"${thought}"}`),
      ...rest,
    ],
    finish: /"finish_reason":"/,
    bytes: 5850,
  },
  'OpenAI responses': {
    format: openaiResponses,
    model: 'openai:gpt-5',
    addReasoning: ([created, started, ...rest]) => [
      created!,
      started!,
      ...responsesReasoning(),
      ...rest.map((event) => editEvent(event, /"output_index":0/, '"output_index":1')),
    ],
    finish: /"type":"response\.completed"/,
    bytes: 12_950,
  },
  Anthropic: {
    format: anthropicMessages,
    model: 'anthropic:claude-sonnet-4-5',
    addReasoning: ([start, ...rest]) => [
      start!,
      ...anthropicReasoning(),
      ...rest.map((event) => editEvent(event, /"index":0/, '"index":1')),
    ],
    finish: /"stop_reason":"/,
    bytes: 6550,
  },
  Gemini: {
    format: gemini,
    model: 'google:gemini-2.5-flash',
    addReasoning: ([first, ...rest]) => [
      editEvent(first!, /\{"text":".*?"\}/, `{"text":"${thought}","thought":true}`),
      first!,
      ...rest,
    ],
    finish: /"finishReason":"/,
    bytes: 1650,
  },
  Bedrock: {
    format: bedrockConverse,
    model: 'amazon-bedrock:anthropic.claude-sonnet-4-20250514-v1:0',
    addReasoning: ([start, ...rest]) => [
      start!,
      ...bedrockReasoning(),
      ...rest.map((event) => editEvent(event, /"contentBlockIndex":0/, '"contentBlockIndex":1')),
    ],
    finish: /"stopReason":"/,
    bytes: 4800,
  },
}

function editEvent({ event, data }: WireEvent, pattern: RegExp, replacement: string): WireEvent {
  const edited = JSON.parse(JSON.stringify(data).replace(pattern, replacement)) as unknown
  return event === undefined ? { data: edited } : { event, data: edited }
}

const named = (data: { readonly type: string } & JsonObject): WireEvent => ({ event: data.type, data })

function responsesReasoning(): readonly WireEvent[] {
  const place = { item_id: 'rs_1', output_index: 0, summary_index: 0 }
  const item = { type: 'reasoning', id: 'rs_1', summary: [] }
  const part = { type: 'summary_text', text: thought }
  return [
    named({ type: 'response.output_item.added', output_index: 0, item }),
    named({ type: 'response.reasoning_summary_part.added', ...place, part: { ...part, text: '' } }),
    named({ type: 'response.reasoning_summary_text.delta', ...place, delta: thought }),
    named({ type: 'response.reasoning_summary_part.done', ...place, part }),
    named({ type: 'response.output_item.done', output_index: 0, item: { ...item, summary: [part] } }),
  ]
}

function anthropicReasoning(): readonly WireEvent[] {
  const delta = (content: JsonObject): WireEvent => named({ type: 'content_block_delta', index: 0, delta: content })
  return [
    named({
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    }),
    delta({ type: 'thinking_delta', thinking: thought }),
    delta({ type: 'signature_delta', signature: 'c2lnbmVk' }),
    named({ type: 'content_block_stop', index: 0 }),
  ]
}

function bedrockReasoning(): readonly WireEvent[] {
  const delta = (reasoningContent: JsonObject): WireEvent => ({
    event: 'contentBlockDelta',
    data: { contentBlockIndex: 0, delta: { reasoningContent } },
  })
  return [
    delta({ text: thought }),
    delta({ signature: 'c2lnbmVk' }),
    { event: 'contentBlockStop', data: { contentBlockIndex: 0 } },
  ]
}

/** The bytes of a complete answer, and how many of them it takes to know that it is complete. */
interface Encoded {
  readonly bytes: Buffer<ArrayBuffer>
  readonly finishedAt: number
}

function encode({ format, finish }: Subject, events: readonly WireEvent[]): Encoded {
  const { framing, ending } = format
  const framed = events.map((event) => Buffer.from(framing === undefined ? eventText(event) : framing.encode(event)))
  const last = events.findIndex(({ data }) => finish.test(JSON.stringify(data)))
  const blankLine = framing === undefined ? '\n\n'.length : 0
  return {
    bytes: Buffer.concat([...framed, Buffer.from(ending === undefined ? '' : `data: ${ending}\n\n`)]),
    finishedAt: Buffer.concat(framed.slice(0, last + 1)).length - blankLine,
  }
}

function eventText({ event, data }: WireEvent): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`
}

/** How an answer is handed out. */
interface Delivery {
  /** Bytes of it that arrive; all of them unless given. */
  readonly length?: number
  /** What follows the last byte: an end in order, or what undici throws when the connection breaks. */
  readonly stop: 'ends' | 'breaks'
  readonly chunkSize: number
}

function deliver(bytes: Buffer<ArrayBuffer>, { length = bytes.length, stop, chunkSize }: Delivery): ReadableStream {
  let sent = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (sent < length) {
          const chunk = bytes.subarray(sent, Math.min(sent + chunkSize, length))
          sent += chunk.length
          // A copy, as a chunk is its receiver's to keep.
          controller.enqueue(new Uint8Array(chunk))
        } else if (stop === 'ends') controller.close()
        else controller.error(new TypeError('terminated', { cause: socketError() }))
      },
    },
    // The error of a stream drops what it has read ahead; with nothing read ahead, all bytes before it arrive.
    { highWaterMark: 0 },
  )
}

function socketError(): Error {
  return Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
}

/** What a run came to. */
interface Attempted {
  readonly output?: unknown
  readonly error?: unknown
  readonly toolInputs: readonly unknown[]
  /** The outcomes in the ledger. */
  readonly stored: string
}

/** Runs agents on one stream, each time delivered otherwise; what a run asks after it is answered in full. */
class CutAgent {
  readonly #subject: Subject
  readonly #kind: StreamKind
  readonly #encoded = new Map<ScenarioAnswer, Encoded>()
  readonly #agent
  readonly #resolveModel
  #delivery: Delivery = { stop: 'ends', chunkSize: 1 }
  #requests = 0
  #toolInputs: unknown[] = []

  constructor(subject: Subject, kind: StreamKind) {
    this.#subject = subject
    this.#kind = kind
    this.#resolveModel = createModelResolver({
      environment: { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k', GOOGLE_API_KEY: 'k', AWS_BEARER_TOKEN_BEDROCK: 'k' },
      overrides: subject.overrides,
      fetch: (url, init) => this.#respond(requestOf(url, init)),
    })
    const forecast = defineTool({
      name: 'forecast',
      description: 'Tells the weather.',
      input: { type: 'object' },
      effect: 'none',
      execute: (given: unknown) => {
        this.#toolInputs.push(given)
        return 'rain'
      },
    })
    this.#agent = defineAgent({ name: 'a', model: subject.model, tools: [forecast], resilience: { retry: false } })
  }

  /** The stream, once it was asked for. */
  get stream(): Encoded {
    const stream = this.#encoded.get(answers[this.#kind])
    if (stream === undefined) throw new Error('The stream was not asked for.')
    return stream
  }

  async run(delivery: Delivery): Promise<Attempted> {
    this.#delivery = delivery
    this.#requests = 0
    this.#toolInputs = []
    const ledger = memoryLedger()
    const { result } = this.#agent.stream('x', { ledger, resolveModel: this.#resolveModel })
    const settled = await result.then(
      ({ output }) => ({ output }),
      (error: unknown) => ({ error }),
    )
    const stored = JSON.stringify(ledger.records.filter(({ type }) => type === 'outcome'))
    return { ...settled, toolInputs: this.#toolInputs, stored }
  }

  async #respond(request: RecordedRequest): Promise<Response> {
    this.#requests += 1
    const isFirst = this.#requests === 1
    const { bytes } = this.#encode(isFirst ? answers[this.#kind] : answers.text, request)
    const delivery: Delivery = isFirst ? this.#delivery : { stop: 'ends', chunkSize: bytes.length }
    const contentType = this.#subject.format.framing?.mediaType ?? 'text/event-stream'
    return new Response(deliver(bytes, delivery), { headers: { 'content-type': contentType } })
  }

  /** An answer's bytes are the same for each run, as all of them ask the same. */
  #encode(answer: ScenarioAnswer, request: RecordedRequest): Encoded {
    const known = this.#encoded.get(answer)
    if (known !== undefined) return known
    const { format, addReasoning } = this.#subject
    const events = format.events(answer, request)
    const made = encode(this.#subject, answer.text === undefined ? events : (addReasoning?.(events) ?? events))
    this.#encoded.set(answer, made)
    return made
  }
}

function requestOf(url: Parameters<typeof fetch>[0], init: RequestInit | undefined): RecordedRequest {
  const { pathname, searchParams } = new URL(url instanceof Request ? url.url : url)
  const body = JSON.parse(init?.body as string) as JsonObject
  return { method: 'POST', path: pathname, query: searchParams, headers: {}, body }
}

const whole = 'the whole answer'

/** What an attempt came to, in one word; whatever is neither a code nor the whole answer is a fault of ours. */
function comeTo({ output, error, toolInputs, stored }: Attempted, kind: StreamKind): string {
  const ran = JSON.stringify(toolInputs)
  if (error === undefined) {
    const isWhole = output === text && ran === JSON.stringify(kind === 'tool call' ? [input] : [])
    return isWhole ? whole : `the answer ${JSON.stringify(output)} with tools run on ${ran}`
  }
  if (!(error instanceof ModelError)) return String(error)
  return ran === '[]' && stored === '[]' ? error.code : `${error.code} with tools run on ${ran} and ${stored} stored`
}

// Every run makes errors, and their stacks would take a fifth of the time.
const { stackTraceLimit } = Error
beforeAll(() => void (Error.stackTraceLimit = 0))
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit))

const unhandled: unknown[] = []
const onUnhandled = (error: unknown): void => void unhandled.push(error)
beforeAll(() => void process.on('unhandledRejection', onUnhandled))
afterAll(() => void process.off('unhandledRejection', onUnhandled))

const tried = new Map<string, number>()

describe.each(Object.entries(subjects))('a stream of %s', (name, subject) => {
  describe.each(['text', 'tool call'] as const)('with %s', (kind) => {
    it('is read whole when each byte comes alone', async () => {
      const attempted = await new CutAgent(subject, kind).run({ stop: 'ends', chunkSize: 1 })
      expect(comeTo(attempted, kind)).toBe(whole)
      if (subject.addReasoning !== undefined) expect(attempted.stored).toContain(thought)
    })

    it.each(['ends', 'breaks'] as const)(
      'is an error and never half an answer when it %s early, wherever that is',
      async (stop) => {
        const agent = new CutAgent(subject, kind)
        await agent.run({ stop: 'ends', chunkSize: 1001 })
        const { bytes, finishedAt } = agent.stream
        const wrong: string[] = []
        for (let length = 0; length < bytes.length; length += steps[stop]) {
          // Another odd size each time, so that chunks begin and end everywhere too.
          const attempted = await agent.run({ length, stop, chunkSize: 401 + 2 * (length % 301) })
          const what = comeTo(attempted, kind)
          const isRight = what === 'MODEL_STREAM_CUT' || (what === whole && length >= finishedAt)
          if (!isRight) wrong.push(`byte ${length} of ${bytes.length}: ${what}`)
          tried.set(name, (tried.get(name) ?? 0) + steps[stop])
        }
        expect(wrong).toEqual([])
        // Node.js reports them after the microtasks.
        await setImmediate()
        expect(unhandled).toEqual([])
      },
      60_000,
    )
  })
})

it('was cut as often as it ever was', () => {
  for (const [name, { bytes }] of Object.entries(subjects)) expect(tried.get(name), name).toBeGreaterThanOrEqual(bytes)
})
