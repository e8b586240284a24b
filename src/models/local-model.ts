import type { LanguageModelV4 } from './model.ts'

const local = /* @__PURE__ */ new WeakSet<LanguageModelV4>()

/** Notes that a model answers by itself, in this process: retries and time limits would only hide what a test wants to see. */
export function markLocal(model: LanguageModelV4): LanguageModelV4 {
  local.add(model)
  return model
}

/** True for the offline model and for models that a test scripts. */
export function isLocal(model: LanguageModelV4): boolean {
  return local.has(model)
}
