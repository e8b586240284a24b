import type { MediaKind } from '../input/media-kind.ts'

/** What a model can do by itself, as far as an agent must know before it asks. */
export interface ModelAbilities {
  /** Calls tools through its provider's own interface. */
  readonly tools: boolean
  /** Calls one when it must. False where the provider refuses to force it, or fails at it. */
  readonly forcedTools: boolean
  /** Keeps to a JSON Schema that the request carries. `alone`: only in requests without tools. */
  readonly schema: boolean | 'alone'
  /** Takes `strict: true` beside a schema that satisfies the provider's rules for it. */
  readonly strict: boolean
  /** Answers by the fields of a request and follows no instructions, so that nothing can be asked of it in words. */
  readonly fieldsOnly?: boolean | undefined
}

/** How long a model may take, in milliseconds, where the usual limits are too short for it. */
export interface ModelTimeouts {
  /** To the first part of a stream. */
  readonly firstByteMs?: number | undefined
  /** Between two parts of a stream. */
  readonly idleMs?: number | undefined
  /** A whole answer without streaming. */
  readonly answerMs?: number | undefined
}

/**
 * What is known of a model: from its family, and from the provider where that decides. What is not known is absent, and
 * a model that no family fits counts as able to do and to take everything.
 */
export interface ModelProfile {
  /** The family's name, such as `gpt-5` or `claude-4.5`; `unknown` where none fits. */
  readonly family: string
  /** Tokens of prompt and answer together. Absent where the server decides it, as Ollama's and vLLM's do. */
  readonly window?: number | undefined
  /** Most tokens of one answer. */
  readonly maxOutput?: number | undefined
  readonly abilities: ModelAbilities
  /** The kinds of files that it takes beside text. Other files, such as tables, are its provider's matter. */
  readonly input: readonly MediaKind[]
  /** Whether it thinks before it answers: never, when it is told to, or always. */
  readonly reasoning: 'none' | 'optional' | 'always'
  /**
   * Whether its reasoning may stand in the text. `written`: between `<think>` and `</think>`, both written by the model.
   * `opened`: the same, or up to a `</think>` alone, because the prompt ended with the opening tag.
   */
  readonly thinkTags: 'none' | 'written' | 'opened'
  /** True where `temperature`, `topP` and penalties are refused. */
  readonly fixedSampling: boolean
  /** What Chat Completions call the limit of an answer for it. */
  readonly outputLimitName: 'max_tokens' | 'max_completion_tokens'
  readonly timeouts: ModelTimeouts
}
