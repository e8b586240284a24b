import { describe, expect, it } from 'vitest'
import {
  chatServer,
  chunk,
  event,
  question,
  sse,
  streamed,
  usage,
  whole,
  type WireReply,
} from '../../../test/support/chat-wire.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { createModelCall, modelCall } from '../model-call.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'
import { createModelResolver } from '../resolve-model.ts'

const hello = [chunk({ role: 'assistant', content: '' }), chunk({ content: 'Hel' }), chunk({ content: 'lo' })]
const usageChunk = { id: 'c1', choices: [], usage }

async function read(reply: WireReply, options?: LanguageModelV4CallOptions) {
  const server = await chatServer({ replies: [reply] })
  return { ...(await streamed(server.model, options)), server }
}

describe('the reason for an end', () => {
  it.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['model_length', 'length'],
    ['content_filter', 'content-filter'],
    ['tool_calls', 'tool-calls'],
    ['function_call', 'tool-calls'],
    ['error', 'error'],
    ['insufficient_system_resource', 'error'],
    ['model_context_window_exceeded', 'length'],
    ['a_word_of_its_own', 'other'],
  ])('"%s" is %s, and the word is kept', async (raw, unified) => {
    const server = await chatServer({ replies: [sse(...hello, chunk({}, raw)), whole({ content: 'Hello' }, raw)] })
    expect((await streamed(server.model)).finish?.finishReason).toEqual({ unified, raw })
    expect((await server.model.doGenerate(question)).finishReason).toEqual({ unified, raw })
  })

  it('is unknown for an answer that ends in order without one', async () => {
    const unknown = { unified: 'other', raw: 'unknown' }
    const { finish, text } = await read(sse(...hello))
    expect([finish?.finishReason, text]).toEqual([unknown, 'Hello'])
    const server = await chatServer({ replies: [whole({ content: 'Hello' }, null)] })
    expect((await server.model.doGenerate(question)).finishReason).toEqual(unknown)
  })

  it('is a refusal where the model refused, though the server calls it a stop', async () => {
    const refused = { unified: 'content-filter', raw: 'refusal' }
    const { finish, text } = await read(
      sse(chunk({ refusal: 'I will ' }), chunk({ refusal: 'not.' }), chunk({}, 'stop')),
    )
    expect([finish?.finishReason, text]).toEqual([refused, 'I will not.'])
    const server = await chatServer({ replies: [whole({ content: null, refusal: 'No.' })] })
    expect(await server.model.doGenerate(question)).toMatchObject({ finishReason: refused, content: [{ text: 'No.' }] })
  })

  it('is the more telling one of two', async () => {
    const { finish } = await read(sse(...hello, chunk({}, 'length'), chunk({}, 'stop'), chunk({}, null)))
    expect(finish?.finishReason.raw).toBe('length')
  })
})

describe('an answer that has come whole', () => {
  const endings: Readonly<Record<string, string>> = {
    'usage in a chunk of its own': [...hello, chunk({}, 'stop'), usageChunk, '[DONE]'].map(event).join(''),
    'usage without choices': [...hello, chunk({}, 'stop'), { usage }, '[DONE]'].map(event).join(''),
    'usage with choices that are null': [...hello, chunk({}, 'stop'), { choices: null, usage }, '[DONE]']
      .map(event)
      .join(''),
    'usage beside the reason': [...hello, chunk({}, 'stop', { usage })].map(event).join(''),
    'usage in each chunk': [
      chunk({ content: 'Hello' }, null, { usage: { prompt_tokens: 10, completion_tokens: 1 } }),
      chunk({}, 'stop', { usage }),
    ]
      .map(event)
      .join(''),
    'usage in the choice': event({ choices: [{ delta: { content: 'Hello' }, finish_reason: 'stop', usage }] }),
    'usage of Groq': event(chunk({ content: 'Hello' }, 'stop', { x_groq: { usage } })),
    'named events and comments': `: hello\n\nevent: ping\ndata: {}\n\n${[...hello, chunk({}, 'stop', { usage })].map(event).join(': OPENROUTER PROCESSING\n\n')}`,
    'empty data lines': `data:\n\ndata: \n\n${[...hello, chunk({}, 'stop', { usage })].map(event).join('')}data:\n\n`,
    'no blank after the colon': [...hello, chunk({}, 'stop', { usage })]
      .map((each) => `data:${JSON.stringify(each)}\n\n`)
      .join(''),
    'no blank lines': [...hello, chunk({}, 'stop', { usage })]
      .map((each) => `data: ${JSON.stringify(each)}\n`)
      .join(''),
    'lines that end in CRLF': [...hello, chunk({}, 'stop', { usage })].map(event).join('').replaceAll('\n', '\r\n'),
    'lines that end in CR': [...hello, chunk({}, 'stop', { usage })].map(event).join('').replaceAll('\n', '\r'),
    'JSON over several lines': [...hello, chunk({}, 'stop', { usage })]
      .map((each) => `${JSON.stringify(each, null, 1).replace(/^/gm, 'data: ')}\n\n`)
      .join(''),
    'a byte order mark': `\u{FEFF}${[...hello, chunk({}, 'stop', { usage })].map(event).join('')}`,
    'no line after the last event': [...hello, chunk({}, 'stop', { usage })].map(event).join('').trimEnd(),
    'a delta that is null': [chunk(null), ...hello, chunk(null, 'stop', { usage })].map(event).join(''),
    'a message in place of the delta': [{ role: 'assistant', content: 'Hel' }, { content: 'lo' }]
      .map((message) => event({ choices: [{ index: 0, message, finish_reason: null }] }))
      .concat(event({ choices: [{ finish_reason: 'stop' }], usage }))
      .join(''),
    'content in parts': [[{ type: 'text', text: 'Hel' }], 'lo']
      .map((content) => event(chunk({ content })))
      .concat(event(chunk({ content: null }, 'stop', { usage })))
      .join(''),
    'several choices': [
      { choices: [{ index: 1, delta: { content: 'Bye' } }] },
      ...hello,
      { choices: [{ index: 1, delta: {}, finish_reason: 'length' }] },
      chunk({}, 'stop', { usage }),
    ]
      .map(event)
      .join(''),
    'words behind the reason': [hello[0], chunk({ content: 'Hel' }, 'stop'), chunk({ content: 'lo' }, null, { usage })]
      .map(event)
      .join(''),
    'the end twice': [
      ...hello,
      chunk({}, 'stop'),
      chunk({}, 'stop', { usage }),
      '[DONE]',
      '[DONE]',
      chunk({ content: '!' }),
    ]
      .map(event)
      .join(''),
    'one JSON body': whole({ content: 'Hello' }).body,
    'one JSON body, written out': JSON.stringify(JSON.parse(whole({ content: 'Hello' }).body), null, 2),
  }

  it.each(Object.entries(endings))('is read with %s', async (_name, body) => {
    for (const pieceSize of [undefined, 1, 7]) {
      const { text, finish, error } = await read({ body, ...(pieceSize === undefined ? {} : { pieceSize }) })
      expect(error).toBeUndefined()
      expect(text).toBe('Hello')
      expect(finish).toMatchObject({
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: { inputTokens: { total: 10 }, outputTokens: { total: 5 } },
      })
    }
  })

  it('is read with characters cut anywhere', async () => {
    const text = 'Grüße 🌍 日本'
    const { body } = sse(chunk({ content: text }), chunk({}, 'stop'))
    for (let pieceSize = 1; pieceSize < 9; pieceSize++) expect((await read({ body, pieceSize })).text).toBe(text)
  })

  it('is read where a server streams to a call that did not ask for it', async () => {
    const server = await chatServer({ replies: [sse(...hello, chunk({}, 'stop', { usage }))] })
    expect(await server.model.doGenerate(question)).toMatchObject({
      content: [{ type: 'text', text: 'Hello' }],
      finishReason: { unified: 'stop' },
      usage: { outputTokens: { total: 5 } },
    })
  })

  it('has a usage that nobody knows where the stream is cut before it', async () => {
    const { finish } = await read({ body: [...hello, chunk({}, 'stop')].map(event).join('') })
    expect(finish).toMatchObject({
      finishReason: { unified: 'stop' },
      usage: { inputTokens: { total: undefined }, outputTokens: { total: undefined } },
    })
  })
})

it('an answer that has come whole outlives an error that follows it', async () => {
  const late = { error: { message: 'Rate limited', code: 429 } }
  const { finish, text } = await read(sse(...hello, chunk({}, 'stop'), usageChunk, late))
  expect([finish?.finishReason.unified, text]).toEqual(['stop', 'Hello'])
})

it('an answer that has come whole outlives its connection', async () => {
  let sent = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) throw new TypeError('terminated')
      sent = true
      controller.enqueue(new TextEncoder().encode([...hello, chunk({}, 'stop')].map(event).join('')))
    },
  })
  const resolve = createModelResolver({
    environment: {},
    overrides: { vllm: { baseUrl: 'http://host.test/v1' } },
    fetch: async () => new Response(body),
  })
  const { text, finish, error } = await streamed(await resolve('vllm:m'))
  expect([text, finish?.usage.outputTokens.total, error]).toEqual(['Hello', undefined, undefined])
})

describe('an answer that has not come whole', () => {
  it.each([
    ['nothing came', ''],
    ['it began', hello.map(event).join('')],
    ['an event was cut', hello.map(event).join('') + event(chunk({}, 'stop')).slice(0, -20)],
  ])('is an error: %s', async (_name, body) => {
    const { error, finish } = await read({ body })
    expect(error).toMatchObject({ code: 'MODEL_STREAM_CUT', retryable: true })
    expect(finish).toBeUndefined()
  })

  it.each([
    ['a page', '<html><title>Sign in</title></html>'],
    ['an event that is no JSON', 'data: {"id":\n\ndata: [DONE]\n\n'],
    ['a list', '[]'],
    ['an answer without choices', '{"id":"c1"}'],
    ['half a body', '{"id":"c1","choices":[{"message":{"content":"Hal'],
  ])('is an error: %s', async (_name, body) => {
    const server = await chatServer({ replies: [{ body }] })
    expect((await streamed(server.model)).error).toMatchObject({ code: 'MODEL_RESPONSE_INVALID' })
    await expect(server.model.doGenerate(question)).rejects.toMatchObject({ code: 'MODEL_RESPONSE_INVALID' })
  })
})

describe('a connection that stays open', () => {
  function timed() {
    const clock = fakeClock()
    return { clock, options: { ...question, [modelCall]: createModelCall({ clock }) } }
  }

  it('keeps nobody waiting behind the end', async () => {
    const { clock, options } = timed()
    const body = sse(...hello, chunk({}, 'stop')).body
    const { text, finish, server } = await read({ body, staysOpen: true }, options)
    expect([text, finish?.finishReason.unified]).toEqual(['Hello', 'stop'])
    await clock.advance(1000)
    expect(server.cancelled()).toBe(1)
  })

  it.each([
    ['usage and a reason', [...hello, chunk({}, 'stop', { usage })], 1000],
    ['a reason alone', [...hello, chunk({}, 'stop')], 10_000],
  ])('is left after a while where %s have come', async (_name, values, waitMs) => {
    const { clock, options } = timed()
    const pending = read({ body: values.map(event).join(''), staysOpen: true }, options)
    let isOver = false
    void pending.then(() => (isOver = true))
    await clock.advance(waitMs - 1)
    expect(isOver).toBe(false)
    await clock.advance(1)
    expect(await pending).toMatchObject({ text: 'Hello', error: undefined })
  })
})
