import { describe, expect, it } from 'vitest'
import { chatServer, question, whole, type ChatServerOptions } from '../../../test/support/chat-wire.ts'
import type { JsonObject } from '../../util/json/json.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'

type Server = Omit<ChatServerOptions, 'replies'>

async function messagesOf(
  server: Server,
  prompt: LanguageModelV4CallOptions['prompt'],
): Promise<readonly JsonObject[]> {
  const { model, requests } = await chatServer({ ...server, replies: [whole({ content: 'done' })] })
  await model.doGenerate({ prompt })
  return requests[0]?.body.messages ?? []
}

const user = (text: string): LanguageModelV4CallOptions['prompt'][number] => ({
  role: 'user',
  content: [{ type: 'text', text }],
})
const system = (content: string): LanguageModelV4CallOptions['prompt'][number] => ({ role: 'system', content })

describe('instructions', () => {
  it('that begin a prompt are one message', async () => {
    expect(await messagesOf({ provider: 'vllm' }, [system('One.'), system('Two.'), user('Hi')])).toEqual([
      { role: 'system', content: 'One.\n\nTwo.' },
      { role: 'user', content: 'Hi' },
    ])
  })

  it('further on are words of the user where a template may not take them', async () => {
    const prompt = [
      system('One.'),
      user('Hi'),
      system('Two.'),
      { role: 'assistant', content: [{ type: 'text', text: 'Yes?' }] },
      system('Three.'),
    ] satisfies LanguageModelV4CallOptions['prompt']
    expect(await messagesOf({ provider: 'vllm' }, prompt)).toEqual([
      { role: 'system', content: 'One.' },
      { role: 'user', content: 'Hi\n\nTwo.' },
      { role: 'assistant', content: 'Yes?' },
      { role: 'user', content: 'Three.' },
    ])
    expect((await messagesOf({ provider: 'openai' }, prompt)).map(({ role }) => role)).toEqual([
      'system',
      'user',
      'system',
      'assistant',
      'system',
    ])
  })

  it('are words of the user for models that take none', async () => {
    expect(
      (await messagesOf({ provider: 'openai', modelId: 'o1-mini' }, [system('Be brief.'), user('Hi')]))[0],
    ).toEqual({ role: 'user', content: 'Be brief.' })
  })
})

describe('files', () => {
  const file = (
    mediaType: string,
    data: string | Uint8Array | URL,
    filename?: string,
  ): LanguageModelV4CallOptions['prompt'] => [
    {
      role: 'user',
      content: [
        {
          type: 'file',
          mediaType,
          data: data instanceof URL ? { type: 'url', url: data } : { type: 'data', data },
          ...(filename === undefined ? {} : { filename }),
        },
      ],
    },
  ]
  const png = 'iVBORw0KGgoAAAAN'
  const url = new URL('https://host.test/a')

  it.each<[string, Server, LanguageModelV4CallOptions['prompt'], JsonObject]>([
    [
      'an image',
      {},
      file('image/jpeg', 'AAAA'),
      { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,AAAA' } },
    ],
    [
      'an image as bytes',
      {},
      file('image/gif', new Uint8Array([1, 2, 3])),
      { type: 'image_url', image_url: { url: 'data:image/gif;base64,AQID' } },
    ],
    [
      'an image of a kind to be found out',
      {},
      file('image/*', png),
      { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
    ],
    ['the address of an image', {}, file('image/*', url), { type: 'image_url', image_url: { url: url.href } }],
    ['a video', {}, file('video/mp4', 'AAAA'), { type: 'video_url', video_url: { url: 'data:video/mp4;base64,AAAA' } }],
    ['speech', {}, file('audio/mpeg', 'AAAA'), { type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } }],
    [
      'speech for Mistral',
      { provider: 'mistral' },
      file('audio/wav', 'AAAA'),
      { type: 'input_audio', input_audio: 'AAAA' },
    ],
    [
      'a PDF',
      {},
      file('application/pdf', 'AAAA', 'a.pdf'),
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' } },
    ],
    [
      'a PDF for Mistral',
      { provider: 'mistral' },
      file('application/pdf', url, 'a.pdf'),
      { type: 'document_url', document_url: url.href, document_name: 'a.pdf' },
    ],
    [
      'the address of a PDF for OpenRouter',
      { provider: 'openrouter' },
      file('application/pdf', url),
      { type: 'file', file: { filename: 'document.pdf', file_data: url.href } },
    ],
    ['a text', {}, file('text/plain', 'R3LDvMOfZQ=='), { type: 'text', text: 'Grüße' }],
  ])('are sent as parts: %s', async (_name, server, prompt, expected) => {
    expect((await messagesOf(server, prompt))[0]?.['content']).toEqual([expected])
  })

  it.each([
    ['application/x-unusual', 'AAAA'],
    ['audio/ogg', 'AAAA'],
    ['application/pdf', url],
    ['audio/wav', url],
  ] as const)('of a kind that has no place are refused before anything is sent: %s', async (mediaType, data) => {
    const { model, requests } = await chatServer({ replies: [whole({ content: 'done' })] })
    const options = { prompt: file(mediaType, data) }
    await expect(model.doGenerate(options)).rejects.toMatchObject({
      code: 'MODEL_INPUT_UNSUPPORTED',
      message: expect.stringContaining(mediaType) as string,
    })
    await expect(model.doStream(options)).rejects.toMatchObject({ code: 'MODEL_INPUT_UNSUPPORTED' })
    expect(requests).toEqual([])
  })

  it('and texts carry what the caller put on them', async () => {
    const cached = { openaiCompatible: { cache_control: { type: 'ephemeral' } } }
    const prompt: LanguageModelV4CallOptions['prompt'] = [
      { role: 'system', content: 'Be brief.', providerOptions: cached },
      {
        role: 'user',
        content: [{ type: 'text', text: 'Hi', providerOptions: cached }],
        providerOptions: { openaiCompatible: { name: 'Ada' } },
      },
    ]
    const marked = (text: string): JsonObject => ({ type: 'text', text, cache_control: { type: 'ephemeral' } })
    expect(await messagesOf({ provider: 'openrouter' }, prompt)).toEqual([
      { role: 'system', content: [marked('Be brief.')] },
      { role: 'user', content: [marked('Hi')], name: 'Ada' },
    ])
  })
})

describe('results of tools', () => {
  const turn = (id: string, output: JsonObject): LanguageModelV4CallOptions['prompt'] =>
    [
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: id, toolName: 'echo', input: { a: 1 } }] },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: id, toolName: 'echo', output }] },
    ] as never
  const picture = { type: 'file', mediaType: 'image/png', data: { type: 'data', data: 'AAAA' } }
  const pictured = { type: 'content', value: [{ type: 'text', text: 'Look:' }, picture] }
  const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }

  it.each<[JsonObject, string]>([
    [{ type: 'text', value: 'ok' }, 'ok'],
    [{ type: 'json', value: { a: 1 } }, '{"a":1}'],
    [{ type: 'error-text', value: 'It failed.' }, 'It failed.'],
    [{ type: 'error-json', value: { a: 1 } }, '{"a":1}'],
    [{ type: 'execution-denied', reason: 'No.' }, 'No.'],
    [
      {
        type: 'content',
        value: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      'a\nb',
    ],
  ])('are texts: %j', async (output, content) => {
    expect(await messagesOf({}, turn('a', output))).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'echo', arguments: '{"a":1}' } }],
      },
      { role: 'tool', tool_call_id: 'a', content },
    ])
  })

  it('hold no files, which follow behind the last one with the name of their call', async () => {
    const [assistant, first] = turn('a', pictured)
    const [, second] = turn('b', { type: 'text', value: 'ok' })
    const prompt = [
      assistant,
      {
        role: 'tool',
        content: [...(first as never as { content: [] }).content, ...(second as never as { content: [] }).content],
      },
    ] as never
    expect((await messagesOf({}, prompt)).slice(1)).toEqual([
      { role: 'tool', tool_call_id: 'a', content: 'Look:\n(1 file follows.)' },
      { role: 'tool', tool_call_id: 'b', content: 'ok' },
      { role: 'user', content: [{ type: 'text', text: 'Files from the result of echo (a):' }, image] },
    ])
  })

  it('at Mistral have ids of nine letters, and the assistant speaks before the user does', async () => {
    const [assistant, result, bridge, files] = await messagesOf(
      { provider: 'mistral' },
      turn('call_that_is_long', pictured),
    )
    const id = (assistant?.['tool_calls'] as readonly JsonObject[] | undefined)?.[0]?.['id']
    expect(id).toMatch(/^[a-zA-Z0-9]{9}$/)
    expect(result).toEqual({ role: 'tool', tool_call_id: id, name: 'echo', content: 'Look:\n(1 file follows.)' })
    expect(bridge).toEqual({ role: 'assistant', content: 'OK.' })
    expect(files).toMatchObject({
      role: 'user',
      content: [{ text: `Files from the result of echo (${String(id)}):` }, image],
    })
    const [kept] = await messagesOf({ provider: 'mistral' }, turn('abcDEF123', pictured))
    expect(kept).toMatchObject({ tool_calls: [{ id: 'abcDEF123' }] })
  })

  it('have ids that OpenAI takes', async () => {
    for (const id of ['call_1', 'x'.repeat(64)]) {
      const [assistant, result] = await messagesOf({ provider: 'azure' }, turn(id, { type: 'text', value: 'ok' }))
      expect(assistant).toMatchObject({ tool_calls: [{ id: result?.['tool_call_id'] }] })
      expect(String(result?.['tool_call_id']).length).toBeLessThanOrEqual(40)
    }
  })

  it('answer calls whose input was no object', async () => {
    for (const input of ['{"text":"a long te', null, 'x', [1]]) {
      const prompt = [
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'a', toolName: 'echo', input }] },
      ] as never
      expect((await messagesOf({}, prompt))[0]).toMatchObject({ tool_calls: [{ function: { arguments: '{}' } }] })
    }
  })
})

it('a turn of which nothing is sent is left out', async () => {
  const prompt: LanguageModelV4CallOptions['prompt'] = [
    user('Hi'),
    { role: 'assistant', content: [{ type: 'reasoning', text: 'hm' }] },
    user('So?'),
  ]
  expect(await messagesOf({ provider: 'groq' }, prompt)).toEqual([
    { role: 'user', content: 'Hi' },
    { role: 'user', content: 'So?' },
  ])
})

describe('an answer that begins already', () => {
  it('is marked for Mistral', async () => {
    const prompt = [
      ...question.prompt,
      { role: 'assistant', content: [{ type: 'text', text: 'So,' }] },
    ] satisfies LanguageModelV4CallOptions['prompt']
    expect((await messagesOf({ provider: 'mistral' }, prompt))[1]).toEqual({
      role: 'assistant',
      content: 'So,',
      prefix: true,
    })
  })
})
