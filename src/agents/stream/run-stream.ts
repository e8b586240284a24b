import { AixgoError } from '../../errors/aixgo-error.ts'
import { RunError } from '../../errors/run-error.ts'
import type { RunEvent } from '../../events/event.ts'
import type { RunListener } from '../../runs/context.ts'
import type { RunResult } from '../../runs/result/run-result.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import type { DeepPartial } from '../../util/deep-partial.ts'
import type { RunStream } from '../agent.ts'
import { isForUser } from '../../events/is-for-user.ts'
import { EventQueue } from './event-queue.ts'

/** A run that is about to be started, to be read as events. */
export interface StreamedRun<Output> {
  readonly agent: string
  readonly outputSchema: AnySchema | undefined
  /** Starts the run under this signal; it tells this listener of its events, in order. */
  readonly start: (options: {
    readonly signal: AbortSignal
    readonly onEvent: RunListener
  }) => Promise<RunResult<Output>>
}

/** Starts a run whose events are read as they happen. */
export function createRunStream<Output>(
  { agent, outputSchema, start }: StreamedRun<Output>,
  options: { readonly signal?: AbortSignal | undefined; readonly onEvent?: RunListener | undefined },
): RunStream<Output> {
  const events = new EventQueue()
  const controller = new AbortController()
  const signal = options.signal === undefined ? controller.signal : AbortSignal.any([options.signal, controller.signal])
  const onEvent: RunListener = (event) => {
    events.push(event)
    // What an asynchronous listener gives is given on, so that its failure is heard of where all others are.
    return options.onEvent?.(event)
  }
  const result = start({ signal, onEvent })
  result.then(
    () => events.end(),
    // A run that was put away has not failed: its last event says what it waits for.
    (error: unknown) => (isParked(error) ? events.end() : events.fail(error)),
  )
  const close = (): void => controller.abort(new DOMException('The stream was closed.', 'AbortError'))
  return new EventStream(events, result, { agent, close, outputSchema })
}

function isParked(error: unknown): boolean {
  return AixgoError.isInstance(error) && error.code === 'RUN_PARKED'
}

interface StreamParts {
  readonly agent: string
  readonly close: () => void
  readonly outputSchema: AnySchema | undefined
}

class EventStream<Output> implements RunStream<Output> {
  readonly result: Promise<RunResult<Output>>
  readonly #events: EventQueue
  readonly #parts: StreamParts
  #isTaken = false

  constructor(events: EventQueue, result: Promise<RunResult<Output>>, parts: StreamParts) {
    this.#events = events
    this.result = result
    this.#parts = parts
    // Who only reads the events gets the failure there; it must not also be an unhandled rejection.
    result.catch(() => {})
  }

  [Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    if (this.#isTaken) throw streamInUse(this.#parts.agent)
    this.#isTaken = true
    const reading = this.#read(this.#events[Symbol.asyncIterator]())
    const end = reading.return.bind(reading)
    // A generator ends when what it waits for has come, and a model may be silent for long: who leaves ends the run now.
    reading.return = (value) => (this.#leave(), end(value))
    return reading
  }

  text(): AsyncIterable<string> {
    return readOnce(this.#parts.agent, this.#whole(textOf(this[Symbol.asyncIterator]())))
  }

  partials(): AsyncIterable<DeepPartial<Output>> {
    const partials = partialsOf<Output>(this[Symbol.asyncIterator](), this.#parts.outputSchema)
    return readOnce(this.#parts.agent, this.#whole(partials))
  }

  /** Who does not see the events must not take what a run wrote before it was put away for all of it. */
  async *#whole<Value>(values: AsyncGenerator<Value>): AsyncGenerator<Value> {
    yield* values
    await this.result
  }

  async *#read(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent> {
    let complete = false
    try {
      for await (const event of events) yield event
      complete = true
    } finally {
      if (!complete) this.#leave()
    }
  }

  /** Nobody reads on: what waits is forgotten, and the run is called off. Changes nothing for one that is over. */
  #leave(): void {
    this.#events.discard()
    this.#parts.close()
  }
}

async function* textOf(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  for await (const event of events) if (event.type === 'text-delta' && isForUser(event)) yield event.text
}

async function* partialsOf<Output>(
  events: AsyncIterable<RunEvent>,
  schema: AnySchema | undefined,
): AsyncGenerator<DeepPartial<Output>> {
  const { partialOutputs } = await import('../../loop/output/partial-outputs.ts')
  // A beginning of what the schema describes, as far as the model keeps to it.
  for await (const value of partialOutputs(events, schema)) yield value as DeepPartial<Output>
}

/** The same values for one loop only: a second one over a generator would end at once, as if there were nothing to read. */
function readOnce<Value>(agent: string, values: AsyncGenerator<Value>): AsyncIterable<Value> {
  let isTaken = false
  return {
    [Symbol.asyncIterator]() {
      if (isTaken) throw streamInUse(agent)
      isTaken = true
      return values
    },
  }
}

function streamInUse(agent: string): RunError {
  return new RunError(
    'STREAM_IN_USE',
    `The stream of agent "${agent}" has a reader already, and each event goes to one only. ` +
      'Read it in one loop, await "result" for the outcome, or pass onEvent to listen beside it.',
    { details: { agent } },
  )
}
