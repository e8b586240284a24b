import type { Cost } from '../../messages/cost.ts'

/** How texts are embedded. */
export interface EmbedOptions {
  /** Gives up: requests under way are aborted, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Whose texts these are; limits take turns by it. */
  readonly agent?: string | undefined
}

/** What embedding took. */
export interface EmbeddingUsage {
  /** Tokens that the provider reported; `undefined` where it did not report all of them. */
  readonly tokens: number | undefined
  /** Requests that were answered. */
  readonly requests: number
}

/** The vectors of some texts, and what they took. */
export interface Embedded {
  /** One for each text, in the order of the texts, all of one length. */
  readonly vectors: readonly Float32Array[]
  readonly usage: EmbeddingUsage
  /** In US dollars; `undefined` where the price, or the number of tokens, is not known. */
  readonly cost: Cost | undefined
}

/** What embedding may take, before it is done. */
export interface EmbeddingEstimate {
  /** By the length of the texts; on the high side. */
  readonly tokens: number
  readonly requests: number
  /** In US dollars; `undefined` where the price is not known. */
  readonly usd: number | undefined
}

/** Turns texts into vectors: texts of similar meaning into vectors of similar direction. */
export interface Embedder {
  /** `provider:model`. Vectors of different models cannot be compared. */
  readonly name: string
  /** How many numbers a vector has; `undefined` until that is known, which it is after the first text. */
  readonly dimensions: number | undefined
  /**
   * Embeds texts, in as few requests as the provider allows. No text, no request. A text that is empty or too long is an
   * error that names it: nothing is left out or cut.
   * @throws ModelError
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedded>
  /** Finds a missing key or an unknown model name before the first text. Asks nobody. */
  prepare?(): Promise<void>
  /** What embedding these texts may take. Asks nobody. */
  estimate?(texts: readonly string[]): EmbeddingEstimate
}
