import { describe, expect, it } from 'vitest'
import { startFakeProvider, type FakeReply } from '../../../test/support/servers/fake-provider.ts'
import { xaiResponses } from '../../../test/support/servers/xai-responses.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'
import { createModelResolver } from '../resolve-model.ts'

const prompt: LanguageModelV4CallOptions['prompt'] = [{ role: 'user', content: [{ type: 'text', text: 'Hello?' }] }]

async function asked(reply: FakeReply, options: Partial<LanguageModelV4CallOptions> = {}) {
  await using server = await startFakeProvider([xaiResponses], reply)
  const resolve = createModelResolver({
    environment: {},
    overrides: { xai: { apiKey: 'secret-key-1', baseUrl: `${server.url}/v1` } },
  })
  const result = await (await resolve('xai:grok-4')).doGenerate({ prompt, ...options })
  return { ...result, body: server.requests[0]?.body }
}

const said = (rest: object): FakeReply => ({
  type: 'raw',
  body: JSON.stringify({
    id: 'r',
    object: 'response',
    model: 'grok-4',
    output: [
      {
        type: 'message',
        id: 'm',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'Half', annotations: [] }],
      },
    ],
    ...rest,
  }),
})

describe('an answer of xAI', () => {
  it('says why it is incomplete', async () => {
    const reason = async (incomplete_details: object) =>
      (await asked(said({ status: 'incomplete', incomplete_details }))).finishReason
    expect(await reason({ reason: 'max_output_tokens' })).toEqual({ unified: 'length', raw: 'max_output_tokens' })
    expect(await reason({ reason: 'content_filter' })).toEqual({ unified: 'content-filter', raw: 'content_filter' })
    expect(await reason({ reason: 'a_new_one' })).toEqual({ unified: 'other', raw: 'a_new_one' })
  })

  it.each(['failed', 'cancelled'])('that %s is none', async (status) => {
    await expect(asked(said({ status }))).rejects.toMatchObject({ code: 'MODEL_RESPONSE_INVALID', retryable: true })
  })
})

describe('a request to xAI', () => {
  const kept = async (options: Partial<LanguageModelV4CallOptions>) =>
    (await asked(said({ status: 'completed' }), options)).body

  it('is kept out of its storage, so that reasoning comes along', async () => {
    expect(await kept({})).toMatchObject({ store: false, include: ['reasoning.encrypted_content'] })
  })

  it('is stored where a caller wants that', async () => {
    expect(await kept({ providerOptions: { xai: { store: true } } })).not.toHaveProperty('store')
  })
})
