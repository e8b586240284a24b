import { describe, expect, it } from 'vitest'
import { startFakeProvider } from '../../../test/support/servers/fake-provider.ts'
import { openaiResponses } from '../../../test/support/servers/openai-responses.ts'
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
