import { isOllamaTag } from '../names/name-rules.ts'
import { splitModelName } from '../names/split-model-name.ts'
import { findProviderName } from '../providers.ts'
import { vendors } from './families/vendors.ts'
import { makeProfile, type NamedModel } from './make-profile.ts'
import { ownNames } from './own-name.ts'
import type { ModelProfile } from './profile.ts'
import type { ModelVendor, ProfileRow } from './profile-row.ts'

// Agents ask for theirs when they are defined, and each request of a budget does; the names are few, but come from users.
const known = /* @__PURE__ */ new Map<string, ModelProfile>()
const mostKnown = 1000
const rowsByVendor = /* @__PURE__ */ new Map<ModelVendor, readonly ProfileRow[]>()

/**
 * What is known of a model by its name: `provider:model`, a bare name, or `provider:model` of a model object. Loads
 * nothing and asks nobody.
 */
export function profileOf(name: string): ModelProfile {
  const found = known.get(name)
  if (found !== undefined) return found
  const parts = partsOf(name)
  const { provider, model } = parts
  const profile = makeProfile(parts, provider === 'offline' ? undefined : findRow(provider, model))
  if (known.size >= mostKnown) known.clear()
  known.set(name, profile)
  return profile
}

/** Who serves a model and what it is called, as far as the name says; a name that would be refused is read too. */
function partsOf(name: string): NamedModel {
  const parts = splitModelName(name)
  if (!('separator' in parts)) return parts
  const { prefix, separator, model } = parts
  if (separator === '/' || isOllamaTag(model)) return { provider: undefined, model: name }
  // Model objects say `openai.responses`.
  return { provider: findProviderName(prefix.split('.')[0] ?? prefix), model }
}

function findRow(provider: string | undefined, model: string): ProfileRow | undefined {
  for (const name of ownNames(model)) {
    for (const vendor of vendors) {
      if (!vendor.head.test(name)) continue
      const row = rowsOf(vendor).find(({ pattern, at }) => isAt(provider, at) && pattern.test(name))
      if (row !== undefined) return row
    }
  }
  return undefined
}

function rowsOf(vendor: ModelVendor): readonly ProfileRow[] {
  let rows = rowsByVendor.get(vendor)
  if (rows === undefined) rowsByVendor.set(vendor, (rows = vendor.rows()))
  return rows
}

function isAt(provider: string | undefined, at: readonly string[] | undefined): boolean {
  return at === undefined || (provider !== undefined && at.includes(provider))
}
