/** What a provider's strict decoding takes of JSON Schema. Whatever a rule does not name, it refuses. */
export interface StrictRules {
  /** Keywords with no effect on the answer, taken on every schema. */
  readonly annotations: readonly string[]
  /** Keywords of each type, beside those that give the schema its shape. */
  readonly keywords: Readonly<Record<JsonType, readonly string[]>>
  /** Values of `format`. */
  readonly formats: readonly string[]
  readonly limits: StrictLimits
}

/** The types of JSON Schema. */
export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null'

/** How large a schema may be. */
export interface StrictLimits {
  /** How far below the root a schema may stand, each step into a property, an item or a variant counting one. */
  readonly depth: number
  /** Properties of all objects together. */
  readonly properties: number
  /** Characters of all names of properties and definitions, and of all values of `enum` and `const`. */
  readonly characters: number
  /** Values of all `enum`s together. */
  readonly enumValues: number
  /** Of one `enum` with more values than `of`, how many characters these may have together. */
  readonly longEnum: { readonly of: number; readonly characters: number }
}

const numeric = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const

/**
 * OpenAI's rules, which those share who took over its interface.
 *
 * From https://platform.openai.com/docs/guides/structured-outputs#supported-schemas, the checks of OpenAI's own clients
 * (`JsonSchemaValidator.kt` of openai-java, `transform.ts` of openai-node), and refusals that people have reported:
 * `default` (dotnet/extensions#6266), `uniqueItems` (mastra-ai/mastra#23321), `minLength` and `maxLength`
 * (jina-ai/node-DeepResearch#79), the format `uri` (can1357/oh-my-pi#206), schemas without a type (can1357/oh-my-pi#211),
 * anything beside `$ref` (camel-ai/camel#3001).
 */
export const openAiRules: StrictRules = {
  annotations: ['title', 'description'],
  keywords: {
    object: [],
    array: ['minItems', 'maxItems'],
    string: ['pattern', 'format'],
    number: numeric,
    integer: numeric,
    boolean: [],
    null: [],
  },
  formats: ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'],
  limits: {
    depth: 10,
    properties: 5000,
    characters: 120_000,
    enumValues: 1000,
    longEnum: { of: 250, characters: 15_000 },
  },
}

const noKeywords: StrictRules['keywords'] = {
  object: [],
  array: [],
  string: [],
  number: [],
  integer: [],
  boolean: [],
  null: [],
}

/** The rules for models of OpenAI that were fine-tuned, which know no bounds, patterns and formats. */
export const fineTunedRules: StrictRules = { ...openAiRules, keywords: noKeywords, formats: [] }

/**
 * The rules that Azure documents for OpenAI's models there: those of the first release, before bounds, patterns and larger
 * schemas. From https://learn.microsoft.com/azure/ai-services/openai/how-to/structured-outputs.
 */
export const azureRules: StrictRules = {
  ...fineTunedRules,
  limits: { depth: 5, properties: 100, characters: 15_000, enumValues: 500, longEnum: { of: 250, characters: 7500 } },
}

/** The rules for a model, by the provider's name (or the family of a model object's) and the model's. */
export function strictRulesOf(provider: string, modelId: string): StrictRules {
  if (provider === 'azure') return azureRules
  return modelId.startsWith('ft:') ? fineTunedRules : openAiRules
}
