import { describe, expect, it } from 'vitest'
import { parseModelName, qualifyModelName } from './parse-model-name.ts'

describe('a model name', () => {
  it.each([
    ['gpt-4-turbo', 'openai', 'gpt-4-turbo'],
    ['ft:gpt-4o:acme::1', 'openai', 'ft:gpt-4o:acme::1'],
    ['claude-sonnet-4-5', 'anthropic', 'claude-sonnet-4-5'],
    ['gemini-2.5-pro', 'google', 'gemini-2.5-pro'],
    ['gemini:gemini-2.5-pro', 'google', 'gemini-2.5-pro'],
    ['vertex/gemini-1.5-pro', 'google-vertex', 'gemini-1.5-pro'],
    ['vertexai:gemini-1.5-pro', 'google-vertex', 'gemini-1.5-pro'],
    ['vertex:gemini-1.5-pro', 'google-vertex', 'gemini-1.5-pro'],
    ['grok-4', 'xai', 'grok-4'],
    ['bedrock/anthropic.claude-3-haiku-20240307-v1:0', 'amazon-bedrock', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['bedrock:amazon.nova-pro-v1:0', 'amazon-bedrock', 'amazon.nova-pro-v1:0'],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'amazon-bedrock', 'anthropic.claude-3-haiku-20240307-v1:0'],
    ['amazon.nova-pro-v1:0', 'amazon-bedrock', 'amazon.nova-pro-v1:0'],
    ['meta.llama3-1-8b-instruct-v1:0', 'amazon-bedrock', 'meta.llama3-1-8b-instruct-v1:0'],
    ['mistral.mixtral-8x7b-instruct-v0:1', 'amazon-bedrock', 'mistral.mixtral-8x7b-instruct-v0:1'],
    ['cohere.command-r-v1:0', 'amazon-bedrock', 'cohere.command-r-v1:0'],
    ['ai21.jamba-1-5-mini-v1:0', 'amazon-bedrock', 'ai21.jamba-1-5-mini-v1:0'],
    ['eu.anthropic.claude-sonnet-4-20250514-v1:0', 'amazon-bedrock', 'eu.anthropic.claude-sonnet-4-20250514-v1:0'],
    [
      'arn:aws:bedrock:eu-west-1:1:inference-profile/x',
      'amazon-bedrock',
      'arn:aws:bedrock:eu-west-1:1:inference-profile/x',
    ],
    ['meta-llama/Llama-3.1-8B-Instruct', 'huggingface', 'meta-llama/Llama-3.1-8B-Instruct'],
    ['google/gemma-2-9b-it', 'huggingface', 'google/gemma-2-9b-it'],
    ['hf:openai/gpt-oss-120b:groq', 'huggingface', 'openai/gpt-oss-120b:groq'],
    ['ollama/llama3.1:8b', 'ollama', 'llama3.1:8b'],
    ['mistral:mistral-large-latest', 'mistral', 'mistral-large-latest'],
    ['offline:any', 'offline', 'any'],
  ])('%s is served by %s', (name, provider, model) => {
    expect(parseModelName(name)).toEqual({ provider, model })
  })

  it.each([
    ['', 'A model name is empty.'],
    ['vertex/', 'has no model after "google-vertex"'],
    ['antropic:claude-3', 'Did you mean "anthropic:claude-3"?'],
    ['constructor:x', 'names an unknown provider "constructor"'],
  ])('%j is refused', (name, message) => {
    expect(() => parseModelName(name)).toThrow(message)
  })

  it.each([
    ['openai', 'gpt-4o', 'openai:gpt-4o'],
    ['openai', 'openai:gpt-4o', 'openai:gpt-4o'],
    ['google-vertex', 'vertexai:gemini-2.5-pro', 'google-vertex:gemini-2.5-pro'],
    ['vertexai', 'vertex/gemini-1.5-pro', 'vertexai:gemini-1.5-pro'],
    ['bedrock', 'bedrock/amazon.nova-pro-v1:0', 'bedrock:amazon.nova-pro-v1:0'],
    ['amazon-bedrock', 'amazon.nova-pro-v1:0', 'amazon-bedrock:amazon.nova-pro-v1:0'],
    ['openai-compatible', 'meta-llama/Llama-3', 'openai-compatible:meta-llama/Llama-3'],
    ['ollama', 'llama3.1:8b', 'ollama:llama3.1:8b'],
  ])('beside the provider %s, %s means %s', (provider, name, qualified) => {
    expect(qualifyModelName(provider, name)).toBe(qualified)
  })
})
