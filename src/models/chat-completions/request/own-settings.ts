import type { LanguageModelV4CallOptions } from '../../model.ts'

type ProviderOptions = LanguageModelV4CallOptions['providerOptions']
type Settings = Readonly<Record<string, unknown>>

/** What a caller set for the provider alone. */
export interface OwnSettings {
  /** As they go into the body. */
  readonly fields: Settings
  /** Whether schemas are kept to strictly; decided by the schema unless set. */
  readonly strictSchema: boolean | undefined
  readonly systemRole: 'system' | 'developer' | 'user' | undefined
}

// Names of the AI SDK, and what they are called on the wire. Whatever is not listed has its wire name already.
const wireNames: Readonly<Record<string, string>> = {
  chatTemplateKwargs: 'chat_template_kwargs',
  includeReasoning: 'include_reasoning',
  logitBias: 'logit_bias',
  maxCompletionTokens: 'max_completion_tokens',
  minP: 'min_p',
  parallelToolCalls: 'parallel_tool_calls',
  promptCacheKey: 'prompt_cache_key',
  promptCacheOptions: 'prompt_cache_options',
  promptCacheRetention: 'prompt_cache_retention',
  promptMode: 'prompt_mode',
  reasoningEffort: 'reasoning_effort',
  reasoningFormat: 'reasoning_format',
  repetitionPenalty: 'repetition_penalty',
  safePrompt: 'safe_prompt',
  safetyIdentifier: 'safety_identifier',
  serviceTier: 'service_tier',
  textVerbosity: 'verbosity',
  topK: 'top_k',
  topLogprobs: 'top_logprobs',
}

// Who takes all of the settings for OpenAI, or may.
const openaiLike: ReadonlySet<string> = /* @__PURE__ */ new Set(['openai', 'azure', 'openai-compatible'])

// Of these settings, those that others know, too: a fallback must not be sent what only OpenAI takes.
const shared: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'parallelToolCalls',
  'reasoningEffort',
  'strictJsonSchema',
])

// Settings of ours, which no server knows, and what is not for the caller to say.
const notSent: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'forceReasoning',
  'messages',
  'reasoningSummary',
  'stream',
  'strictJsonSchema',
  'structuredOutputs',
  'systemMessageMode',
])

const none: OwnSettings = { fields: {}, strictSchema: undefined, systemRole: undefined }

/** The keys under which a provider's settings may stand, the last one winning. */
export function settingKeys(provider: string): readonly string[] {
  const camelCase = provider.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase())
  const keys = ['openai', 'openaiCompatible', provider, camelCase]
  return keys.filter((key, position) => keys.lastIndexOf(key) === position)
}

/** Collects what the caller set for this provider, in the names of the wire. */
export function ownSettings(options: ProviderOptions, provider: string, keys: readonly string[]): OwnSettings {
  if (options === undefined) return none
  const settings: Record<string, unknown> = {}
  for (const key of keys) {
    const isForeign = key === 'openai' && !openaiLike.has(provider)
    for (const [name, value] of Object.entries(options[key] ?? {})) {
      if (value !== undefined && (!isForeign || shared.has(name))) settings[name] = value
    }
  }
  return {
    fields: fieldsOf(settings),
    strictSchema: typeof settings['strictJsonSchema'] === 'boolean' ? settings['strictJsonSchema'] : undefined,
    systemRole: roleOf(settings),
  }
}

function fieldsOf(settings: Settings): Settings {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(settings)) {
    if (notSent.has(name)) continue
    fields[Object.hasOwn(wireNames, name) ? (wireNames[name] ?? name) : name] = value
  }
  // A number asks for that many alternatives to each token.
  if (typeof fields['logprobs'] === 'number') {
    fields['top_logprobs'] = fields['logprobs']
    fields['logprobs'] = true
  }
  return fields
}

function roleOf({ systemMessageMode: mode }: Settings): OwnSettings['systemRole'] {
  if (mode === 'system' || mode === 'developer') return mode
  return mode === 'remove' ? 'user' : undefined
}
