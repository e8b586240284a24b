import { inspect } from 'node:util'
import { runInNewContext } from 'node:vm'
import { APICallError, JSONParseError, TypeValidationError } from '@ai-sdk/provider'
import { describe, expect, it, vi } from 'vitest'
import type { ModelError } from '../../errors/model-error.ts'
import { toModelError } from './model-errors.ts'

const subject = { provider: 'openai', model: 'm' }

function map(thrown: unknown, rest: object = {}): ModelError {
  // Everything but our own errors, aborts and refusals comes back as one.
  return toModelError(thrown, { ...subject, ...rest }) as ModelError
}

function withCode(message: string, code: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code })
}

function failedFetch(cause: unknown): Error {
  return new APICallError({
    message: 'Cannot connect to API: fetch failed',
    url: 'http://127.0.0.1:1/v1',
    requestBodyValues: {},
    cause: new TypeError('fetch failed', { cause }),
  })
}

const hostile = new Proxy(
  {},
  {
    get: () => {
      throw new Error('No.')
    },
    has: () => {
      throw new Error('No.')
    },
  },
)

describe('what is thrown', () => {
  it.each([
    ['a text', 'just a text', 'just a text'],
    ['nothing', undefined, 'A value that is not an error was thrown: undefined'],
    ['null', null, 'null'],
    ['a number', 7, '7'],
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['a function', () => 1, 'A value that is not an error was thrown'],
    ['a promise', Promise.resolve(), '[object Promise]'],
    ['an object of no meaning', { a: 1 }, '[object Object]'],
    ['an object without a prototype', Object.create(null), 'A value that is not an error'],
    ['an object that cannot be read', hostile, 'A value that is not an error'],
    [
      'an error whose message cannot be read',
      Object.defineProperty(new Error('x'), 'message', {
        get: () => {
          throw new Error('No.')
        },
      }),
      'A value that is not an error',
    ],
    ['an error of another realm', runInNewContext('new Error("from elsewhere")'), 'from elsewhere'],
    [
      'an error of a program',
      new TypeError("Cannot read properties of undefined (reading 'x')"),
      'Cannot read properties',
    ],
  ])('is a failure of the model without a code of its own: %s', (_name, thrown, words) => {
    const error = map(thrown)
    expect(error).toMatchObject({ name: 'ModelError', code: 'MODEL_FAILED', retryable: false, details: subject })
    expect(error.message).toContain(words)
  })

  it('leaves no rejection behind where it is a promise', async () => {
    const unhandled = vi.fn<() => void>()
    process.on('unhandledRejection', unhandled)
    expect(map(Promise.reject(new Error('later'))).code).toBe('MODEL_FAILED')
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('is cut where it is long, its name and its stack too', () => {
    const thrown = new Error('word '.repeat(1_000_000))
    thrown.name = 'N'.repeat(100_000)
    const error = map(thrown)
    expect(error.message.length).toBeLessThan(400)
    expect(error.message).toContain('…')
    expect(inspect(error, { depth: 10 }).length).toBeLessThan(10_000)
  })

  it.each([
    [
      'of the client of OpenAI',
      Object.assign(new Error('429 Slow down'), {
        status: 429,
        error: { message: 'Slow down', code: 'rate_limit_exceeded' },
        headers: new Headers({ 'retry-after': '3', 'x-request-id': 'r1' }),
      }),
      'MODEL_RATE_LIMITED',
      { status: 429, kind: 'rate_limit_exceeded', retryAfterMs: 3000, requestId: 'r1' },
    ],
    [
      'of the client of Amazon',
      Object.assign(new Error('Too many requests'), {
        name: 'ThrottlingException',
        $metadata: { httpStatusCode: 429 },
      }),
      'MODEL_RATE_LIMITED',
      { status: 429, kind: 'ThrottlingException' },
    ],
    [
      'of the client of Google',
      Object.assign(new Error('{"error":{"code":503,"message":"Overloaded","status":"UNAVAILABLE"}}'), {
        name: 'ApiError',
        status: 503,
      }),
      'MODEL_UNAVAILABLE',
      { status: 503, kind: 'UNAVAILABLE' },
    ],
    [
      'with a body for a message',
      new Error('got status: 402 . {"error":{"code":402,"message":"Insufficient credits"}}'),
      'MODEL_QUOTA_EXCEEDED',
      { status: 402 },
    ],
    ['a response', new Response('x', { status: 503, statusText: 'Busy' }), 'MODEL_UNAVAILABLE', { status: 503 }],
    [
      'an object out of a stream',
      { type: 'error', code: 'server_error', message: 'Gone' },
      'MODEL_UNAVAILABLE',
      { kind: 'server_error' },
    ],
    [
      'an object that carries the frame',
      {
        message: 'x',
        statusCode: 500,
        isRetryable: true,
        data: {
          error: {
            code: 429,
            message: 'x',
            status: 'RESOURCE_EXHAUSTED',
            details: [{ '@type': 'google.rpc.RetryInfo', retryDelay: '2s' }],
          },
        },
      },
      'MODEL_RATE_LIMITED',
      { status: 429, retryAfterMs: 2000 },
    ],
    ['words that are exact', "This model's maximum context length is 8192 tokens.", 'MODEL_WINDOW_EXCEEDED', {}],
  ])('is known by what clients put on it: %s', (_name, thrown, code, details) => {
    expect(map(thrown)).toMatchObject({ code, details })
  })

  it('is a failure of the connection where it is an abort that nobody asked for', () => {
    const abort = new DOMException('This operation was aborted', 'AbortError')
    expect(map(abort, { signal: new AbortController().signal })).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      retryable: true,
    })
    expect(toModelError(abort, subject)).toBe(abort)
  })
})

describe('an answer that a package could not read', () => {
  it.each([
    [
      'a chunk',
      new TypeValidationError({ value: { error: { code: 401, message: 'No auth credentials found' } }, cause: 'x' }),
      'MODEL_AUTHENTICATION',
      'No auth credentials found',
    ],
    [
      'a body',
      new APICallError({
        message: 'Invalid JSON response',
        url: 'u',
        requestBodyValues: {},
        statusCode: 200,
        responseBody: '{"error":{"code":429,"message":"Slow down"}}',
        cause: new TypeValidationError({ value: {}, cause: 'x' }),
      }),
      'MODEL_RATE_LIMITED',
      'Slow down',
    ],
    [
      'a page',
      new APICallError({
        message: 'Invalid JSON response',
        url: 'u',
        requestBodyValues: {},
        statusCode: 200,
        responseBody: '<html><title>Log in</title></html>',
        cause: new JSONParseError({ text: '<html>', cause: 'x' }),
      }),
      'MODEL_RESPONSE_INVALID',
      'Log in',
    ],
    [
      'an answer',
      new TypeValidationError({ value: { choices: [{ message: { content: 'hidden' } }] }, cause: 'x' }),
      'MODEL_RESPONSE_INVALID',
      '',
    ],
  ])('may be an error: %s', (_name, thrown, code, words) => {
    const error = map(thrown)
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(inspect(error, { depth: 10 })).not.toContain('hidden')
  })
})

describe('a failure of the network', () => {
  it.each([
    [
      'a refused connection',
      withCode('connect ECONNREFUSED 127.0.0.1:1', 'ECONNREFUSED'),
      'connect ECONNREFUSED 127.0.0.1:1',
      true,
    ],
    [
      'every address refused',
      new AggregateError(
        [
          withCode('connect ECONNREFUSED ::1:1', 'ECONNREFUSED'),
          withCode('connect ECONNREFUSED 127.0.0.1:1', 'ECONNREFUSED'),
        ],
        '',
      ),
      'connect ECONNREFUSED 127.0.0.1:1',
      true,
    ],
    [
      'a name that is not known',
      withCode('getaddrinfo ENOTFOUND api.example', 'ENOTFOUND'),
      'getaddrinfo ENOTFOUND api.example',
      true,
    ],
    ['a connection that is reset', withCode('read ECONNRESET', 'ECONNRESET'), 'read ECONNRESET', true],
    [
      'a certificate that nobody vouches for',
      withCode('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
      'self-signed certificate',
      false,
    ],
    [
      'a certificate of another host',
      withCode("Hostname/IP does not match certificate's altnames", 'ERR_TLS_CERT_ALTNAME_INVALID'),
      'does not match',
      false,
    ],
    [
      'a server that speaks no TLS',
      withCode('write EPROTO wrong version number', 'EPROTO'),
      'wrong version number',
      false,
    ],
    [
      'the limits of undici',
      withCode('Headers Timeout Error', 'UND_ERR_HEADERS_TIMEOUT'),
      'Headers Timeout Error',
      true,
    ],
  ])('says the innermost reason: %s', (_name, cause, words, retryable) => {
    for (const thrown of [failedFetch(cause), new TypeError('fetch failed', { cause }), cause]) {
      const error = map(thrown)
      expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable })
      expect(error.message).toContain('Provider "openai" could not be reached for model "m": ')
      expect(error.message).toContain(words)
    }
  })

  it('does not go round in causes that cause each other', () => {
    const error = new Error('fetch failed')
    error.cause = new Error('other side closed', { cause: error })
    expect(map(error).message).toContain('other side closed')
  })
})
