import type { JsonObject } from '../util/json/json.ts'

/** How hard a model thinks before it answers. */
export type ReasoningEffort = (typeof reasoningEfforts)[number]

export const reasoningEfforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const

/** Which tools a model may call: as it likes, none, at least one, or this one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly tool: string }

/** Options by provider (`openai`, `anthropic`, ...), handed to it as they are. */
export type ProviderOptions = Readonly<Record<string, JsonObject>>

/** Settings a model call understands. Unset means the provider's own default; `temperature: 0` is honoured. */
export interface ModelSettings {
  readonly temperature?: number | undefined
  /** The most tokens of one answer, reasoning included where the provider counts it so. */
  readonly maxOutputTokens?: number | undefined
  readonly topP?: number | undefined
  readonly topK?: number | undefined
  readonly presencePenalty?: number | undefined
  readonly frequencyPenalty?: number | undefined
  readonly stopSequences?: readonly string[] | undefined
  readonly seed?: number | undefined
  /** How much the model thinks before it answers: an effort, or tokens where the provider counts them. */
  readonly reasoning?: ReasoningEffort | { readonly budgetTokens: number } | undefined
  /** A choice that is forced holds until a tool was called: otherwise the model could never answer. */
  readonly toolChoice?: ToolChoice | undefined
  /** False has the model call one tool at a time. */
  readonly parallelToolCalls?: boolean | undefined
  /** What only one provider knows; each provider sees its own. */
  readonly providerOptions?: ProviderOptions | undefined
  /** Sent with each request, beside the provider's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}
