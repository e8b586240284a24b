import type { LanguageModelV4 } from '../../model.ts'

const counted = new WeakSet<LanguageModelV4>()

/** Notes that a model opens and closes each of its requests through the call. */
export function markCounted(model: LanguageModelV4): LanguageModelV4 {
  counted.add(model)
  return model
}

/** True for a model that opens and closes each of its requests, so that nobody around it has to. */
export function isCounted(model: LanguageModelV4): boolean {
  return counted.has(model)
}
