import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../security/redact.ts'
import type { HeaderBag } from './reading/header-wait.ts'
import { providerError } from './provider-error.ts'

const subject = { provider: 'openai', model: 'm' }
const date = 'Wed, 02 Sep 2026 10:00:00 GMT'

function waitOf(headers: HeaderBag, failure: { readonly status?: number; readonly body?: unknown } = {}): unknown {
  return providerError({ status: 429, ...failure, headers, subject }).details['retryAfterMs']
}

describe('the time to wait', () => {
  it.each<readonly [string, HeaderBag, number | undefined]>([
    ['seconds', { 'retry-after': '7' }, 7000],
    ['a part of a second', { 'Retry-After': '0.25' }, 250],
    ['milliseconds, which are more exact', { 'retry-after-ms': '250', 'retry-after': '1' }, 250],
    ['a date by the clock of the server', { date, 'retry-after': 'Wed, 02 Sep 2026 10:00:09 GMT' }, 9000],
    ['a date that has passed', { date, 'retry-after': 'Wed, 02 Sep 2026 09:59:00 GMT' }, 0],
    ['a duration', { 'retry-after': '1m2.5s' }, 62_500],
    ['headers of fetch', new Headers({ 'retry-after': '7' }), 7000],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['nothing', { 'retry-after': '' }, undefined],
    ['a number that is none', { 'retry-after': 'NaN', 'retry-after-ms': 'Infinity' }, undefined],
    ['an exact one that is nonsense', { 'retry-after-ms': '-1', 'retry-after': '2' }, 2000],
  ])('is read as %s', (_name, headers, waitMs) => {
    expect(waitOf(headers)).toBe(waitMs)
  })

  it.each<readonly [string, HeaderBag, number | undefined]>([
    ['Go durations', { 'x-ratelimit-reset-requests': '1m2.5s' }, 62_500],
    ['milliseconds of Go', { 'x-ratelimit-reset-requests': '120ms' }, 120],
    [
      'the limit that is used up',
      {
        'x-ratelimit-remaining-requests': '12',
        'x-ratelimit-reset-requests': '8.64s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '250ms',
      },
      250,
    ],
    [
      'all that are used up',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '8s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '250ms',
      },
      8000,
    ],
    [
      'the first to end where nothing is told of what remains',
      {
        'x-ratelimit-reset-requests': '8s',
        'x-ratelimit-reset-tokens': '250ms',
      },
      250,
    ],
    [
      'none of those that are not used up',
      { 'x-ratelimit-remaining-requests': '3', 'x-ratelimit-reset-requests': '8s' },
      undefined,
    ],
    [
      'times on the clock',
      {
        date,
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': '2026-09-02T10:00:11Z',
        'anthropic-ratelimit-requests-remaining': '49',
        'anthropic-ratelimit-requests-reset': '2026-09-02T10:05:00Z',
      },
      11_000,
    ],
    ['seconds since 1970', { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1788343205' }, 5000],
    ['milliseconds since 1970', { date, 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1788343205000' }, 5000],
    ['the draft of the IETF', { 'ratelimit-remaining': '0', 'ratelimit-reset': '30' }, 30_000],
    [
      'days and minutes apart',
      {
        'x-ratelimit-remaining-requests-day': '100',
        'x-ratelimit-reset-requests-day': '33011.4',
        'x-ratelimit-remaining-tokens-minute': '0',
        'x-ratelimit-reset-tokens-minute': '11.25',
      },
      11_250,
    ],
    ['nothing for nonsense', { 'x-ratelimit-reset-requests': 'later', 'x-ratelimit-reset-tokens': '-3s' }, undefined],
    ['nothing for a time that has passed', { date, 'x-ratelimit-reset': '1788343100' }, undefined],
  ])('is that of the limits without a word of when to come again: %s', (_name, headers, waitMs) => {
    expect(waitOf(headers)).toBe(waitMs)
  })

  it('prefers what is said to what the limits show, and the headers to the words', () => {
    const limits = { 'x-ratelimit-reset-requests': '8s' }
    const body = { error: { message: 'Please try again in 20s.', code: 'rate_limit_exceeded' } }
    expect(waitOf({ ...limits, 'retry-after': '3' }, { body })).toBe(3000)
    expect(waitOf(limits, { body })).toBe(20_000)
  })

  it('does not take the limits for the reason of another failure', () => {
    const limits = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '8s' }
    expect(waitOf(limits, { status: 500 })).toBeUndefined()
    expect(waitOf({ ...limits, 'retry-after': '2' }, { status: 503 })).toBe(2000)
  })

  it('is that of the provider behind OpenRouter', () => {
    const body = {
      error: {
        code: 429,
        message: 'Rate limit exceeded',
        metadata: { headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '20' } },
      },
    }
    expect(waitOf({}, { status: 200, body })).toBe(20_000)
  })

  it.each([
    ['Please try again in 2.5s.', 2500],
    ['Please try again in 1h2m3s', 3_723_000],
    ['try again in 6 minutes and 30 seconds', 390_000],
    ['Please retry in 34.074824224s.', 34_075],
    ['Retry after 20 seconds', 20_000],
    ['Please wait 30 seconds and try again', 30_000],
    ['try again in 350 milliseconds', 350],
    ['try again in a moment', undefined],
    ['try again in 5 apples', undefined],
    ['Limit 20s, used 12s', undefined],
  ])('is read in words: %s', (message, waitMs) => {
    expect(waitOf({}, { body: { error: { message } } })).toBe(waitMs)
  })
})

describe('the error of a provider', () => {
  it('tells its status, its kind and its request', () => {
    const body = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'req_2' }
    const failure = { status: 529, body, subject }
    expect(providerError(failure).details).toEqual({
      ...subject,
      status: 529,
      kind: 'overloaded_error',
      requestId: 'req_2',
    })
    expect(providerError({ ...failure, headers: { 'Request-Id': 'req_1' } }).details).toMatchObject({
      requestId: 'req_1',
    })
  })

  it('has the status that the body tells where the answer had another', () => {
    const body = { error: { code: 401, message: 'No auth credentials found' } }
    expect(providerError({ status: 200, body, subject })).toMatchObject({
      code: 'MODEL_AUTHENTICATION',
      details: { status: 401 },
    })
  })

  it('says what the page of a proxy says, and with an empty body the text of the status', () => {
    expect(providerError({ status: 502, body: '<title>502 Bad Gateway</title>', subject }).message).toBe(
      'Provider "openai" failed for model "m" (status 502): 502 Bad Gateway.',
    )
    expect(providerError({ status: 503, statusText: 'Service Unavailable', body: '', subject }).message).toBe(
      'Provider "openai" failed for model "m" (status 503): Service Unavailable.',
    )
  })

  it('says what to look at where an address is wrong', () => {
    expect(providerError({ status: 404, body: { detail: 'Not Found' }, subject }).message).toBe(
      'Provider "openai" found nothing at its address for model "m" (status 404): Not Found. Check the base URL, and the name of the model.',
    )
  })

  it('cuts long words with a mark, and no secret is half in them', () => {
    const secret = 'a-secret-of-the-user'
    const message = `${'word '.repeat(58)}${secret} ${'word '.repeat(1000)}`
    const error = providerError({
      status: 500,
      body: { error: { message } },
      subject: { ...subject, redact: createRedactor([secret]) },
    })
    expect(error.message).not.toContain('a-secret')
    expect(error.message.endsWith('…')).toBe(true)
    expect(error.message.length).toBeLessThan(400)
  })

  it('says of an answer that is none that it could not be read', () => {
    expect(providerError({ status: 200, body: { hello: ['world'] }, subject })).toMatchObject({
      code: 'MODEL_RESPONSE_INVALID',
    })
    expect(providerError({ status: 200, body: 'what the model wrote', subject }).message).not.toContain('wrote')
    expect(providerError({ status: 200, body: '<title>Log in</title>', subject }).message).toContain('Log in')
  })

  it('has the words of whatever stands in the place of an error', () => {
    const failure = { status: 200, isError: true, subject }
    expect(providerError({ ...failure, body: 'The engine has stopped' })).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    expect(providerError({ ...failure, body: 'The engine has stopped' }).message).toContain('The engine has stopped')
    expect(providerError({ ...failure, body: { reason: 'Rate limited' } })).toMatchObject({
      code: 'MODEL_RATE_LIMITED',
    })
    expect(providerError({ ...failure, body: undefined })).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true })
  })

  it('is not tried again where the provider says so', () => {
    expect(providerError({ status: 500, headers: { 'x-should-retry': 'false' }, subject }).retryable).toBe(false)
  })

  it('names the files of a request that is refused', () => {
    const error = providerError({ status: 400, body: 'No.', subject: { ...subject, mediaTypes: ['image/png'] } })
    expect(error.message).toContain('"image/png"')
  })
})
