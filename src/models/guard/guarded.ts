import type { LanguageModelV4 } from '../model.ts'

const guarded = /* @__PURE__ */ new WeakSet<LanguageModelV4>()

/** Notes that a model is guarded, or leads to one that is and to nothing else. */
export function markGuarded(model: LanguageModelV4): LanguageModelV4 {
  guarded.add(model)
  return model
}

/** True for a model whose answers and errors are checked already. */
export function isGuarded(model: LanguageModelV4): boolean {
  return guarded.has(model)
}
