import type { RunEvent } from '../events/event.ts'
import { startRun, type RunOptions, type RunResult, type RunTarget } from '../runs/start-run.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import { AsyncQueue } from '../util/async-queue.ts'
import type { DeepPartial } from '../util/deep-partial.ts'
import type { RunStream } from './agent.ts'

/** Starts a run whose events are read as they happen. */
export function createRunStream<Input, Output>(
  target: RunTarget<Input, Output> & { readonly outputSchema?: AnySchema | undefined },
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
  const close = (): void => controller.abort(new DOMException('The stream was closed.', 'AbortError'))
  return new EventStream(events, result, { close, outputSchema: target.outputSchema })
}

interface StreamParts {
  readonly close: () => void
  readonly outputSchema: AnySchema | undefined
}

/** True for what a model writes to keep a conversation within its window, and not for the user. */
function isSummary({ key }: { readonly key: string }): boolean {
  return /(^|\/)branch:summarise#/.test(key)
}

class EventStream<Output> implements RunStream<Output> {
  readonly result: Promise<RunResult<Output>>
  readonly #events: AsyncQueue<RunEvent>
  readonly #parts: StreamParts

  constructor(events: AsyncQueue<RunEvent>, result: Promise<RunResult<Output>>, parts: StreamParts) {
    this.#events = events
    this.result = result
    this.#parts = parts
    // Who only reads the events gets the failure there; it must not also be an unhandled rejection.
    result.catch(() => {})
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    let complete = false
    try {
      for await (const event of this.#events) yield event
      complete = true
    } finally {
      if (!complete) this.#parts.close()
    }
  }

  async *text(): AsyncGenerator<string> {
    for await (const event of this) if (event.type === 'text-delta' && !isSummary(event)) yield event.text
  }

  async *partials(): AsyncGenerator<DeepPartial<Output>> {
    const { partialOutputs } = await import('../loop/output/partial-outputs.ts')
    // A beginning of what the schema describes, as far as the model keeps to it.
    for await (const value of partialOutputs(this, this.#parts.outputSchema)) yield value as DeepPartial<Output>
  }
}
