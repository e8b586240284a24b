import type { MediaKind } from '../input/media-kind.ts'
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
  /** Kinds of files that its wire has no place for, as its package or its documents say. */
  readonly lacks?: readonly MediaKind[] | undefined
  /** Whose PDF documents it reads itself and hands on as text: those of all its models, or of all but the vendors' own. */
  readonly readsPdf?: 'all' | 'open' | undefined
  /** True where a name is that of a deployment, which says nothing for certain of the model behind it. */
  readonly hidesModel?: true | undefined
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
  // Converse takes a schema as a tool only, and reads documents for nearly all models.
  'amazon-bedrock': { schema: false, partsThoughts: true, lacks: ['audio'], readsPdf: 'open' },
  anthropic: { lacks: ['audio', 'video'] },
  azure: { hasAnyName: true, hidesModel: true, lacks: ['video'] },
  // https://api-docs.deepseek.com/guides/json_mode: `json_object` alone.
  deepseek: { schema: false, partsThoughts: true, lacks: ['pdf', 'audio', 'video'] },
  // https://console.groq.com/docs/structured-outputs: models that are not listed refuse a schema.
  // https://console.groq.com/docs/vision: parts are texts and images.
  groq: { listsSchemas: true, lacks: ['pdf', 'audio', 'video'] },
  // TGI refuses a request with both: "Grammar and tools are mutually exclusive".
  huggingface: { schema: 'alone', hasAnyName: true },
  // https://docs.mistral.ai/capabilities/document_ai: a document is read before the model is asked.
  mistral: { partsThoughts: true, lacks: ['video'], readsPdf: 'all' },
  // With a schema tools are never called: https://github.com/ollama/ollama/issues/8095
  // https://docs.ollama.com/api/openai-compatibility: of files, images alone are named.
  ollama: { schema: 'alone', isOwnServer: true, hasAnyName: true, lacks: ['pdf', 'video'] },
  // llama.cpp refuses it: "Cannot use custom grammar constraints with tools."
  'openai-compatible': { schema: 'alone', isOwnServer: true, hasAnyName: true },
  // https://openrouter.ai/docs/features/multimodal/pdfs: it reads them for models that do not.
  openrouter: { hasAnyName: true, readsPdf: 'all' },
  // With a schema tools are never called: https://github.com/vllm-project/vllm/issues/39929
  // https://docs.vllm.ai/en/latest/features/multimodal_inputs.html: images, audio and video.
  vllm: { schema: 'alone', isOwnServer: true, hasAnyName: true, lacks: ['pdf'] },
  xai: { lacks: ['audio', 'video'] },
}
