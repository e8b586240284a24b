import { expectCode, expectRejection, expectThat } from '../expectations.ts'
import type { EmbedderTest } from './embedder-test.ts'

const values = ['Are you there?']
const reason = new Error('the caller left')

const failure = (status: number, code: string, retryable: boolean): EmbedderTest => ({
  name: `says ${code} when the provider answers with status ${status}`,
  needs: ['errors'],
  scenario: { type: 'error', status, message: 'Refused for a test.' },
  run: async (model) =>
    expectCode(await expectRejection(model.doEmbed({ values }), 'A refused request'), code, retryable),
})

/** What goes wrong, and giving up. */
export const embedderFailureTests: readonly EmbedderTest[] = [
  failure(400, 'MODEL_REQUEST_INVALID', false),
  failure(401, 'MODEL_AUTHENTICATION', false),
  failure(404, 'MODEL_NOT_FOUND', false),
  failure(429, 'MODEL_RATE_LIMITED', true),
  failure(500, 'MODEL_UNAVAILABLE', true),
  {
    name: 'refuses an answer that is no JSON',
    needs: ['errors'],
    scenario: { type: 'unreadable' },
    run: async (model) =>
      expectCode(
        await expectRejection(model.doEmbed({ values }), 'An unreadable answer'),
        'MODEL_RESPONSE_INVALID',
        true,
      ),
  },
  {
    name: 'refuses an answer with too few vectors',
    needs: ['errors'],
    scenario: { type: 'one-missing' },
    run: async (model) =>
      expectCode(await expectRejection(model.doEmbed({ values }), 'A short answer'), 'MODEL_RESPONSE_INVALID', true),
  },
  {
    name: 'does nothing when the signal has aborted already',
    needs: [],
    scenario: { type: 'answer' },
    run: async (model) => {
      const abortSignal = AbortSignal.abort(reason)
      const error = await expectRejection(model.doEmbed({ values, abortSignal }), 'An aborted request')
      expectThat(error === reason, `It should fail with the signal's reason, not with "${String(error)}".`)
    },
  },
  {
    name: 'stops waiting for an answer when aborted',
    needs: ['hanging'],
    scenario: { type: 'hang' },
    run: async (model, requested) => {
      const controller = new AbortController()
      const pending = expectRejection(model.doEmbed({ values, abortSignal: controller.signal }), 'An aborted request')
      await requested
      controller.abort(reason)
      const error = await pending
      expectThat(error === reason, `It should fail with the signal's reason, not with "${String(error)}".`)
    },
  },
]
