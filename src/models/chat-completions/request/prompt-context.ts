import type { ModelError } from '../../../errors/model-error.ts'
import type { ServerTraits } from '../server-traits.ts'

/** What the conversion of a prompt must know. */
export interface PromptContext {
  readonly provider: string
  readonly modelId: string
  readonly traits: ServerTraits
  /** The keys under which a part may hold settings for the provider. */
  readonly keys: readonly string[]
  readonly systemRole: 'system' | 'developer' | 'user'
  /** False where the server has refused reasoning in the history. */
  readonly sendsReasoning: boolean
  /** True where the server has refused a turn with tool calls for want of it. */
  readonly fillsReasoning: boolean
  /** True where the user may not speak behind the result of a tool before the assistant has. */
  readonly bridgesResults: boolean
  /** The error for something that a message cannot hold. */
  readonly refuse: (what: string, mediaType: string) => ModelError
}

/** A message on the wire. */
export type WireMessage = { role: string; content?: unknown } & Record<string, unknown>
