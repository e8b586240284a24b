import type { LanguageModelV4CallOptions, ModelSettings } from '../../models/model.ts'

/** What a model is asked, without the signal: that comes from the step. */
export type ModelRequest = Omit<LanguageModelV4CallOptions, 'abortSignal'>

/** The settings that are set, as models take them. */
export function definedSettings(settings: ModelSettings): Partial<ModelRequest> {
  const { stopSequences, ...rest } = settings
  const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return stopSequences === undefined ? defined : { ...defined, stopSequences: [...stopSequences] }
}
