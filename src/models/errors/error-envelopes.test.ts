import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../errors/error-codes.ts'
import type { ModelError } from '../../errors/model-error.ts'
import type { Envelope } from './__fixtures__/envelope.ts'
import { accidentEnvelopes, failureEnvelopes } from './__fixtures__/failure-envelopes.ts'
import { limitEnvelopes } from './__fixtures__/limit-envelopes.ts'
import {
  accessEnvelopes,
  contentEnvelopes,
  modelEnvelopes,
  requestEnvelopes,
} from './__fixtures__/refusal-envelopes.ts'
import { windowEnvelopes } from './__fixtures__/window-envelopes.ts'
import { providerError } from './provider-error.ts'
import { readErrorBody } from './read-error-body.ts'

const subject = { provider: 'openai', model: 'm' }
const groups = {
  limits: limitEnvelopes,
  windows: windowEnvelopes,
  keys: accessEnvelopes,
  models: modelEnvelopes,
  content: contentEnvelopes,
  requests: requestEnvelopes,
  failures: failureEnvelopes,
  accidents: accidentEnvelopes,
}

function expectTold(error: ModelError, envelope: Envelope, code: Envelope['code'] = envelope.code): void {
  const { words, kind, retryAfterMs, retryable = errorCodes[code].retryable } = envelope
  expect({ code: error.code, retryable: error.retryable }).toEqual({ code, retryable })
  if (kind !== undefined && kind !== '') expect(error.details).toMatchObject({ kind })
  if (kind === '') expect(error.details).not.toHaveProperty('kind')
  if (retryAfterMs !== undefined) expect(error.details).toMatchObject({ retryAfterMs })
  if (!error.retryable) expect(error.details).not.toHaveProperty('retryAfterMs')
  if (code === envelope.code) expect(error.message).toContain(words)
  expect(inspect(error)).not.toMatch(/the-echo|what-was-asked/)
}

describe.each(Object.entries(groups))('an error about %s', (_group, envelopes) => {
  it.each(envelopes.filter(({ status }) => status >= 300).map((envelope) => [envelope.name, envelope] as const))(
    'keeps its meaning and its words as the body of a status: %s',
    (_name, envelope) => {
      const { status, body } = envelope
      const error = providerError({ status, body, subject })
      expectTold(error, envelope)
      expect(error.details['status']).toBe(status)
      if (typeof body === 'object') expectTold(providerError({ status, body: JSON.stringify(body), subject }), envelope)
    },
  )

  it.each(envelopes.map((envelope) => [envelope.name, envelope] as const))(
    'keeps them inside an answer with status 200 and in a chunk of a stream: %s',
    (_name, envelope) => {
      const { body, code, inside = code } = envelope
      expectTold(providerError({ status: 200, body, subject }), envelope, inside)
      if (typeof body !== 'object') return
      expectTold(providerError({ status: 200, body: JSON.stringify(body), subject }), envelope, inside)
      expect(readErrorBody(body)?.words ?? '').toContain(envelope.words)
    },
  )
})
