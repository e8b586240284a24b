import { describe, expect, it } from 'vitest'
import { chatServer, chunk, question, sse, streamed, whole, type WireReply } from '../../../test/support/chat-wire.ts'
import { rejection } from '../../../test/support/rejection.ts'
import { createModelResolver } from '../resolve-model.ts'

const asBody = (value: unknown, rest: Partial<WireReply> = {}): WireReply => ({
  body: typeof value === 'string' ? value : JSON.stringify(value),
  contentType: 'application/json',
  ...rest,
})

async function failures(reply: WireReply) {
  const server = await chatServer({ provider: 'openrouter', replies: [reply] })
  const { error } = await streamed(server.model).catch((thrown: unknown) => ({ error: thrown }))
  const thrown = await rejection(server.model.doGenerate(question))
  return [error, thrown]
}

describe('an error inside an answer with status 200', () => {
  it.each<[string, unknown, object, RegExp]>([
    [
      'a rate limit',
      { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } },
      { code: 'MODEL_RATE_LIMITED', retryable: true },
      /Rate limit reached/,
    ],
    [
      'a failure',
      { error: { code: 502, message: 'Provider returned error' } },
      { code: 'MODEL_UNAVAILABLE', retryable: true },
      /Provider returned/,
    ],
    [
      'a refused key',
      { error: { code: 401, message: 'No auth found' } },
      { code: 'MODEL_AUTHENTICATION', retryable: false },
      /No auth found.*OPENROUTER_API_KEY/,
    ],
    [
      'vLLM',
      { object: 'error', message: 'Engine is dead', type: 'InternalServerError', code: 500 },
      { code: 'MODEL_UNAVAILABLE' },
      /Engine is dead/,
    ],
    ['a word', { error: 'model runner has unexpectedly stopped' }, { retryable: true }, /model runner/],
    [
      'in the choice',
      { choices: [{ index: 0, delta: {}, finish_reason: 'error', error: { code: 429, message: 'Upstream is full' } }] },
      { code: 'MODEL_RATE_LIMITED' },
      /Upstream is full/,
    ],
    [
      'a list',
      [{ error: { code: 429, message: 'Slow down', status: 'RESOURCE_EXHAUSTED' } }],
      { code: 'MODEL_RATE_LIMITED' },
      /Slow down/,
    ],
  ])('has its words and its class, as the body and as a chunk: %s', async (_name, value, expected, words) => {
    const replies = [
      asBody(value),
      sse(chunk({ content: 'Hel' }), value),
      { body: `event: error\ndata: ${JSON.stringify(value)}\n\n` },
    ]
    for (const reply of replies) {
      for (const error of await failures(reply)) {
        expect(error).toMatchObject(expected)
        expect((error as Error).message).toMatch(words)
      }
    }
  })

  it('is none where the place for one is empty', async () => {
    const server = await chatServer({ replies: [whole({ content: 'Hello' }, 'stop', { error: null })] })
    expect((await server.model.doGenerate(question)).content).toEqual([{ type: 'text', text: 'Hello' }])
  })

  it('that nobody can read is an error all the same where the event says that it is one', async () => {
    for (const error of await failures({ body: 'event: error\ndata: oh no\n\n' }))
      expect(error).toMatchObject({ code: 'MODEL_RESPONSE_INVALID' })
  })
})

describe('an error by status', () => {
  it.each([
    ['vLLM, Mistral', { object: 'error', message: 'max_tokens is too large', code: 400 }, /max_tokens is too large/],
    [
      'FastAPI',
      { detail: [{ loc: ['body', 'top_p'], msg: 'Input should be a number' }] },
      /top_p: Input should be a number/,
    ],
    ['plain text', 'the words', /the words/],
    ['a page', '<html><title>Bad Request</title></html>', /Bad Request/],
  ])('has the words of the provider: %s', async (_name, value, words) => {
    for (const error of await failures(asBody(value, { status: 400 }))) {
      expect(error).toMatchObject({
        code: 'MODEL_REQUEST_INVALID',
        details: { provider: 'openrouter', model: 'm', status: 400 },
      })
      expect((error as Error).message).toMatch(words)
    }
  })

  it('shows neither key nor prompt', async () => {
    const secretPrompt = 'the-secret-prompt'
    const server = await chatServer({
      replies: [asBody({ error: { message: 'Key secret-key-1 is no good' } }, { status: 401 })],
    })
    const error = await rejection(
      server.model.doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: secretPrompt }] }] }),
    )
    const shown = `${String(error)} ${JSON.stringify(error)} ${(error as Error).stack}`
    expect(shown).toContain('is no good')
    expect(shown).not.toContain('secret-key-1')
    expect(shown).not.toContain(secretPrompt)
  })
})

describe('a connection that fails', () => {
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  const model = async (fetch: typeof globalThis.fetch) =>
    createModelResolver({ environment: {}, overrides: { vllm: { baseUrl: 'http://host.test/v1' } }, fetch })('vllm:m')

  it('is told with its cause', async () => {
    const failing = await model(async () => {
      throw new TypeError('fetch failed', { cause: reset })
    })
    await expect(failing.doGenerate(question)).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringContaining('ECONNRESET') as string,
    })
  })

  it('in the middle of a stream is told behind what had come', async () => {
    const breaking = await model(async () => {
      let sent = false
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (sent) throw new TypeError('terminated', { cause: reset })
          sent = true
          controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(chunk({ content: 'Hel' }))}\n\n`))
        },
      })
      return new Response(body)
    })
    const { text, error } = await streamed(breaking)
    expect(text).toBe('Hel')
    expect(error).toMatchObject({ code: 'MODEL_STREAM_CUT' })
  })
})
