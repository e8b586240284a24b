/** What a model can do by itself, as far as an agent must know before it asks. */
export interface ModelAbilities {
  /** Calls tools through its provider's own interface. */
  readonly tools: boolean
  /** Keeps to a JSON Schema that the request carries. `alone`: only in requests without tools. */
  readonly schema: boolean | 'alone'
  /** Answers by the fields of a request and follows no instructions, so that nothing can be asked of it in words. */
  readonly fieldsOnly?: boolean
}

interface AbilityRule {
  /** Compared with `provider:model` in lower case; a bare model name has nothing before it. */
  readonly pattern: RegExp
  readonly abilities: ModelAbilities
}

const full: ModelAbilities = { tools: true, schema: true }
const schemaAlone: ModelAbilities = { tools: true, schema: 'alone' }
const toolsOnly: ModelAbilities = { tools: true, schema: false }
const textOnly: ModelAbilities = { tools: false, schema: false }

// The first rule that fits wins. Families are ruled by their old models, so that new ones count as able.
const rules: readonly AbilityRule[] = [
  { pattern: /^offline:/, abilities: { ...full, fieldsOnly: true } },
  // Base models and small open models that were never trained to call tools.
  {
    pattern: /(^|[:/])(gpt2|tinyllama|llama-?2|codellama|vicuna|falcon|gemma|phi-?[23]|text-davinci|davinci|babbage)/,
    abilities: textOnly,
  },
  // Bedrock's own interface takes a schema as a tool only, whatever the model.
  { pattern: /^(amazon-)?bedrock[:/.]|^anthropic\.claude/, abilities: toolsOnly },
  // OpenAI's structured outputs came with gpt-4o-2024-08-06; the models before know tools alone.
  { pattern: /(^|[:/])(gpt-4(?!o|\.)|gpt-3\.5|chatgpt-4o|gpt-4o-2024-05-13)/, abilities: toolsOnly },
  // As @ai-sdk/anthropic 4.0.105 has it: natively from Opus 4.1 and from 4.5 on.
  { pattern: /(^|[:/.])claude-(v?\d|instant|(opus|sonnet)-4(?!-[1-9](?!\d)))/, abilities: toolsOnly },
  // As @ai-sdk/google 4.0.121 has it: together with tools from Gemini 3 on only.
  { pattern: /(^|[:/])gemini-[12]\./, abilities: schemaAlone },
  // xAI's structured outputs came with grok-2-1212.
  { pattern: /(^|[:/])grok-(beta|vision|1|2(?!-1212))/, abilities: toolsOnly },
]

/**
 * What a model can do, by its name: `provider:model` or a bare name. A model that the table does not know counts as
 * able, because it is then the provider that says otherwise; `outputMode` and `toolMode` overrule it.
 */
export function abilitiesOf(name: string): ModelAbilities {
  const lower = name.toLowerCase()
  return rules.find(({ pattern }) => pattern.test(lower))?.abilities ?? full
}
