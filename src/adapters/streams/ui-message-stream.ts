import { RuntimeError } from '../../errors/runtime-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import { eventStream, keepAliveOf, readerOf, type EventMapper, type KeepAliveOptions } from './event-stream.ts'
import { unsaidError } from './mask-event.ts'
import { formatSentEvent, keepAliveComment, sentEventsResponse, type StreamResponseOptions } from './sent-event.ts'
import type { UiMessageChunk } from './ui-message-chunk.ts'
import type { UiMessagePlan, UiMessageStreamOptions } from './ui-message-options.ts'
import { UiMessageWriter } from './ui-message-writer.ts'

/** How a run is sent as a message of the AI SDK. */
export type UiMessageResponseOptions = UiMessageStreamOptions & StreamResponseOptions & KeepAliveOptions

/**
 * A run as a message of the AI SDK 7, chunk by chunk, for `createUIMessageStream`, `readUIMessageStream` and the like. It
 * takes the place of the run's reader. Cancelling it aborts the run.
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`, RunError `STREAM_IN_USE`.
 */
export function toUiMessageStream(
  stream: AsyncIterable<RunEvent>,
  options: UiMessageStreamOptions = {},
): ReadableStream<UiMessageChunk> {
  const plan = planOf('toUiMessageStream', options, streamOptionNames)
  return eventStream(readerOf(stream, 'toUiMessageStream'), new UiMessageWriter(plan))
}

/**
 * The answer to a request of `useChat`: a run as a stream of server-sent events in the form of the AI SDK 7. When the
 * client goes away, the run is aborted.
 *
 * @example
 * app.post('/api/chat', async ({ req }) => {
 *   const { messages } = await req.json()
 *   return uiMessageStreamResponse(agent.stream(await fromUiMessages(messages)))
 * })
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`, RunError `STREAM_IN_USE`.
 */
export function uiMessageStreamResponse(
  stream: AsyncIterable<RunEvent>,
  options: UiMessageResponseOptions = {},
): Response {
  const name = 'uiMessageStreamResponse'
  const plan = planOf(name, options, responseOptionNames)
  const encoder = new TextEncoder()
  const keepAlive = keepAliveOf(name, options, encoder.encode(keepAliveComment))
  const chunks = new SentChunks(new UiMessageWriter(plan), encoder)
  const body = eventStream(readerOf(stream, name), chunks, keepAlive)
  return sentEventsResponse(body, options, { 'x-vercel-ai-ui-message-stream': 'v1' })
}

/** Chunks as server-sent events, all of one turn as one piece. */
class SentChunks implements EventMapper<Uint8Array> {
  readonly #writer: UiMessageWriter
  readonly #encoder: InstanceType<typeof TextEncoder>

  constructor(writer: UiMessageWriter, encoder: InstanceType<typeof TextEncoder>) {
    this.#writer = writer
    this.#encoder = encoder
  }

  take(event: RunEvent): readonly Uint8Array[] {
    return this.#encode(this.#writer.take(event))
  }

  end(): readonly Uint8Array[] {
    return this.#encode(this.#writer.end(), doneMark)
  }

  fail(error: unknown): readonly Uint8Array[] {
    return this.#encode(this.#writer.fail(error), doneMark)
  }

  #encode(chunks: readonly UiMessageChunk[], after = ''): readonly Uint8Array[] {
    const text = chunks.map((chunk) => formatSentEvent({ data: JSON.stringify(chunk) })).join('') + after
    return text === '' ? [] : [this.#encoder.encode(text)]
  }
}

const doneMark = 'data: [DONE]\n\n'

const streamOptionNames = {
  messageId: true,
  sendReasoning: true,
  sendSources: true,
  sendText: true,
  messageMetadata: true,
  onError: true,
} as const

const responseOptionNames = {
  ...streamOptionNames,
  status: true,
  statusText: true,
  headers: true,
  keepAliveMs: true,
  clock: true,
} as const

function planOf(taker: string, options: UiMessageStreamOptions, known: Readonly<Record<string, true>>): UiMessagePlan {
  const given: unknown = options
  if (!isRecord(given)) throw invalid(`${taker}: the options must be an object, not ${shown(given)}.`)
  const unknown = unknownOption(options, known)
  if (unknown !== undefined) throw invalid(`${taker}: ${unknown}`)
  const { messageId, sendReasoning = true, sendSources = true, sendText = true } = options
  const { messageMetadata = () => undefined, onError = () => unsaidError } = options
  for (const [name, value] of Object.entries({ sendReasoning, sendSources, sendText }))
    if (typeof value !== 'boolean') throw invalid(`${taker}: ${name} must be true or false, not ${shown(value)}.`)
  for (const [name, value] of Object.entries({ messageMetadata, onError }))
    if (typeof value !== 'function') throw invalid(`${taker}: ${name} must be a function, not ${shown(value)}.`)
  if (messageId !== undefined && typeof messageId !== 'string')
    throw invalid(`${taker}: messageId must be a text, not ${shown(messageId)}.`)
  const named = messageId === undefined ? {} : { messageId }
  return { ...named, sendReasoning, sendSources, sendText, messageMetadata, onError }
}

function invalid(message: string): RuntimeError {
  return new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
}
