import type { RunEvent } from '../events/event.ts'
import { startRun, type RunOptions, type RunResult, type RunTarget } from '../runs/start-run.ts'
import { AsyncQueue } from '../util/async-queue.ts'
import type { RunStream } from './agent.ts'

/** Starts a run whose events are read as they happen. */
export function createRunStream<Input, Output>(
  target: RunTarget<Input, Output>,
  input: Input,
  options: RunOptions,
  context: unknown,
): RunStream<Output> {
  const events = new AsyncQueue<RunEvent>()
  const controller = new AbortController()
  const signal = options.signal === undefined ? controller.signal : AbortSignal.any([options.signal, controller.signal])
  const onEvent = (event: RunEvent): void => {
    events.push(event)
    options.onEvent?.(event)
  }
  const result = startRun(target, input, { ...options, signal, onEvent }, { streaming: true, context })
  result.then(
    () => events.end(),
    (error: unknown) => events.fail(error),
  )
  return new EventStream(events, result, () =>
    controller.abort(new DOMException('The stream was closed.', 'AbortError')),
  )
}

class EventStream<Output> implements RunStream<Output> {
  readonly result: Promise<RunResult<Output>>
  readonly #events: AsyncQueue<RunEvent>
  readonly #close: () => void

  constructor(events: AsyncQueue<RunEvent>, result: Promise<RunResult<Output>>, close: () => void) {
    this.#events = events
    this.result = result
    this.#close = close
    // Who only reads the events gets the failure there; it must not also be an unhandled rejection.
    result.catch(() => {})
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    let complete = false
    try {
      for await (const event of this.#events) yield event
      complete = true
    } finally {
      if (!complete) this.#close()
    }
  }

  async *text(): AsyncGenerator<string> {
    for await (const event of this) if (event.type === 'text-delta') yield event.text
  }
}
