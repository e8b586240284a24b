import type { ModelAbilities } from './abilities.ts'

/**
 * What is known of a model: from its family, and from the provider where that decides. What is not known is absent, and
 * a model that no family fits counts as able to do everything.
 */
export interface ModelProfile {
  /** The family's name, such as `gpt-5` or `claude-4.5`; `unknown` where none fits. */
  readonly family: string
  /** Tokens of prompt and answer together. */
  readonly window?: number
  /** Most tokens of one answer. */
  readonly maxOutput?: number
  readonly abilities: ModelAbilities
  /** Whether it thinks before it answers: never, when it is told to, or always. */
  readonly reasoning: 'none' | 'optional' | 'always'
  /** True where its reasoning stands in the text, between `<think>` and `</think>`. */
  readonly thinkTags: boolean
  /** True where `temperature`, `topP` and penalties are refused. */
  readonly fixedSampling: boolean
  /** What Chat Completions call the limit of an answer for it. */
  readonly outputLimitName: 'max_tokens' | 'max_completion_tokens'
  /** How long it may take, in milliseconds, where the usual limits are too short. */
  readonly timeouts: { readonly firstByteMs?: number; readonly idleMs?: number; readonly answerMs?: number }
}
