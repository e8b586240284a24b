import type { LanguageModelV4CallOptions } from '../model.ts'

/** What a limit is made from. */
export interface AnswerLimit {
  /** Most tokens of one answer of the model, as far as it is known. */
  readonly maxOutput: number | undefined
  /** What the provider's options say of thinking. */
  readonly thinking: unknown
}

/**
 * The request with the longest answer of the model as its limit, where the caller named none. The packages know it of few
 * models, and cut the answers of the others short.
 */
export function withAnswerLimit(
  options: LanguageModelV4CallOptions,
  { maxOutput, thinking }: AnswerLimit,
): LanguageModelV4CallOptions {
  if (options.maxOutputTokens !== undefined || maxOutput === undefined) return options
  // How many tokens an effort stands for is the package's to say.
  if (options.reasoning !== undefined && options.reasoning !== 'provider-default') return options
  // The packages add to a limit what the model may think for.
  const maxOutputTokens = maxOutput - thinkingBudget(thinking)
  return maxOutputTokens > 0 ? { ...options, maxOutputTokens } : options
}

/** How many tokens the model may think for, by options that tell it. */
export function thinkingBudget(thinking: unknown): number {
  if (typeof thinking !== 'object' || thinking === null) return 0
  // Both are read as what they may be.
  const { type, budgetTokens } = thinking as { readonly type?: unknown; readonly budgetTokens?: unknown }
  if (type !== 'enabled') return 0
  return typeof budgetTokens === 'number' ? budgetTokens : leastBudget
}

/** What the packages take where thinking is on and no budget is given. */
const leastBudget = 1024
