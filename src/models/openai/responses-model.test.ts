import { describe, expect, it } from 'vitest'
import { startFakeProvider, type FakeReply } from '../../../test/support/servers/fake-provider.ts'
import { openaiResponses } from '../../../test/support/servers/openai-responses.ts'
import type { JsonObject } from '../../util/json/json.ts'
import type { LanguageModelV4CallOptions, LanguageModelV4Message } from '../model.ts'
import { createModelResolver } from '../resolve-model.ts'

const user = (text: string): LanguageModelV4Message => ({ role: 'user', content: [{ type: 'text', text }] })

type Items = readonly { readonly type?: string; readonly id?: string }[]

/** The types and ids of the items that a conversation is sent as. */
async function itemsOf(prompt: readonly LanguageModelV4Message[], rest: Partial<LanguageModelV4CallOptions> = {}) {
  // It takes what it has not said itself.
  await using server = await startFakeProvider([{ ...openaiResponses, refuses: () => undefined }], {
    type: 'answer',
    text: 'Yes.',
  })
  const resolve = createModelResolver({
    environment: { OPENAI_API_KEY: 'secret-key-1' },
    fetch: (input, init) => fetch(String(input).replace('https://api.openai.com', server.url), init),
  })
  await (await resolve('openai:gpt-5.2')).doGenerate({ prompt: [...prompt], ...rest })
  const items = server.requests[0]?.body['input'] as Items | undefined
  return items?.map(({ type, id }) => (id === undefined ? type : `${type} ${id}`))
}

const thought = (text: string, openai: Record<string, string | null>) =>
  ({ type: 'reasoning', text, providerOptions: { openai } }) as const

describe('reasoning on its way to OpenAI', () => {
  const said = { type: 'text', text: 'Rome.' } as const

  it('is sent where one of its parts holds all of it in encrypted form', async () => {
    const parts = [
      thought('First', { itemId: 'rs_1' }),
      thought('Second', { itemId: 'rs_1', reasoningEncryptedContent: 'all of it' }),
    ]
    expect(await itemsOf([user('a'), { role: 'assistant', content: [...parts, said] }, user('b')])).toContain(
      'reasoning rs_1',
    )
  })

  it('is left out where OpenAI would have to have kept it', async () => {
    const parts = [thought('First', { itemId: 'rs_1', reasoningEncryptedContent: null })]
    const prompt: LanguageModelV4Message[] = [user('a'), { role: 'assistant', content: [...parts, said] }, user('b')]
    expect(await itemsOf(prompt)).not.toContain('reasoning rs_1')
    expect(await itemsOf(prompt, { providerOptions: { openai: { store: true } } })).toContain('item_reference rs_1')
  })
})

describe('an answer of OpenAI that did not end', () => {
  const ended = (status: string): JsonObject => ({
    id: 'r',
    object: 'response',
    created_at: 1,
    model: 'gpt-5.2',
    status,
    error: null,
    incomplete_details: null,
    usage: null,
    output: [
      {
        type: 'message',
        id: 'm',
        role: 'assistant',
        status,
        content: [{ type: 'output_text', text: 'Half', annotations: [] }],
      },
    ],
  })
  const model = async (reply: FakeReply) => {
    const server = await startFakeProvider([openaiResponses], reply)
    const resolve = createModelResolver({
      environment: { OPENAI_API_KEY: 'secret-key-1' },
      fetch: (input, init) => fetch(String(input).replace('https://api.openai.com', server.url), init),
    })
    return { server, model: await resolve('openai:gpt-5.2') }
  }
  const prompt = [user('Hello?')]

  it('is never taken for one that did, whatever else it says', async () => {
    const { server, model: asked } = await model({ type: 'raw', body: JSON.stringify(ended('incomplete')) })
    expect((await asked.doGenerate({ prompt })).finishReason).toEqual({ unified: 'other', raw: 'incomplete' })
    await server.close()
  })

  it('nor where it is streamed', async () => {
    const event = { type: 'response.incomplete', sequence_number: 2, response: ended('incomplete') }
    const text = { type: 'response.output_text.delta', item_id: 'm', output_index: 0, content_index: 0, delta: 'Half' }
    const start = { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id: 'm' } }
    const body = [start, text, event].map((data) => `data: ${JSON.stringify(data)}\n\n`).join('')
    const { server, model: asked } = await model({
      type: 'raw',
      headers: { 'content-type': 'text/event-stream' },
      body,
    })
    const parts = await Array.fromAsync((await asked.doStream({ prompt })).stream)
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'other', raw: 'incomplete' } })
    await server.close()
  })

  it.each(['failed', 'cancelled'])('is an error where it was %s', async (status) => {
    const { server, model: asked } = await model({ type: 'raw', body: JSON.stringify(ended(status)) })
    await expect(asked.doGenerate({ prompt })).rejects.toMatchObject({ code: 'MODEL_RESPONSE_INVALID' })
    await server.close()
  })
})
