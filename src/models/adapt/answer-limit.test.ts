import { describe, expect, it } from 'vitest'
import { anthropicMessages } from '../../../test/support/servers/anthropic-messages.ts'
import { bedrockConverse } from '../../../test/support/servers/bedrock-converse.ts'
import { startFakeProvider } from '../../../test/support/servers/fake-provider.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'
import { createModelResolver } from '../resolve-model.ts'

const prompt: LanguageModelV4CallOptions['prompt'] = [{ role: 'user', content: [{ type: 'text', text: 'Hello?' }] }]

async function asked(model: string, rest: Partial<LanguageModelV4CallOptions> = {}) {
  await using server = await startFakeProvider([anthropicMessages, bedrockConverse], { type: 'answer', text: 'Yes.' })
  const resolve = createModelResolver({
    environment: { ANTHROPIC_API_KEY: 'secret-key-1', AWS_BEARER_TOKEN_BEDROCK: 'secret-key-1' },
    fetch: (input, init) => fetch(`${server.url}${new URL(String(input)).pathname}`, init),
  })
  const { warnings } = await (await resolve(model)).doGenerate({ prompt, ...rest })
  const { max_tokens: limit, inferenceConfig } = server.requests[0]?.body ?? {}
  const limits = inferenceConfig as { readonly maxTokens?: number } | undefined
  return { limit: limit ?? limits?.maxTokens, warnings }
}

const thinking = { thinking: { type: 'enabled', budgetTokens: 2000 } }

describe('a request without a limit', () => {
  it.each([
    ['claude-sonnet-4-5', 64_000],
    ['claude-3-7-sonnet-20250219', 64_000],
    ['claude-3-5-haiku-20241022', 8192],
    ['claude-3-haiku-20240307', 4096],
  ])('asks %s of Anthropic for as long an answer as it can give', async (model, limit) => {
    expect(await asked(`anthropic:${model}`)).toEqual({ limit, warnings: [] })
  })

  it.each(['claude-3-7-sonnet-20250219', 'claude-sonnet-4-5'])('leaves %s room to think in', async (model) => {
    expect(await asked(`anthropic:${model}`, { providerOptions: { anthropic: thinking } })).toEqual({
      limit: 64_000,
      warnings: [],
    })
  })

  it('asks a Claude of Bedrock that thinks for as long an answer as it can give', async () => {
    const model = 'amazon-bedrock:anthropic.claude-sonnet-4-20250514-v1:0'
    const options = { amazonBedrock: { reasoningConfig: { type: 'enabled', budgetTokens: 2000 } } }
    expect(await asked(model)).toEqual({ limit: undefined, warnings: [] })
    expect(await asked(model, { providerOptions: options })).toEqual({ limit: 64_000, warnings: [] })
  })

  it('keeps the limit of the caller', async () => {
    expect(await asked('anthropic:claude-3-5-haiku-20241022', { maxOutputTokens: 7 })).toEqual({
      limit: 7,
      warnings: [],
    })
  })
})
