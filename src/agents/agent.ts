import type { RunEvent } from '../events/event.ts'
import type { RunResult } from '../runs/result/run-result.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import type { DeepPartial } from '../util/deep-partial.ts'
import type { RunFunction } from './run-function.ts'

/**
 * A run in progress, as typed events. It has one reader: one loop over it, or over its `text()` or `partials()`; asking for
 * another one throws `STREAM_IN_USE` at once, also when the first has finished or left. Ending the loop early aborts the
 * run. Deltas of one step that wait for a reader are merged, so a stream that nobody reads stays small.
 */
export interface RunStream<Output> extends AsyncIterable<RunEvent> {
  /** Settles when the run ends; may be awaited with or without reading the events. */
  readonly result: Promise<RunResult<Output>>
  /** Only the text the model writes, as it is written. Takes the place of the reader when it is called. */
  text(): AsyncIterable<string>
  /**
   * The output as far as it is written, each time there is more of it; not validated yet. Starts anew where the model
   * must correct itself. Await `result` for the validated output. Takes the place of the reader when it is called.
   */
  partials(): AsyncIterable<DeepPartial<Output>>
}

/**
 * A named thing that takes an input and answers. Roles, patterns and remote agents are agents.
 * Make one with `defineAgent` (a model with tools) or `defineCustomAgent` (your own code).
 */
export interface Agent<Name extends string = string, Input = unknown, Output = unknown, Context = unknown> {
  readonly name: Name
  /** The kind of agent, such as `react`. */
  readonly role: string
  /** What the agent is for; shown to people and to models that may call it. */
  readonly description?: string | undefined
  /** The `type` of the messages this agent emits, such as `analysis`; `message` unless said otherwise. */
  readonly messageType?: string | undefined
  /** Input is text unless there is a schema. */
  readonly inputSchema?: AnySchema | undefined
  /** Output is text unless there is a schema. */
  readonly outputSchema?: AnySchema | undefined
  /** Milliseconds the work on one message may take, all attempts and the waits between them included. */
  readonly timeoutMs?: number | undefined
  /** Runs the agent and gives its validated output. Rejects with an `AixgoError`, with the signal's reason, or with what a custom agent threw. */
  readonly run: RunFunction<Input, Context, Promise<RunResult<Output>>>
  /** Runs the agent and gives its events as they happen. */
  readonly stream: RunFunction<Input, Context, RunStream<Output>>
  /** Exists for the compiler only. */
  readonly '~context'?: ((context: Context) => void) | undefined
}

/** An agent of any input, output and context. */
export type AnyAgent = Agent<string, never, unknown, never>
