import { efforts } from '../chat-completions/request/reasoning-effort.ts'
import { imageUrls, pictureUrls, type ServerTraits } from '../chat-completions/server-traits.ts'
import { openaiTraits } from '../openai/openai-traits.ts'
import { deepseekTraits } from './deepseek.ts'
import { groqTraits } from './groq.ts'
import { mistralTraits } from './mistral.ts'
import { openrouterTraits } from './openrouter.ts'

/** Cerebras refuses keys that it does not know in messages: https://inference-docs.cerebras.ai/capabilities/reasoning */
const cerebrasTraits: ServerTraits = {
  reasoningHistory: 'none',
  reasoning: efforts('none', 'low', 'medium', 'high'),
  supportedUrls: imageUrls,
}

/** Google's OpenAI door to Gemini: https://ai.google.dev/gemini-api/docs/openai */
const googleTraits: ServerTraits = {
  reasoningHistory: 'none',
  systemAnywhere: true,
  namesResults: true,
  supportedUrls: imageUrls,
  reasoning: efforts('none', 'minimal', 'low', 'medium', 'high'),
  // https://ai.google.dev/gemini-api/docs/thought-signatures: for calls that another model made.
  signatureOf: (modelId) => (/gemini-([3-9]|\d\d)/.test(modelId) ? 'skip_thought_signature_validator' : undefined),
}

const servers: readonly (readonly [host: RegExp, traits: ServerTraits])[] = [
  [/(^|\.)api\.openai\.com$/, openaiTraits],
  [/\.(openai|services\.ai|cognitiveservices)\.azure\.com$/, openaiTraits],
  [/(^|\.)cerebras\.ai$/, cerebrasTraits],
  [/(^|\.)deepseek\.com$/, deepseekTraits],
  [/(generativelanguage|aiplatform)\.googleapis\.com$/, googleTraits],
  [/(^|\.)groq\.com$/, groqTraits],
  [/(^|\.)mistral\.ai$/, mistralTraits],
  [/(^|\.)openrouter\.ai$/, openrouterTraits],
]

// It may well fetch what it is given; one that does not says so.
const unknownServer: ServerTraits = { supportedUrls: pictureUrls }

/** What is known of the server at an address that somebody gave, whatever provider they named. */
export function traitsAt(baseUrl: string, otherwise: ServerTraits = unknownServer): ServerTraits {
  const { hostname } = new URL(baseUrl)
  return servers.find(([host]) => host.test(hostname))?.[1] ?? otherwise
}
