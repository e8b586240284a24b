import { RuntimeError } from '../../errors/runtime-error.ts'
import { serializeError } from '../../errors/serialize-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import { eventStream, keepAliveOf, readerOf, type EventMapper, type KeepAliveOptions } from './event-stream.ts'
import { maskError, maskEvent, type ToldError } from './mask-event.ts'
import { formatSentEvent, keepAliveComment, sentEventsResponse, type StreamResponseOptions } from './sent-event.ts'
import { defined } from '../../util/options/defined.ts'

/** How a run is told as server-sent events. */
export interface ServerSentEventsOptions extends KeepAliveOptions {
  /** Which events are sent; all unless said otherwise. They hold inputs, outputs and the results of tools. */
  readonly filter?: ((event: RunEvent) => boolean) | undefined
  /** True sends the words of errors too, which may hold secrets and quote providers. */
  readonly sendErrors?: boolean | undefined
}

/** How a run is sent as server-sent events. */
export type ServerSentEventsResponseOptions = ServerSentEventsOptions & StreamResponseOptions

/** The data of the event `end`, the last one: what became of the run. A run that is `parked` waits and goes on another time. */
export type SentEnd =
  | { readonly status: 'finished'; readonly runId: string; readonly output: unknown }
  | { readonly status: 'parked'; readonly runId: string }
  | { readonly status: 'cancelled' | 'failed'; readonly runId?: string; readonly error: ToldError }

/**
 * A run as server-sent events: each of its events under its own name, with its JSON as data and its number as id, and an
 * event `end` after the last one. It takes the place of the run's reader. Cancelling it aborts the run.
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`, RunError `STREAM_IN_USE`.
 */
export function toServerSentEvents(
  stream: AsyncIterable<RunEvent>,
  options: ServerSentEventsOptions = {},
): ReadableStream<Uint8Array> {
  checkOptions('toServerSentEvents', options, streamOptionNames)
  return sentStream('toServerSentEvents', stream, options)
}

/**
 * A response that sends a run as server-sent events. When the client goes away, the run is aborted.
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`, RunError `STREAM_IN_USE`.
 */
export function serverSentEventsResponse(
  stream: AsyncIterable<RunEvent>,
  options: ServerSentEventsResponseOptions = {},
): Response {
  checkOptions('serverSentEventsResponse', options, responseOptionNames)
  return sentEventsResponse(sentStream('serverSentEventsResponse', stream, options), options)
}

function sentStream(
  taker: string,
  stream: AsyncIterable<RunEvent>,
  options: ServerSentEventsOptions,
): ReadableStream<Uint8Array> {
  const keepAlive = keepAliveOf(taker, options, new TextEncoder().encode(keepAliveComment))
  return eventStream(readerOf(stream, taker), new SentEvents(options), keepAlive)
}

class SentEvents implements EventMapper<Uint8Array> {
  readonly #encoder = new TextEncoder()
  readonly #filter: (event: RunEvent) => boolean
  readonly #sendsErrors: boolean
  #number = 0
  #last: RunEvent | undefined

  constructor({ filter = () => true, sendErrors = false }: ServerSentEventsOptions) {
    this.#filter = filter
    this.#sendsErrors = sendErrors
  }

  take(event: RunEvent): readonly Uint8Array[] {
    this.#last = event
    // The number counts what was left out too: it is the event's place in the run.
    this.#number += 1
    if (!this.#filter(event)) return []
    return this.#send(event.type, this.#sendsErrors ? event : maskEvent(event))
  }

  end(): readonly Uint8Array[] {
    const last = this.#last
    if (last === undefined) return []
    const { runId } = last
    const end: SentEnd =
      last.type === 'run-finish' ? { status: 'finished', runId, output: last.output } : { status: 'parked', runId }
    return this.#end(end)
  }

  fail(error: unknown): readonly Uint8Array[] {
    const serialized = serializeError(error)
    const last = this.#last
    return this.#end({
      status: last?.type === 'run-cancel' ? 'cancelled' : 'failed',
      ...defined({ runId: last?.runId }),
      error: this.#sendsErrors ? serialized : maskError(serialized),
    })
  }

  #end(end: SentEnd): readonly Uint8Array[] {
    this.#number += 1
    return this.#send('end', end)
  }

  #send(event: string, data: object): readonly Uint8Array[] {
    return [this.#encoder.encode(formatSentEvent({ event, data: JSON.stringify(data), id: String(this.#number) }))]
  }
}

const streamOptionNames = { filter: true, sendErrors: true, keepAliveMs: true, clock: true } as const
const responseOptionNames = { ...streamOptionNames, status: true, statusText: true, headers: true } as const

function checkOptions(taker: string, options: ServerSentEventsOptions, known: Readonly<Record<string, true>>): void {
  const given: unknown = options
  if (!isRecord(given)) throw invalid(`${taker}: the options must be an object, not ${shown(given)}.`)
  const unknown = unknownOption(options, known)
  if (unknown !== undefined) throw invalid(`${taker}: ${unknown}`)
  const { filter = () => true, sendErrors = false } = options
  if (typeof filter !== 'function') throw invalid(`${taker}: filter must be a function, not ${shown(filter)}.`)
  if (typeof sendErrors !== 'boolean')
    throw invalid(`${taker}: sendErrors must be true or false, not ${shown(sendErrors)}.`)
}

function invalid(message: string): RuntimeError {
  return new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
}
