import { knownModels } from '../names/known-models.ts'
import { findPrice } from '../prices/find-price.ts'
import type { ModelPrice } from '../prices/model-price.ts'
import type { ProviderName } from '../providers.ts'
import type { ModelProfile } from './profile.ts'
import { profileOf } from './profile-of.ts'

/** A model, and all that is known of it by its name. */
export interface CatalogueModel {
  readonly provider: ProviderName | 'offline'
  /** The model's own name, without the provider. */
  readonly model: string
  readonly profile: ModelProfile
  /** Absent where it is not known. */
  readonly price?: ModelPrice | undefined
}

/** The models that are known by name, by provider. Any other model of a provider can be used too. */
export function modelCatalogue(): readonly CatalogueModel[] {
  const table: Readonly<Partial<Record<ProviderName, readonly string[]>>> = knownModels
  return Object.entries(table).flatMap(([provider, models]) =>
    // The keys of the table are providers; `Object.entries` forgets it.
    models.map((model) => describeModelName(provider as ProviderName, model)),
  )
}

/** What is known of one model. */
export function describeModelName(provider: ProviderName | 'offline', model: string): CatalogueModel {
  const price = findPrice(provider, model)
  return { provider, model, profile: profileOf(`${provider}:${model}`), price }
}
