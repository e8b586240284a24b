import type { KnownModelName } from '../names/known-models.ts'
import type { MediaKind } from './media-kind.ts'

const text: readonly [] = []
const image = ['image'] as const
const sees = ['image', 'pdf'] as const
const seesVideo = ['image', 'pdf', 'video'] as const
const all = ['image', 'pdf', 'audio', 'video'] as const

/**
 * What the models that are known by name take beside text, for the compiler; at run time their profiles say it. A test
 * keeps both equal. Beside the models that are listed, some older ones that many programs name.
 */
export const knownInputs = {
  'amazon-bedrock:amazon.nova-micro-v1:0': text,
  'amazon-bedrock:amazon.nova-lite-v1:0': seesVideo,
  'amazon-bedrock:amazon.nova-pro-v1:0': seesVideo,
  'amazon-bedrock:us.anthropic.claude-opus-4-8': sees,
  'amazon-bedrock:us.anthropic.claude-sonnet-4-6': sees,
  'anthropic:claude-fable-5-1': sees,
  'anthropic:claude-opus-5-5': sees,
  'anthropic:claude-sonnet-5-5': sees,
  'anthropic:claude-haiku-5-5': sees,
  'anthropic:claude-sonnet-4-6': sees,
  'anthropic:claude-sonnet-4-5': sees,
  'anthropic:claude-haiku-4-5': sees,
  'deepseek:deepseek-flash': image,
  'deepseek:deepseek-v4-pro': text,
  'google:gemini-4-argon': all,
  'google:gemini-3.8-flash': all,
  'google:gemini-3.5-flash': all,
  'google:gemini-3.1-pro-preview': all,
  'google:gemini-2.5-pro': all,
  'google:gemini-2.5-flash': all,
  'google:gemini-2.5-flash-lite': all,
  'google-vertex:gemini-4-argon': all,
  'google-vertex:gemini-3.8-flash': all,
  'google-vertex:gemini-2.5-pro': all,
  'google-vertex:gemini-2.5-flash': all,
  'google-vertex:gemini-2.5-flash-lite': all,
  'groq:llama-3.3-70b-versatile': text,
  'groq:openai/gpt-oss-120b': text,
  'groq:qwen/qwen3-32b': text,
  'huggingface:meta-llama/Llama-3.1-8B-Instruct': text,
  'huggingface:openai/gpt-oss-120b': text,
  'mistral:mistral-large-latest': sees,
  'mistral:mistral-medium-latest': sees,
  'mistral:mistral-small-latest': sees,
  'mistral:magistral-medium-latest': sees,
  'openai:gpt-6-astra': sees,
  'openai:gpt-6-sol': sees,
  'openai:gpt-6-luna': sees,
  'openai:gpt-5.4': sees,
  'openai:gpt-5.2': sees,
  'openai:gpt-5': sees,
  'openai:gpt-5-mini': sees,
  'openai:gpt-4.1': sees,
  'openai:gpt-4o': sees,
  'openai:gpt-4o-mini': sees,
  'openai:gpt-4-turbo': sees,
  'openai:gpt-4': text,
  'openai:gpt-3.5-turbo': text,
  'openai:o3': sees,
  'openai:o3-mini': text,
  'openrouter:openrouter/auto': all,
  'xai:grok-4.7': sees,
  'xai:grok-4.5': sees,
  'xai:grok-4.3': sees,
  'xai:grok-4': sees,
  'xai:grok-3': text,
} as const satisfies Record<string, readonly MediaKind[]> & Record<KnownModelName, readonly MediaKind[]>
