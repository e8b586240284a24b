import { ModelError } from '../../errors/model-error.ts'
import { nearest } from '../../util/text/nearest.ts'
import { providerAliases, providers } from '../providers.ts'
import { isOllamaTag } from './name-rules.ts'
import type { UnknownPrefix } from './split-model-name.ts'

/** The error of a name that is not understood. */
export function invalidName(name: string, message: string): ModelError {
  return new ModelError('MODEL_NAME_INVALID', message, { details: { model: name } })
}

/** The error of a name whose prefix is no provider: what is meant perhaps, and how to say who serves the model. */
export function unknownPrefix(name: string, { prefix, separator, model }: UnknownPrefix): ModelError {
  if (prefix.trim() === '')
    return invalidName(
      name,
      `Model name "${name}" has no provider before "${separator}". Write "provider:${model}". ${knownProviders()}`,
    )
  if (separator === ':' && isOllamaTag(model)) return unservedTag(name, prefix)
  const similar = similarProvider(prefix)
  if (separator === '/') return unknownVendor(name, prefix, similar === undefined ? undefined : `${similar}:${model}`)
  const hint =
    similar === undefined
      ? `If the model's own name holds a colon, write "openai:${name}".`
      : `Did you mean "${similar}:${model}"?`
  return invalidName(name, `Model name "${name}" names an unknown provider "${prefix}". ${hint} ${knownProviders()}`)
}

/** The error of a provider that a setting beside the name says. */
export function unknownProvider(name: string, provider: string): ModelError {
  const similar = similarProvider(provider)
  const hint = similar === undefined ? knownProviders() : `Did you mean "${similar}"?`
  return invalidName(name, `The provider "${provider}" of model "${name}" is not known. ${hint}`)
}

function unservedTag(name: string, prefix: string): ModelError {
  return invalidName(
    name,
    `Model name "${name}" does not say who serves it; "${prefix}" is ${prefix === 'mistral' ? 'here the name of an open model' : 'no provider'}. ` +
      `Write "ollama:${name}" for a model of Ollama, or give the address of the server that has it (base_url).`,
  )
}

function unknownVendor(name: string, vendor: string, similar: string | undefined): ModelError {
  const advice = /^(hf\.co|huggingface\.co)$/.test(vendor)
    ? `"ollama:${name}" where Ollama serves it`
    : `"huggingface:${name}" or "openrouter:${name}", or another provider before it`
  const lead = similar === undefined ? 'Write' : `Did you mean "${similar}"? Otherwise write`
  return invalidName(
    name,
    `Model name "${name}" does not say who serves it; "${vendor}" is no provider. ${lead} ${advice}, or give the address of the server that has it (base_url).`,
  )
}

function similarProvider(word: string): string | undefined {
  return nearest(word, [...Object.keys(providers), ...Object.keys(providerAliases), 'offline'])
}

function knownProviders(): string {
  return `Known providers: ${Object.keys(providers)
    .map((each) => `"${each}"`)
    .join(', ')}.`
}
