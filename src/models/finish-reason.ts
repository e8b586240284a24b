import type { LanguageModelV4FinishReason } from './model.ts'

/**
 * Why a model stopped. `pause`: it wants to be asked to go on. `unknown`: the provider ended the answer without saying
 * why. `other`: a reason that has no name here. Errors are none of these: they are thrown.
 */
export type FinishReason = (typeof finishReasons)[number]

export const finishReasons = ['stop', 'length', 'content-filter', 'tool-calls', 'pause', 'unknown', 'other'] as const

/** The raw reason of a stream that ended as complete answers do, but without a reason. */
export const unknownReason = 'unknown'

/** The reason in our terms. */
export function finishReasonOf({ unified, raw }: LanguageModelV4FinishReason): FinishReason {
  if (raw === 'pause_turn') return 'pause'
  if (raw === unknownReason) return 'unknown'
  return unified === 'error' || unified === 'interrupted' ? 'other' : unified
}
