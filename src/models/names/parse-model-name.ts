import { shown } from '../../util/text/shown.ts'
import { findProviderName } from '../providers.ts'
import { invalidName, unknownPrefix, unknownProvider } from './invalid-name.ts'
import { serversWithTags, strippedPrefixes } from './name-rules.ts'
import {
  guessBareName,
  isGatewayName,
  providerPrefix,
  splitModelName,
  type ParsedModelName,
} from './split-model-name.ts'

export type { ParsedModelName } from './split-model-name.ts'

/** What is said beside a model's name. */
export interface NameSettings {
  /** The provider, under any of its names. */
  readonly provider?: string | undefined
  /** True where an address is given: then what no provider stands before is a name of that server's own. */
  readonly hasBaseUrl?: boolean | undefined
}

/**
 * Takes a model's name apart: `provider:model`, `provider/model`, or a bare name whose beginning says the provider. All
 * that reads names of models goes through it.
 *
 * A provider before a colon always wins, beside an address and beside another provider too, unless that one is a server
 * whose models may have any colon in their names. `provider/model` is understood where nothing stands beside the name.
 * @throws ModelError `MODEL_NAME_INVALID`.
 */
export function parseModelName(name: string, settings: NameSettings = {}): ParsedModelName {
  // Plain JavaScript may give anything.
  if (typeof name !== 'string') throw invalidName(shown(name), `A model name must be text, not ${shown(name)}.`)
  if (name.trim() === '')
    throw invalidName(name, 'A model name is empty. Write "provider:model", such as "openai:gpt-4o".')
  const parsed = settings.provider === undefined ? parseAlone(name, settings) : parseBeside(name, settings.provider)
  const { provider, model } = parsed
  if (model.trim() === '')
    throw invalidName(name, `Model name "${name}" has no model after "${provider}". Write "${provider}:model".`)
  // Names of models have no space at their ends, and a server would not know what it is sent.
  if (model !== model.trim() || name !== name.trim())
    throw invalidName(
      name,
      `Model name "${name}" has a space at its end or beside the colon. Write "${name.trim() === model.trim() ? model.trim() : `${provider}:${model.trim()}`}".`,
    )
  return parsed
}

/** The full name of a model; parsing it again gives the same. */
export function formatModelName({ provider, model }: ParsedModelName): string {
  return `${provider}:${model}`
}

function parseBeside(name: string, provider: string): ParsedModelName {
  const named = providerPrefix(name)
  if (named?.provider === 'offline') return named
  const known = findProviderName(provider)
  if (known === undefined) throw unknownProvider(name, provider)
  if (named !== undefined && (named.provider === known || !serversWithTags.has(known))) return named
  const repeated = strippedPrefixes.find((rule) => rule.provider === known && rule.pattern.test(name))
  return { provider: known, model: repeated === undefined ? name : name.replace(repeated.pattern, '') }
}

function parseAlone(name: string, { hasBaseUrl = false }: NameSettings): ParsedModelName {
  const parts = splitModelName(name)
  if (!('separator' in parts)) return hasBaseUrl && isGatewayName(name) ? guessBareName(name) : parts
  if (!hasBaseUrl) throw unknownPrefix(name, parts)
  return parts.separator === ':' ? { provider: 'openai-compatible', model: name } : guessBareName(name)
}
