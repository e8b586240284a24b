import type { ProviderName } from '../providers.ts'
import type { ModelAbilities, ModelTimeouts } from './profile.ts'

/** What a provider decides for all of its models, whatever their family. */
export interface ProviderTraits {
  /** The most it makes of a schema: nothing, something in requests without tools. */
  readonly schema?: Exclude<ModelAbilities['schema'], true> | undefined
  /** True where the schema is what the row says, and nothing where it says nothing. */
  readonly listsSchemas?: true | undefined
  /** True where thoughts never stand in the text, whatever the model writes. */
  readonly partsThoughts?: true | undefined
  /** True where the user runs the server, who chooses window and model, and whose machine loads it first. */
  readonly isOwnServer?: true | undefined
  /** True where models have any name, so that one of no known family may well think. */
  readonly hasAnyName?: true | undefined
}

// A model is loaded with the first request and reads a long prompt on a small machine; Ollama itself gives loading 5 minutes
// without progress (OLLAMA_LOAD_TIMEOUT).
export const ownServerTimeouts: Required<ModelTimeouts> = {
  firstByteMs: 600_000,
  idleMs: 300_000,
  answerMs: 1_800_000,
}

/** What providers decide; those that are left out leave everything to the model. */
export const providerTraits: Readonly<Partial<Record<ProviderName, ProviderTraits>>> = {
  // Converse takes a schema as a tool only.
  'amazon-bedrock': { schema: false, partsThoughts: true },
  azure: { hasAnyName: true },
  // https://api-docs.deepseek.com/guides/json_mode: `json_object` alone.
  deepseek: { schema: false, partsThoughts: true },
  // https://console.groq.com/docs/structured-outputs: models that are not listed refuse a schema.
  groq: { listsSchemas: true },
  // TGI refuses a request with both: "Grammar and tools are mutually exclusive".
  huggingface: { schema: 'alone', hasAnyName: true },
  mistral: { partsThoughts: true },
  // With a schema tools are never called: https://github.com/ollama/ollama/issues/8095
  ollama: { schema: 'alone', isOwnServer: true, hasAnyName: true },
  // llama.cpp refuses it: "Cannot use custom grammar constraints with tools."
  'openai-compatible': { schema: 'alone', isOwnServer: true, hasAnyName: true },
  openrouter: { hasAnyName: true },
  // With a schema tools are never called: https://github.com/vllm-project/vllm/issues/39929
  vllm: { schema: 'alone', isOwnServer: true, hasAnyName: true },
}
