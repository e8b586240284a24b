import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import { ModelError } from '../../errors/model-error.ts'
import { toModelError } from './model-errors.ts'
import { providerError } from './provider-error.ts'
import { readErrorBody } from './read-error-body.ts'

const subject = { provider: 'p', model: 'm' }
const errorKeys = fc.constantFrom(
  'error',
  'errors',
  'message',
  'detail',
  'details',
  'code',
  'type',
  'status',
  'metadata',
  'raw',
  'response',
  'choices',
  'innererror',
  'base_resp',
  'status_code',
  '@type',
  'retryDelay',
  'violations',
  'success',
  'title',
  '__type',
  'data',
)
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.constantFrom(
    'error',
    'rate_limit_exceeded',
    '{"error":{"message":"x"}}',
    '[{',
    'data: {',
    '<html>',
    '429',
    'RetryInfo',
    '1m2s',
  ),
)
const junk = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(errorKeys, tie('value'), { maxKeys: 6 }),
  ),
})).value

describe('reading errors', () => {
  it('never fails, whatever it is given, and gives words that can be shown', () => {
    fc.assert(
      fc.property(fc.oneof(junk, fc.anything()), fc.integer({ min: 100, max: 599 }), (value, status) => {
        const reading = readErrorBody(value)
        if (reading?.words !== undefined) {
          expect(reading.words).not.toMatch(/[\n\r\t]/)
          expect(reading.words.length).toBeLessThanOrEqual(301)
        }
        expect(reading?.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0)
        expect(providerError({ status, body: value, subject })).toBeInstanceOf(ModelError)
        expect(toModelError(value, subject)).toBeInstanceOf(ModelError)
      }),
      { numRuns: tries(400) },
    )
  })

  it('finds none in ordinary answers and chunks, whatever the model wrote', () => {
    const usage = fc.constantFrom(null, undefined, { prompt_tokens: 1, completion_tokens: 2 })
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('error', '{"error":{"message":"x"}}', 'Rate limit exceeded'),
      fc.constant(null),
    )
    const ordinary = fc.oneof(
      fc.record({
        id: fc.string(),
        object: fc.constant('chat.completion.chunk'),
        error: fc.constantFrom(null, undefined),
        usage,
        choices: fc.array(
          fc.record({
            delta: fc.record({ content: text, refusal: text }),
            finish_reason: fc.constantFrom(null, 'stop', 'error'),
            message: fc.constant(undefined),
          }),
        ),
      }),
      fc.record({
        id: fc.string(),
        object: fc.constant('chat.completion'),
        usage,
        base_resp: fc.constantFrom(undefined, { status_code: 0, status_msg: '' }),
        choices: fc.array(
          fc.record({
            message: fc.record({ content: text, role: fc.constant('assistant') }),
            finish_reason: fc.constantFrom('stop', 'length'),
          }),
        ),
      }),
      fc.record({
        type: fc.constant('message'),
        role: fc.constant('assistant'),
        content: fc.array(fc.record({ type: fc.constant('text'), text })),
        stop_reason: fc.constantFrom('end_turn', null),
      }),
      fc.record({
        type: fc.constantFrom('message_start', 'ping', 'content_block_delta', 'message_stop'),
        message: fc.record({ id: fc.string() }),
        delta: fc.record({ text }),
      }),
      fc.record({
        candidates: fc.array(fc.record({ content: fc.record({ parts: fc.array(fc.record({ text })) }) })),
        usageMetadata: fc.constant({}),
        promptFeedback: fc.constantFrom(undefined, { blockReason: 'SAFETY' }),
      }),
      fc.record({
        object: fc.constant('response'),
        error: fc.constant(null),
        status: fc.constantFrom('completed', 'incomplete'),
        output: fc.array(fc.record({ type: fc.constant('message'), text })),
      }),
      fc.record({
        type: fc.constantFrom('response.created', 'response.completed', 'response.incomplete'),
        response: fc.record({ error: fc.constant(null), output: fc.constant([]) }),
      }),
      fc.record({
        type: fc.constantFrom('response.output_text.delta', 'response.refusal.delta'),
        delta: text,
        item_id: fc.string(),
      }),
      fc.record({
        model: fc.string(),
        message: fc.record({ role: fc.constant('assistant'), content: text }),
        done: fc.boolean(),
      }),
      fc.constantFrom(
        null,
        undefined,
        true,
        7,
        {},
        [],
        { id: 'x', usage: { total_tokens: 3 } },
        { object: 'list', data: [{ embedding: [1] }] },
      ),
    )
    fc.assert(
      fc.property(ordinary, (body) => {
        expect(readErrorBody(body)).toBeUndefined()
        expect(readErrorBody(JSON.stringify(body))).toBeUndefined()
      }),
      { numRuns: tries(200) },
    )
  })
})
