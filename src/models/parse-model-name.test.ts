import { describe, expect, it } from 'vitest'
import { parseModelName } from './parse-model-name.ts'

function problem(name: string): string {
  try {
    parseModelName(name)
  } catch (error) {
    expect(error).toMatchObject({ code: 'MODEL_NAME_INVALID', retryable: false })
    return (error as Error).message
  }
  throw new Error(`"${name}" was understood.`)
}

describe('a model name', () => {
  it.each([
    ['openai:gpt-4o', 'openai', 'gpt-4o'],
    ['anthropic:claude-sonnet-4-5', 'anthropic', 'claude-sonnet-4-5'],
    ['google:gemini-2.5-flash', 'google', 'gemini-2.5-flash'],
    ['gemini:gemini-1.5-flash', 'google', 'gemini-1.5-flash'],
    ['ollama:llama3.2:1b', 'ollama', 'llama3.2:1b'],
    ['vllm:meta-llama/Llama-3.1-8B', 'vllm', 'meta-llama/Llama-3.1-8B'],
    ['openai-compatible:my/model:8b', 'openai-compatible', 'my/model:8b'],
    ['offline:demo', 'offline', 'demo'],
  ])('is read as provider and model: %s', (name, provider, model) => {
    expect(parseModelName(name)).toEqual({ provider, model })
  })

  it.each([
    ['gpt-3.5-turbo', 'openai'],
    ['gpt-4', 'openai'],
    ['gpt-5', 'openai'],
    ['o1', 'openai'],
    ['o3-mini', 'openai'],
    ['text-davinci-003', 'openai'],
    ['text-curie-001', 'openai'],
    ['ft:gpt-4o-mini:acme::abc', 'openai'],
    ['custom-model', 'openai'],
    ['GPT-4', 'openai'],
    ['claude-3-opus-20240229', 'anthropic'],
    ['gemini-1.5-flash', 'google'],
  ])('is served by the provider that its beginning says: %s', (name, provider) => {
    expect(parseModelName(name)).toEqual({ provider, model: name })
  })

  it.each([
    ['ollama/llama3.1:8b', 'ollama', 'llama3.1:8b'],
    ['vllm/meta-llama/Llama-3.1-8B', 'vllm', 'meta-llama/Llama-3.1-8B'],
  ])('that the original priced as a local model stays in the house: %s', (name, provider, model) => {
    expect(parseModelName(name)).toEqual({ provider, model })
  })

  it.each([
    ['bedrock/anthropic.claude-3', 'Amazon Bedrock'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'Amazon Bedrock'],
    ['amazon.nova-pro-v1:0', 'Amazon Bedrock'],
    ['bedrock:amazon.nova-lite', 'Amazon Bedrock'],
    ['vertex/gemini-1.5-pro', 'Vertex AI'],
    ['vertexai:gemini-1.5-pro', 'Vertex AI'],
    ['grok-2', 'xAI'],
    ['xai:grok-4', 'xAI'],
    ['meta-llama/Llama-3.1-8B', 'Hugging Face'],
    ['google/gemma-2b', 'Hugging Face'],
    ['huggingface:gpt2', 'Hugging Face'],
  ])('of a provider that is not served yet is refused with what to use instead: %s', (name, title) => {
    expect(problem(name)).toMatch(
      new RegExp(
        `^Model "${name}" is served by ${title}, which this version does not support yet\\. (?:Use "|In code, )`,
      ),
    )
  })

  it('keeps its own part in what to use instead', () => {
    expect(problem('vertex/gemini-1.5-pro')).toContain('Use "google:gemini-1.5-pro"')
    expect(problem('grok-2')).toContain(
      'Use "openai-compatible:grok-2" with OPENAI_COMPATIBLE_BASE_URL=https://api.x.ai/v1',
    )
  })

  it('of an unknown provider is refused with the nearest one and a list', () => {
    expect(problem('antropic:claude-3')).toBe(
      'Model name "antropic:claude-3" names an unknown provider "antropic". Did you mean "anthropic:claude-3"? ' +
        'Known providers: "anthropic", "google", "ollama", "openai", "openai-compatible", "vllm".',
    )
    expect(problem('mixtral:8x7b')).toContain('If the model\'s own name holds a colon, write "openai:mixtral:8x7b".')
  })

  it.each(['', '  ', 'openai:', 'openai: ', 'constructor:x', ':gpt-4'])('that says nothing is refused: %j', (name) => {
    expect(problem(name)).toMatch(/^(?:A model|Model) name .*(?:empty|no model|unknown provider)/)
  })
})
