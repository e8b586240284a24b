import { modelName, type LanguageModelV4, type ModelResolver } from '../model.ts'
import { offlineModel, type OfflineModelOptions } from './offline-model.ts'

/** Models that reach no network stay as they are. */
const harmless: ReadonlySet<string> = new Set(['offline', 'scripted'])

/**
 * Makes a resolver that puts the offline model in the place of every model, named or handed in as an object, without
 * asking whether the name means one. This is what `--offline` uses.
 */
export function offlineResolver(options: Omit<OfflineModelOptions, 'name'> = {}): ModelResolver {
  const models = new Map<string, LanguageModelV4>()
  return (reference) => {
    if (typeof reference !== 'string' && harmless.has(reference.provider)) return reference
    const name = modelName(reference).replace(/^offline:/, '')
    const model = models.get(name) ?? offlineModel({ ...options, name })
    models.set(name, model)
    return model
  }
}
