import { inspect } from 'node:util'
import {
  APICallError,
  InvalidResponseDataError,
  LoadAPIKeyError,
  NoSuchModelError,
  TypeValidationError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'
import { anthropicMessages } from '../../../test/support/servers/anthropic-messages.ts'
import { rejection } from '../../../test/support/rejection.ts'
import { startFakeProvider, type FakeReply } from '../../../test/support/servers/fake-provider.ts'
import { gemini } from '../../../test/support/servers/gemini.ts'
import { openaiChat } from '../../../test/support/servers/openai-chat.ts'
import { openaiResponses } from '../../../test/support/servers/openai-responses.ts'
import type { WireFormat } from '../../../test/support/servers/wire-format.ts'
import { AgentError } from '../../errors/agent-error.ts'
import type { ModelError } from '../../errors/model-error.ts'
import { createRedactor } from '../../security/redact.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'
import { toModelError } from './model-errors.ts'
import { createModelResolver } from '../resolve-model.ts'

const subject = { provider: 'openai', model: 'gpt-4o' }
const secretPrompt = 'the-secret-prompt'
const key = 'key-that-nobody-may-see'
const question: LanguageModelV4CallOptions = {
  prompt: [{ role: 'user', content: [{ type: 'text', text: secretPrompt }] }],
}

type ApiErrorOptions = Partial<ConstructorParameters<typeof APICallError>[0]> & { readonly code?: string }

function apiError({ message = 'Refused', code, ...overrides }: ApiErrorOptions): APICallError {
  return new APICallError({
    message,
    url: 'https://api.example/v1',
    requestBodyValues: { prompt: secretPrompt },
    responseBody: JSON.stringify({ error: { message, code }, rest: 'the-whole-body' }),
    ...overrides,
  })
}

function map(thrown: unknown, rest: object = {}): ModelError {
  return toModelError(thrown, { ...subject, ...rest }) as ModelError
}

describe('an error of a provider package', () => {
  it.each([
    [apiError({ statusCode: 401 }), 'MODEL_AUTHENTICATION', false],
    [apiError({ statusCode: 403 }), 'MODEL_AUTHENTICATION', false],
    [apiError({ statusCode: 404 }), 'MODEL_NOT_FOUND', false],
    [apiError({ statusCode: 408 }), 'MODEL_UNAVAILABLE', true],
    [apiError({ statusCode: 402 }), 'MODEL_QUOTA_EXCEEDED', false],
    [apiError({ statusCode: 413 }), 'MODEL_WINDOW_EXCEEDED', false],
    [apiError({ statusCode: 422 }), 'MODEL_REQUEST_INVALID', false],
    [apiError({ statusCode: 429 }), 'MODEL_RATE_LIMITED', true],
    [apiError({ statusCode: 429, code: 'insufficient_quota' }), 'MODEL_QUOTA_EXCEEDED', false],
    [apiError({ statusCode: 400, code: 'content_filter' }), 'MODEL_CONTENT_FILTERED', false],
    [
      apiError({ statusCode: 400, message: 'API key not valid. Please pass a valid API key.' }),
      'MODEL_AUTHENTICATION',
      false,
    ],
    [apiError({ statusCode: 302 }), 'MODEL_FAILED', false],
    [apiError({ statusCode: 503 }), 'MODEL_UNAVAILABLE', true],
    [
      apiError({
        statusCode: 200,
        responseBody: '{"a":"the-whole-body"}',
        cause: new TypeValidationError({ value: 'the-whole-body', cause: 'x' }),
      }),
      'MODEL_RESPONSE_INVALID',
      true,
    ],
    [apiError({ message: 'Cannot connect to API: connect ECONNREFUSED' }), 'MODEL_UNAVAILABLE', true],
    [new LoadAPIKeyError({ message: 'No key.' }), 'MODEL_KEY_MISSING', false],
    [new NoSuchModelError({ modelId: 'gpt-9', modelType: 'languageModel' }), 'MODEL_NOT_FOUND', false],
    [new UnsupportedFunctionalityError({ functionality: 'video' }), 'MODEL_REQUEST_INVALID', false],
    [new InvalidResponseDataError({ data: 'the-whole-body' }), 'MODEL_RESPONSE_INVALID', true],
    [
      new TypeError('fetch failed', {
        cause: Object.assign(new Error('getaddrinfo ENOTFOUND api.example'), { code: 'ENOTFOUND' }),
      }),
      'MODEL_UNAVAILABLE',
      true,
    ],
    [
      Object.assign(new Error('The socket connection was closed unexpectedly.'), { code: 'ECONNRESET' }),
      'MODEL_UNAVAILABLE',
      true,
    ],
    [new TypeError('terminated', { cause: new Error('other side closed') }), 'MODEL_STREAM_CUT', true],
    [
      new Error('Incomplete Amazon Bedrock event-stream frame: 7 buffered bytes remain at end of stream.'),
      'MODEL_STREAM_CUT',
      true,
    ],
    [new DOMException('Too slow', 'TimeoutError'), 'MODEL_UNAVAILABLE', true],
    [{ message: 'Overloaded', statusCode: 529, type: 'overloaded_error' }, 'MODEL_UNAVAILABLE', true],
    [new Error('Something of its own'), 'MODEL_FAILED', false],
    ['just a text', 'MODEL_FAILED', false],
    [undefined, 'MODEL_FAILED', false],
  ])('gets a code that says whether to try again: %s', (thrown, code, retryable) => {
    const error = map(thrown)
    expect({ name: error.name, code: error.code, retryable: error.retryable }).toEqual({
      name: 'ModelError',
      code,
      retryable,
    })
    expect(error.details).toMatchObject(subject)
    expect(inspect(error, { depth: 10 })).not.toMatch(/the-secret-prompt|the-whole-body/)
  })

  it("says who refused what with which status, in the provider's words, and what to look at", () => {
    const error = map(apiError({ statusCode: 401, message: 'Incorrect key' }), { keyVariable: 'OPENAI_API_KEY' })
    expect(error.message).toBe(
      'Provider "openai" refused the key for model "gpt-4o" (status 401): Incorrect key. Check OPENAI_API_KEY.',
    )
    expect(error.details).toEqual({ ...subject, status: 401 })
  })

  it('shows no key: not a known one, and nothing that looks like one', () => {
    const words = `Incorrect API key provided: sk-proj-abc123def456. Bearer abcdefgh and AIzaSyA1234567890 and ?key=abc123 and ${key}`
    const error = map(apiError({ statusCode: 401, message: words }), { redact: createRedactor([key]) })
    expect(inspect(error, { depth: 10 })).not.toMatch(/abc123|abcdefgh|AIza|key-that-nobody/)
    expect(error.message).toContain('Incorrect API key provided: [redacted]')
  })

  it('keeps long words short', () => {
    expect(map(apiError({ statusCode: 500, message: 'word '.repeat(1000) })).message.length).toBeLessThan(450)
  })

  it('tells how long the provider asks to wait', () => {
    expect(map(apiError({ statusCode: 429, responseHeaders: { 'retry-after': '7' } })).details).toMatchObject({
      retryAfterMs: 7000,
    })
    expect(
      map(apiError({ statusCode: 429, responseHeaders: { 'retry-after-ms': '250', 'retry-after': '1' } })).details,
    ).toMatchObject({ retryAfterMs: 250 })
    expect(map(apiError({ statusCode: 429, responseHeaders: { 'retry-after': 'soon' } })).details).not.toHaveProperty(
      'retryAfterMs',
    )
  })

  it('keeps the name and the place of its cause', () => {
    const thrown = apiError({ statusCode: 500, message: 'Broken' })
    const { cause } = map(thrown)
    expect(cause).toMatchObject({ name: 'AI_APICallError', message: 'Broken' })
    expect((cause as Error).stack).toContain('model-errors.test.ts')
  })

  it('passes errors of this package and aborts as they are', () => {
    const own = new AgentError('AGENT_FAILED', 'No.')
    const abort = new DOMException('Stopped', 'AbortError')
    const reason = { why: 'the caller left' }
    expect(toModelError(own, subject)).toBe(own)
    expect(toModelError(abort, subject)).toBe(abort)
    expect(toModelError(new Error('late'), { ...subject, signal: AbortSignal.abort(reason) })).toBe(reason)
  })
})

const formats: readonly (readonly [provider: string, model: string, format: WireFormat, path: string])[] = [
  ['openai', 'gpt-4o', openaiChat, '/v1'],
  ['anthropic', 'claude-sonnet-4-5', anthropicMessages, '/v1'],
  ['google', 'gemini-2.5-flash', gemini, '/v1beta'],
]

async function failureOf(
  call: 'doGenerate' | 'doStream',
  [provider, model, format, path]: (typeof formats)[number],
  reply: FakeReply,
): Promise<ModelError> {
  await using server = await startFakeProvider([format, openaiResponses], reply)
  const resolve = createModelResolver({
    environment: {},
    overrides: { [provider]: { apiKey: key, baseUrl: `${server.url}${path}` } },
  })
  const subjectModel = await resolve(`${provider}:${model}`)
  try {
    if (call === 'doGenerate') await subjectModel.doGenerate(question)
    else
      for await (const part of (await subjectModel.doStream(question)).stream)
        if (part.type === 'error') throw part.error
  } catch (error) {
    expect(inspect(error, { depth: 10 })).not.toContain(secretPrompt)
    expect(inspect(error, { depth: 10 })).not.toContain(key)
    return error as ModelError
  }
  throw new Error('Nothing was thrown.')
}

const eventStream = { 'content-type': 'text/event-stream' }

describe.each(formats)('over the wire of %s', (...format) => {
  it('an answer that is no JSON is unreadable', async () => {
    expect(await failureOf('doGenerate', format, { type: 'raw', body: '<html>Bad gateway</html>' })).toMatchObject({
      code: 'MODEL_RESPONSE_INVALID',
      retryable: true,
    })
  })

  it('an answer of another shape is unreadable', async () => {
    expect(await failureOf('doGenerate', format, { type: 'raw', body: '{"hello":["world"]}' })).toMatchObject({
      code: 'MODEL_RESPONSE_INVALID',
    })
  })

  it('an error page keeps its status, also without JSON', async () => {
    for (const call of ['doGenerate', 'doStream'] as const) {
      const error = await failureOf(call, format, { type: 'raw', status: 502, body: '<html>Bad gateway</html>' })
      expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true, details: { status: 502 } })
    }
  })

  it('a stream with an event that is no JSON is unreadable', async () => {
    const error = await failureOf('doStream', format, { type: 'raw', headers: eventStream, body: 'data: {broken\n\n' })
    expect(error).toMatchObject({ code: 'MODEL_RESPONSE_INVALID', retryable: true })
  })

  it('a stream without any event is cut', async () => {
    const error = await failureOf('doStream', format, { type: 'raw', headers: eventStream, body: '' })
    expect(error).toMatchObject({ code: 'MODEL_STREAM_CUT', retryable: true })
  })

  it('a refused key is not shown, even when the provider repeats it', async () => {
    const error = await failureOf('doGenerate', format, { type: 'error', status: 401, message: `Wrong key ${key}` })
    expect(error.message).toContain('Wrong key [redacted]')
  })
})

describe('an error inside a stream', () => {
  it('of Anthropic has the code of its kind', async () => {
    const body = 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n'
    expect(await failureOf('doStream', formats[1]!, { type: 'raw', headers: eventStream, body })).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      retryable: true,
    })
  })

  it('of OpenAI has the code of its kind', async () => {
    const body =
      'data: {"error":{"message":"You are out of money","type":"insufficient_quota","code":"insufficient_quota"}}\n\n'
    expect(await failureOf('doStream', formats[0]!, { type: 'raw', headers: eventStream, body })).toMatchObject({
      code: 'MODEL_QUOTA_EXCEEDED',
      retryable: false,
    })
  })

  it('of Google has the code of its kind', async () => {
    const body = 'data: {"error":{"code":429,"message":"Slow down","status":"RESOURCE_EXHAUSTED"}}\n\n'
    expect(await failureOf('doStream', formats[2]!, { type: 'raw', headers: eventStream, body })).toMatchObject({
      code: 'MODEL_RATE_LIMITED',
      retryable: true,
    })
  })
})

describe.each(formats)('an error by status over the wire of %s', (...format) => {
  const body = JSON.stringify({
    error: {
      code: 429,
      message: 'You exceeded your current quota, please check your plan and billing details.',
      status: 'RESOURCE_EXHAUSTED',
      details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.07s' }],
    },
  })

  it('tells how long to wait, what kind it is, and which request it was, whoever reports it', async () => {
    for (const call of ['doGenerate', 'doStream'] as const) {
      const headers = { 'content-type': 'application/json', 'x-request-id': 'req-1' }
      expect(await failureOf(call, format, { type: 'raw', status: 429, headers, body })).toMatchObject({
        code: 'MODEL_RATE_LIMITED',
        retryable: true,
        details: { status: 429, kind: 'RESOURCE_EXHAUSTED', retryAfterMs: 34_070, requestId: 'req-1' },
      })
    }
  })

  it('keeps the words of those who have no form for errors', async () => {
    const page = '<html><head><title>524: A timeout occurred</title></head></html>'
    const error = await failureOf('doGenerate', format, { type: 'raw', status: 524, body: page })
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', details: { status: 524 } })
    expect(error.message).toContain('524: A timeout occurred')
  })
})

describe('a provider that cannot be reached', () => {
  it('is named with its address and the innermost reason', async () => {
    const server = await startFakeProvider([openaiChat], { type: 'hang-in-stream', text: '' })
    await server[Symbol.asyncDispose]()
    const resolve = createModelResolver({
      environment: {},
      overrides: { openai: { apiKey: key, baseUrl: `${server.url}/v1` } },
    })
    const asked = await resolve('openai:gpt-4')
    const error = (await rejection(Promise.resolve(asked.doGenerate(question)))) as ModelError
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true, details: { kind: 'ECONNREFUSED' } })
    expect(error.message).toContain(
      `could not be reached for model "gpt-4": connect ECONNREFUSED ${new URL(server.url).host}`,
    )
  })
})

describe('an answer that the provider itself calls failed', () => {
  it('because of the prompt is a refusal, streamed or not', async () => {
    const body = { promptFeedback: { blockReason: 'SAFETY' } }
    const plain = await failureOf('doGenerate', formats[2]!, { type: 'raw', body: JSON.stringify(body) })
    const streamed = await failureOf('doStream', formats[2]!, {
      type: 'raw',
      headers: eventStream,
      body: `data: ${JSON.stringify(body)}\n\n`,
    })
    for (const error of [plain, streamed])
      expect(error).toMatchObject({ code: 'MODEL_CONTENT_FILTERED', retryable: false })
  })

  it('is an error, not an empty answer', async () => {
    const body = JSON.stringify({
      candidates: [{ content: { role: 'model', parts: [] }, finishReason: 'MALFORMED_FUNCTION_CALL' }],
    })
    expect(await failureOf('doGenerate', formats[2]!, { type: 'raw', body })).toMatchObject({
      code: 'MODEL_RESPONSE_INVALID',
      details: { finishReason: 'MALFORMED_FUNCTION_CALL' },
    })
  })
})

describe('an abort', () => {
  it('closes the connection, so that the provider stops too', async () => {
    await using server = await startFakeProvider([openaiChat], { type: 'hang-in-stream', text: 'One two three' })
    const resolve = createModelResolver({
      environment: {},
      overrides: { openai: { apiKey: key, baseUrl: `${server.url}/v1` } },
    })
    const controller = new AbortController()
    const { stream } = await (await resolve('gpt-4')).doStream({ ...question, abortSignal: controller.signal })
    await stream.getReader().read()
    controller.abort()
    await expect(server.clientLeft).resolves.toBeUndefined()
  })
})
