import type { ConversationMessage } from '../messages/conversation.ts'
import type { StepContext } from '../runs/context.ts'
import type { Effect } from '../runs/step.ts'
import type { AnySchema } from '../schema/json-schema.ts'

/** What a tool's code gets beside its input: the step it runs in, and the caller's own dependencies. */
export interface ToolContext<Context = unknown> extends StepContext<Context> {
  /** The id the model gave this call. */
  readonly toolCallId: string
  /** The conversation that led to this call, without the agent's instructions and the turn that the call is part of. */
  readonly messages: readonly ConversationMessage[]
}

/** What a provider is told of a tool that it runs itself. */
export interface ProviderDefinition {
  /** Provider and name of the tool: `anthropic.web_search_20250305`. */
  readonly id: `${string}.${string}`
  readonly args: Readonly<Record<string, unknown>>
}

/**
 * A function a model may ask for. Make one with `defineTool`.
 * An error thrown by `execute` is given to the model as the tool's answer; it does not end the run.
 */
export interface Tool<Name extends string = string, Input = unknown, Output = unknown, Context = unknown> {
  readonly name: Name
  /** Tells the model what the tool is for and when to use it. */
  readonly description: string
  /** Any Standard Schema (zod, valibot, arktype, ...) or a JSON Schema object. */
  readonly inputSchema: AnySchema
  /** The schema as JSON Schema, where `inputSchema` cannot be exported. */
  readonly jsonSchema?: object | undefined
  readonly effect: Effect
  /** Milliseconds after which the call is aborted and the model told. */
  readonly timeoutMs?: number | undefined
  /** The most characters of a result that the model gets; what is longer is cut with a mark. False for no limit. */
  readonly maxResultChars?: number | false | undefined
  /** Set where the model's provider runs the tool, and nobody here does. */
  readonly provider?: ProviderDefinition | undefined
  execute(input: Input, context: ToolContext<Context>): Output | Promise<Output>
  /** Asked after a crash whether the effect happened. Resolves to its result, or `undefined` when it did not. */
  readonly reconcile?: ((idempotencyKey: string) => Promise<{ readonly value: Output } | undefined>) | undefined
  /** Exists for the compiler only: makes an agent whose tools need a context ask for it. */
  readonly '~context'?: ((context: Context) => void) | undefined
}

/** A tool of any input and output, needing a context that `Context` satisfies. */
export type AnyTool<Context = never> = Tool<string, never, unknown, Context>
