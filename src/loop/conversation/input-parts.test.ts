import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const bytes = new Uint8Array(Buffer.from(png, 'base64'))

/** What the model gets as the user's turn. */
async function sent(input: unknown): Promise<unknown> {
  const model = scriptedModel(['ok'])
  await defineAgent({ name: 'looker', model }).run(input as string)
  return model.calls[0]?.options.prompt.at(-1)?.content
}

const file = (mediaType: string, data: unknown): object => ({ type: 'file', mediaType, data })

describe('the parts of an input', () => {
  it.each<[string, unknown, unknown]>([
    ['a text', { type: 'text', text: 'a' }, { type: 'text', text: 'a' }],
    ['data', { type: 'data', data: { a: 1 } }, { type: 'text', text: '{"a":1}' }],
    [
      'a past call',
      { type: 'tool-call', toolCallId: '1', toolName: 'a', input: 1 },
      { type: 'text', text: '{"type":"tool-call","toolCallId":"1","toolName":"a","input":1}' },
    ],
    ['bytes', file('image/png', bytes), file('image/png', { type: 'data', data: bytes })],
    ['Base64', file('image/png', png), file('image/png', { type: 'data', data: png })],
    [
      'Base64 in lines',
      file('image/png', `${png.slice(0, 40)}\r\n${png.slice(40)}\n`),
      file('image/png', { type: 'data', data: png }),
    ],
    ['Base64 for addresses', file('audio/wav', '-_8='), file('audio/wav', { type: 'data', data: '+/8=' })],
    ['Base64 without its end', file('audio/wav', '+/8'), file('audio/wav', { type: 'data', data: '+/8' })],
    [
      'an address',
      file('image/png', new URL('https://a.example/a')),
      file('image/png', { type: 'url', url: new URL('https://a.example/a') }),
    ],
    [
      'an address as text',
      file('video/mp4', 's3://bucket/a.mp4'),
      file('video/mp4', { type: 'url', url: new URL('s3://bucket/a.mp4') }),
    ],
    [
      'an address of a kind',
      file('image', 'https://a.example/a'),
      file('image/*', { type: 'url', url: new URL('https://a.example/a') }),
    ],
    [
      'a data address',
      file('image/png', `data:image/png;base64,${png}`),
      file('image/png', { type: 'data', data: png }),
    ],
    [
      'a data address without a type beside it',
      { type: 'file', data: `data:image/png;base64,${png}` },
      file('image/png', { type: 'data', data: png }),
    ],
    [
      'a data address of text',
      file('text/plain', new URL('data:text/plain,a%20b')),
      file('text/plain', { type: 'data', data: 'YSBi' }),
    ],
    ['a kind that the bytes complete', file('image/*', bytes), file('image/png', { type: 'data', data: bytes })],
    ['a kind that the Base64 completes', file('image', png), file('image/png', { type: 'data', data: png })],
    ['a usual mistake', file('image/jpg', png), file('image/jpeg', { type: 'data', data: png })],
    ['a type in capitals', file('Image/PNG', png), file('image/png', { type: 'data', data: png })],
    [
      'a file with a name',
      { ...file('application/pdf', 'JVBERi0='), filename: 'a.pdf' },
      { ...file('application/pdf', { type: 'data', data: 'JVBERi0=' }), filename: 'a.pdf' },
    ],
  ])('are taken as they are meant: %s', async (_name, part, content) => {
    expect(await sent([part])).toEqual([content])
  })

  it.each<[string, unknown, RegExp]>([
    // Of other libraries.
    ['an image of the AI SDK', { type: 'image', image: png }, /has the type "image".*Write \{ type: 'file', mediaType/],
    ['an image of OpenAI', { type: 'image_url', image_url: { url: 'https://a.example' } }, /"image_url".*data: url/],
    ['a text of OpenAI', { type: 'input_text', text: 'a' }, /"input_text".*Write \{ type: 'text', text \}/],
    ['a document of Anthropic', { type: 'document', source: {} }, /"document".*application\/pdf/],
    // Without what a file must have.
    ['a file without a type', { type: 'file', data: png }, /is a file without a mediaType\. Write/],
    ['a file of an older AI SDK', { type: 'file', mimeType: 'image/png', data: png }, /not called mimeType here/],
    ['a type that is no text', file(7 as never, png), /has 7 for a mediaType/],
    ['an ending for a type', file('png', png), /has the mediaType "png", which is none/],
    ['a kind that the bytes do not complete', file('image/*', 'AAAA'), /its bytes do not say which/],
    [
      'two types',
      file('image/gif', `data:image/png;base64,${png}`),
      /"image\/gif" and an address of the type "image\/png"/,
    ],
    ['a file without data', { type: 'file', mediaType: 'image/png' }, /has no data\. Give bytes/],
    ['no bytes', file('image/png', new Uint8Array()), /is a file of no bytes/],
    ['an empty text', file('image/png', ''), /is a file of no bytes/],
    ['an empty data address', file('image/png', 'data:image/png;base64,'), /is a file of no bytes/],
    ['a path', file('image/png', './photo.png'), /neither Base64 nor an address.*readFile/],
    ['a text', file('text/plain', 'Hello there!'), /neither Base64.*TextEncoder/],
    ['Base64 that is cut', file('image/png', 'AAAAA'), /neither Base64/],
    ['an address that is none', file('image/png', 'https://'), /neither Base64/],
    ['a file of this machine', file('image/png', 'file:///a.png'), /of this machine.*readFile/],
    ['bytes that went through JSON', file('image/png', { type: 'Buffer', data: [1] }), /has an object for data/],
    ['a name that is none', { ...file('image/png', png), filename: 7 }, /has 7 for a filename/],
    ['a text that is none', { type: 'text', text: 7 }, /has 7 for text/],
    ['data that are none', { type: 'data' }, /has no data/],
    ['bare text', 'Look:', /is bare text/],
  ])('are refused with what is wrong and how to mend it: %s', async (_name, part, problem) => {
    const error: unknown = await sent([{ type: 'text', text: 'a' }, part]).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'AGENT_INPUT_INVALID',
      details: { agent: 'looker', part: 2 },
      message: expect.stringMatching(/^Part 2 of the input of agent "looker" /) as string,
    })
    expect((error as Error).message).toMatch(problem)
  })

  it.each<[string, unknown]>([
    ['a list of texts', ['a', 'b']],
    ['a list of records', [{ type: 'order', id: 1 }]],
    ['records that are called like files', [{ type: 'image', title: 'Sunset' }]],
    ['no parts', []],
    ['an object', { type: 'text', text: 'a' }],
  ])('are not looked for in what is data: %s', async (_name, input) => {
    expect(await sent(input)).toEqual([{ type: 'text', text: JSON.stringify(input) }])
  })

  it('may be a file of many megabytes', async () => {
    const large = 'AAAA'.repeat(8_000_000)
    const [part] = (await sent([file('video/mp4', large)])) as readonly { readonly data: { readonly data: string } }[]
    expect(part?.data.data === large).toBe(true)
  })
})
