import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import { reasoningEfforts, type ModelSettings } from '../model-settings.ts'

/** What is wrong with a value, as the end of a sentence that begins with its name; nothing where it is right. */
type Check = (value: unknown) => string | undefined

const number: Check = (value) => (Number.isFinite(value) ? undefined : `must be a number, not ${shown(value)}`)

const wholeNumber: Check = (value) =>
  Number.isInteger(value) ? undefined : `must be a whole number, not ${shown(value)}`

const count: Check = (value) =>
  Number.isInteger(value) && Number(value) > 0 ? undefined : `must be a whole number of at least 1, not ${shown(value)}`

const checks: Readonly<Record<keyof ModelSettings, Check>> = {
  temperature: number,
  maxOutputTokens: count,
  topP: number,
  topK: count,
  presencePenalty: number,
  frequencyPenalty: number,
  stopSequences: (value) =>
    Array.isArray(value) && value.every((text) => typeof text === 'string')
      ? undefined
      : `must be a list of texts, not ${shown(value)}`,
  seed: wholeNumber,
  reasoning: wrongReasoning,
  toolChoice: wrongToolChoice,
  parallelToolCalls: (value) => (typeof value === 'boolean' ? undefined : `must be true or false, not ${shown(value)}`),
  providerOptions: wrongProviderOptions,
  headers: wrongHeaders,
}

const known: Readonly<Record<keyof ModelSettings, true>> = /* @__PURE__ */ Object.fromEntries(
  Object.keys(checks).map((name) => [name, true]),
  // The keys are those of the table above.
) as Record<keyof ModelSettings, true>

/**
 * What is wrong with the settings of a model: a name that is none, or a value that no provider takes. In plain JavaScript,
 * and of values that are computed, nobody else would say so before the provider does, if it does.
 */
export function wrongSettings(settings: unknown): string | undefined {
  if (settings === undefined) return undefined
  if (!isRecord(settings)) return `settings must be an object, not ${shown(settings)}.`
  const unknown = unknownOption(settings, known)
  if (unknown !== undefined) return `settings: ${unknown}`
  for (const [name, value] of Object.entries(settings)) {
    // Only known names are left.
    const problem = value === undefined ? undefined : checks[name as keyof ModelSettings](value)
    if (problem !== undefined) return `settings: ${name} ${problem}.`
  }
  return undefined
}

function wrongReasoning(value: unknown): string | undefined {
  const efforts: readonly string[] = reasoningEfforts
  if (typeof value === 'string' && efforts.includes(value)) return undefined
  if (isRecord(value) && Object.keys(value).join() === 'budgetTokens' && Number.isInteger(value['budgetTokens']))
    return undefined
  const meant = typeof value === 'string' ? nearest(value, efforts) : undefined
  const words = efforts.map((effort) => `"${effort}"`).join(', ')
  const hint = meant === undefined ? '' : ` (did you mean "${meant}"?)`
  return `must be ${words} or { budgetTokens: 2000 }, not ${shown(value)}${hint}`
}

function wrongToolChoice(value: unknown): string | undefined {
  if (value === 'auto' || value === 'none' || value === 'required') return undefined
  if (isRecord(value) && Object.keys(value).join() === 'tool' && typeof value['tool'] === 'string') return undefined
  const tool = typeof value === 'string' ? value.slice(0, 40) : 'search'
  return `must be "auto", "none", "required" or { tool: "${tool}" }, not ${shown(value)}`
}

function wrongProviderOptions(value: unknown): string | undefined {
  if (!isRecord(value)) return `must be an object, not ${shown(value)}`
  const [flat] = Object.entries(value).find(([, options]) => options !== undefined && !isRecord(options)) ?? []
  return flat === undefined
    ? undefined
    : `holds "${flat}", which stands under no provider. Write { openai: { ${flat}: ... } }, with the provider it is for`
}

function wrongHeaders(value: unknown): string | undefined {
  if (!isRecord(value)) return `must be an object of texts, not ${shown(value)}`
  // The value is not shown: it may be a secret.
  const [wrong] = Object.entries(value).find(([, text]) => text !== undefined && typeof text !== 'string') ?? []
  return wrong === undefined ? undefined : `must be an object of texts, and "${wrong}" is none`
}
