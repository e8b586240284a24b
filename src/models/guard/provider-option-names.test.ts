import { describe, expect, it } from 'vitest'
import { configureModel } from '../configure-model.ts'
import type { ModelName } from '../model.ts'
import type { ProviderOptions } from '../model-settings.ts'

/** The body that a provider is sent with these options. */
async function sent(name: ModelName, providerOptions: ProviderOptions): Promise<unknown> {
  let body: unknown
  const fetch: typeof globalThis.fetch = async (_input, init) => {
    body = JSON.parse(String(init?.body))
    throw new TypeError('No server.')
  }
  const model = configureModel(name, {
    apiKey: 'test-key',
    baseUrl: 'http://127.0.0.1:1/v1',
    project: 'p',
    environment: { VERTEX_ACCESS_TOKEN: 't' },
    fetch,
  })
  const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]
  await expect(Promise.resolve(model.doGenerate({ prompt, providerOptions }))).rejects.toThrow(
    /No server|could not be reached/,
  )
  return body
}

describe('options of a provider reach it by each of its names', () => {
  it.each(['amazon-bedrock', 'bedrock', 'amazonBedrock'])('Bedrock by %s', async (name) => {
    const guardrailConfig = { guardrailIdentifier: 'gr-1', guardrailVersion: '2' }
    const body = await sent('amazon-bedrock:amazon.nova-lite-v1:0', { [name]: { guardrailConfig } })
    expect(body).toMatchObject({ guardrailConfig })
  })

  it.each(['google-vertex', 'vertex', 'vertexai', 'googleVertex'])('Vertex AI by %s', async (name) => {
    const thinkingConfig = { thinkingBudget: 77 }
    const body = await sent('google-vertex:gemini-2.5-pro', { [name]: { thinkingConfig } })
    expect(body).toMatchObject({ generationConfig: { thinkingConfig } })
  })

  it.each(['google', 'gemini'])('Google by %s', async (name) => {
    const thinkingConfig = { thinkingBudget: 77 }
    const body = await sent('google:gemini-2.5-pro', { [name]: { thinkingConfig } })
    expect(body).toMatchObject({ generationConfig: { thinkingConfig } })
  })

  it.each(['huggingface', 'hf'])('Hugging Face by %s', async (name) => {
    expect(await sent('huggingface:a/b', { [name]: { guided: 'x' } })).toMatchObject({ guided: 'x' })
  })

  it('and those of another provider do not', async () => {
    expect(await sent('vllm:m', { groq: { guided: 'x' } })).not.toHaveProperty('guided')
  })

  it('the name that the package reads wins', async () => {
    const body = await sent('amazon-bedrock:amazon.nova-lite-v1:0', {
      'amazon-bedrock': { serviceTier: 'flex', guardrailConfig: { guardrailIdentifier: 'a', guardrailVersion: '1' } },
      amazonBedrock: { guardrailConfig: { guardrailIdentifier: 'b', guardrailVersion: '1' } },
    })
    expect(body).toMatchObject({ guardrailConfig: { guardrailIdentifier: 'b' } })
  })
})
