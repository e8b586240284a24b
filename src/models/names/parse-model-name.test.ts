import { describe, expect, it } from 'vitest'
import { formatModelName, parseModelName, type NameSettings } from './parse-model-name.ts'

const reads = (name: string, settings?: NameSettings): string => {
  const { provider, model } = parseModelName(name, settings)
  return `${provider} | ${model}`
}

describe('a model name alone', () => {
  it.each([
    // A provider before a colon.
    ['openai:gpt-4o', 'openai | gpt-4o'],
    ['gemini:gemini-2.5-pro', 'google | gemini-2.5-pro'],
    ['vertexai:gemini-1.5-pro', 'google-vertex | gemini-1.5-pro'],
    ['vertex:gemini-1.5-pro', 'google-vertex | gemini-1.5-pro'],
    ['bedrock:amazon.nova-pro-v1:0', 'amazon-bedrock | amazon.nova-pro-v1:0'],
    ['hf:openai/gpt-oss-120b:groq', 'huggingface | openai/gpt-oss-120b:groq'],
    ['huggingface:openai/gpt-oss-120b', 'huggingface | openai/gpt-oss-120b'],
    ['groq:openai/gpt-oss-120b', 'groq | openai/gpt-oss-120b'],
    ['openrouter:anthropic/claude-sonnet-4.5', 'openrouter | anthropic/claude-sonnet-4.5'],
    ['ollama:llama3.1:8b', 'ollama | llama3.1:8b'],
    ['ollama:hf.co/x/y:Q4', 'ollama | hf.co/x/y:Q4'],
    ['ollama:mistral:7b', 'ollama | mistral:7b'],
    ['mistral:mistral-large-latest', 'mistral | mistral-large-latest'],
    ['offline:any', 'offline | any'],
    // A provider before a slash.
    ['openai/gpt-4o', 'openai | gpt-4o'],
    ['anthropic/claude-sonnet-4-5', 'anthropic | claude-sonnet-4-5'],
    ['google/gemini-2.5-pro', 'google | gemini-2.5-pro'],
    ['xai/grok-4', 'xai | grok-4'],
    ['groq/llama-3.3-70b-versatile', 'groq | llama-3.3-70b-versatile'],
    ['groq/openai/gpt-oss-120b', 'groq | openai/gpt-oss-120b'],
    ['groq/compound', 'groq | groq/compound'],
    ['openrouter/openai/gpt-4o', 'openrouter | openai/gpt-4o'],
    ['openrouter/auto', 'openrouter | openrouter/auto'],
    ['mistral/mistral-large-latest', 'mistral | mistral-large-latest'],
    ['deepseek/deepseek-chat', 'deepseek | deepseek-chat'],
    ['azure/my-deployment', 'azure | my-deployment'],
    ['huggingface/Qwen/Qwen3-8B', 'huggingface | Qwen/Qwen3-8B'],
    // What the original system understands.
    ['gpt-4-turbo', 'openai | gpt-4-turbo'],
    ['o3', 'openai | o3'],
    ['my-own-model', 'openai | my-own-model'],
    ['ft:gpt-4o:acme::1', 'openai | ft:gpt-4o:acme::1'],
    ['claude-sonnet-4-5', 'anthropic | claude-sonnet-4-5'],
    ['gemini-2.5-pro', 'google | gemini-2.5-pro'],
    ['grok-4', 'xai | grok-4'],
    ['vertex/gemini-1.5-pro', 'google-vertex | gemini-1.5-pro'],
    ['bedrock/anthropic.claude-3-haiku-20240307-v1:0', 'amazon-bedrock | anthropic.claude-3-haiku-20240307-v1:0'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'amazon-bedrock | anthropic.claude-3-haiku-20240307-v1:0'],
    ['eu.anthropic.claude-sonnet-4-20250514-v1:0', 'amazon-bedrock | eu.anthropic.claude-sonnet-4-20250514-v1:0'],
    ['amazon.nova-pro-v1:0', 'amazon-bedrock | amazon.nova-pro-v1:0'],
    ['meta.llama3-1-8b-instruct-v1:0', 'amazon-bedrock | meta.llama3-1-8b-instruct-v1:0'],
    ['mistral.mixtral-8x7b-instruct-v0:1', 'amazon-bedrock | mistral.mixtral-8x7b-instruct-v0:1'],
    ['cohere.command-r-v1:0', 'amazon-bedrock | cohere.command-r-v1:0'],
    ['ai21.jamba-1-5-mini-v1:0', 'amazon-bedrock | ai21.jamba-1-5-mini-v1:0'],
    [
      'arn:aws:bedrock:eu-west-1:1:inference-profile/x',
      'amazon-bedrock | arn:aws:bedrock:eu-west-1:1:inference-profile/x',
    ],
    ['ollama/llama3.1:8b', 'ollama | llama3.1:8b'],
    ['vllm/meta-llama/Llama-3.1-8B', 'vllm | meta-llama/Llama-3.1-8B'],
    ['meta-llama/Llama-3.1-8B-Instruct', 'huggingface | meta-llama/Llama-3.1-8B-Instruct'],
    ['mistralai/Mistral-7B-Instruct-v0.3', 'huggingface | mistralai/Mistral-7B-Instruct-v0.3'],
    ['google/gemma-2-9b-it', 'huggingface | google/gemma-2-9b-it'],
    ['microsoft/phi-4', 'huggingface | microsoft/phi-4'],
    ['EleutherAI/gpt-j-6b', 'huggingface | EleutherAI/gpt-j-6b'],
  ])('%s is read as %s', (name, parts) => {
    expect(reads(name)).toBe(parts)
  })

  it.each([
    ['', 'A model name is empty.'],
    ['vertex/', 'has no model after "google-vertex"'],
    ['openai:', 'has no model after "openai"'],
    ['antropic:claude-3', 'Did you mean "anthropic:claude-3"?'],
    ['opanai:gpt-4o', 'Did you mean "openai:gpt-4o"?'],
    ['OpenAI:gpt-4o', 'Did you mean "openai:gpt-4o"?'],
    [':x', 'has no provider before ":". Write "provider:x".'],
    ['openai: gpt-4o', 'has a space at its end or beside the colon. Write "openai:gpt-4o".'],
    ['gpt-4o ', 'Write "gpt-4o".'],
    ['vllm:my-model ', 'Write "vllm:my-model".'],
    ['constructor:x', 'names an unknown provider "constructor"'],
    ['antropic/claude-sonnet-4-5', 'Did you mean "anthropic:claude-sonnet-4-5"?'],
    ['x-ai/grok-4', 'Did you mean "xai:grok-4"?'],
    ['ofline:x', 'Did you mean "offline:x"?'],
    ['llama3.1:8b', 'Write "ollama:llama3.1:8b"'],
    ['llama3:latest', 'Write "ollama:llama3:latest"'],
    ['qwen3:0.6b-q4_K_M', 'Write "ollama:qwen3:0.6b-q4_K_M"'],
    ['mistral:7b', 'Write "ollama:mistral:7b"'],
    ['mixtral:8x7b', 'Write "ollama:mixtral:8x7b"'],
    ['qwen/qwen3-32b', 'Write "huggingface:qwen/qwen3-32b" or "openrouter:qwen/qwen3-32b"'],
    ['hf.co/x/y:Q4', 'Write "ollama:hf.co/x/y:Q4"'],
  ])('%j is refused', (name, message) => {
    expect(() => parseModelName(name)).toThrow(message)
    expect(() => parseModelName(name)).toThrow(expect.objectContaining({ code: 'MODEL_NAME_INVALID' }))
  })
})

describe('a model name beside a provider', () => {
  it.each([
    ['openai', 'gpt-4o', 'openai | gpt-4o'],
    ['openai', 'openai:gpt-4o', 'openai | gpt-4o'],
    ['google-vertex', 'vertexai:gemini-2.5-pro', 'google-vertex | gemini-2.5-pro'],
    ['vertexai', 'vertex/gemini-1.5-pro', 'google-vertex | gemini-1.5-pro'],
    ['bedrock', 'bedrock/amazon.nova-pro-v1:0', 'amazon-bedrock | amazon.nova-pro-v1:0'],
    ['amazon-bedrock', 'amazon.nova-pro-v1:0', 'amazon-bedrock | amazon.nova-pro-v1:0'],
    ['openai-compatible', 'meta-llama/Llama-3', 'openai-compatible | meta-llama/Llama-3'],
    ['ollama', 'llama3.1:8b', 'ollama | llama3.1:8b'],
    ['ollama', 'ollama/llama3.1:8b', 'ollama | llama3.1:8b'],
    // A slash stays part of the name.
    ['openrouter', 'openai/gpt-4o', 'openrouter | openai/gpt-4o'],
    ['groq', 'openai/gpt-oss-120b', 'groq | openai/gpt-oss-120b'],
    ['openai', 'openai/gpt-4o', 'openai | openai/gpt-4o'],
    ['vllm', 'Qwen/Qwen3-8B', 'vllm | Qwen/Qwen3-8B'],
    // A provider before a colon wins, but not where any colon may be part of a name.
    ['openai', 'anthropic:claude-sonnet-4-5', 'anthropic | claude-sonnet-4-5'],
    ['ollama', 'mistral:7b', 'ollama | mistral:7b'],
    ['ollama', 'mistral:mine', 'ollama | mistral:mine'],
    ['huggingface', 'openai/gpt-oss-120b:groq', 'huggingface | openai/gpt-oss-120b:groq'],
    ['ollama', 'offline:demo', 'offline | demo'],
  ])('%s: %s is read as %s', (provider, name, parts) => {
    expect(reads(name, { provider })).toBe(parts)
  })

  it('is refused where the provider is not known', () => {
    expect(() => parseModelName('gpt-4o', { provider: 'opanai' })).toThrow('Did you mean "openai"?')
    expect(() => parseModelName('gpt-4o', { provider: 'constructor' })).toThrow('Known providers: "amazon-bedrock"')
  })
})

describe('a model name beside an address', () => {
  it.each([
    ['anthropic:claude-sonnet-4-5', 'anthropic | claude-sonnet-4-5'],
    ['ollama:llama3', 'ollama | llama3'],
    ['llama3.1:8b', 'openai-compatible | llama3.1:8b'],
    ['mistral:7b', 'openai-compatible | mistral:7b'],
    ['antropic:claude', 'openai-compatible | antropic:claude'],
    // Bare names are guessed, and what has a slash is what the server calls it.
    ['claude-sonnet-4-5', 'anthropic | claude-sonnet-4-5'],
    ['gpt-4o', 'openai | gpt-4o'],
    ['openai/gpt-4o', 'openai | openai/gpt-4o'],
    ['Qwen/Qwen3-8B', 'openai | Qwen/Qwen3-8B'],
    ['ollama/llama3', 'ollama | llama3'],
    ['meta-llama/Llama-3.1-8B', 'huggingface | meta-llama/Llama-3.1-8B'],
  ])('%s is read as %s', (name, parts) => {
    expect(reads(name, { hasBaseUrl: true })).toBe(parts)
  })
})

it('a full name is made of the parts of a name', () => {
  expect(formatModelName(parseModelName('google/gemini-2.5-pro'))).toBe('google:gemini-2.5-pro')
})

it.each([undefined, null, 7, {}])('a name that is no text is refused: %j', (name) => {
  expect(() => parseModelName(name as never)).toThrow(expect.objectContaining({ code: 'MODEL_NAME_INVALID' }))
})
