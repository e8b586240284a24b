import { findProviderName, type ProviderName } from '../providers.ts'
import {
  bareNames,
  huggingFaceNames,
  isOllamaTag,
  namesWithColon,
  namesWithOwnPrefix,
  strippedPrefixes,
} from './name-rules.ts'

/** A model's name, taken apart. `offline` is the built-in model that needs no provider. */
export interface ParsedModelName {
  readonly provider: ProviderName | 'offline'
  readonly model: string
}

/** What a name begins with that is no provider: before a colon, or before a slash. */
export interface UnknownPrefix {
  readonly prefix: string
  readonly separator: ':' | '/'
  readonly model: string
}

/** Takes a name apart as far as it goes; says what is wrong instead of refusing it. */
export function splitModelName(name: string): ParsedModelName | UnknownPrefix {
  const whole = namesWithColon.find(({ pattern }) => pattern.test(name))
  if (whole !== undefined) return { provider: whole.provider, model: name }
  const named = providerPrefix(name)
  if (named !== undefined) return named
  const [prefix, separator, model] = prefixParts(name) ?? []
  if (prefix === undefined || separator === undefined || model === undefined) return guessBareName(name)
  if (separator === ':') return { prefix, separator, model }
  if (huggingFaceNames.test(name)) return { provider: 'huggingface', model: name }
  const provider = findProviderName(prefix)
  if (provider === undefined) return { prefix, separator, model }
  return { provider, model: namesWithOwnPrefix.test(name) ? name : model }
}

/** The provider that stands before the first colon, and the rest; undefined where no provider does. */
export function providerPrefix(name: string): ParsedModelName | undefined {
  const [prefix, separator, model] = prefixParts(name) ?? []
  if (prefix === undefined || separator !== ':' || model === undefined) return undefined
  const provider = prefix === 'offline' ? prefix : findProviderName(prefix)
  if (provider === undefined) return undefined
  // The one model of Ollama with a provider's name.
  if (provider === 'mistral' && isOllamaTag(model)) return undefined
  return { provider, model }
}

/** True for `provider/model` where it is not one of the original system's prefixes. */
export function isGatewayName(name: string): boolean {
  const [prefix, separator] = prefixParts(name) ?? []
  return (
    separator === '/' &&
    findProviderName(prefix ?? '') !== undefined &&
    !strippedPrefixes.some(({ pattern }) => pattern.test(name)) &&
    !huggingFaceNames.test(name)
  )
}

/** What the beginning of a name without a prefix says. */
export function guessBareName(name: string): ParsedModelName {
  // The last rule fits every name.
  const { provider } = bareNames.find(({ pattern }) => pattern.test(name)) ?? { provider: 'openai' as const }
  return { provider, model: name }
}

/** What stands before and after the first colon or slash. A colon after a slash belongs to the model: "ollama/llama3.1:8b". */
function prefixParts(name: string): readonly [before: string, separator: ':' | '/', after: string] | undefined {
  const at = name.search(/[:/]/)
  if (at === -1) return undefined
  return [name.slice(0, at), name[at] === ':' ? ':' : '/', name.slice(at + 1)]
}
