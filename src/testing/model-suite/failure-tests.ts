import type { AixgoError } from '../../errors/aixgo-error.ts'
import type { ErrorCode } from '../../errors/error-codes.ts'
import { expectCode, expectRejection, expectThat } from '../expectations.ts'
import type { ModelScenario } from '../model-scenario.ts'
import { question, stream, type ModelTest } from './model-test.ts'

const prompt = 'a-secret-question'

const refusals: readonly {
  readonly status: Extract<ModelScenario, { type: 'error' }>['status']
  readonly code: ErrorCode
  readonly retryable: boolean
}[] = [
  { status: 400, code: 'MODEL_REQUEST_INVALID', retryable: false },
  { status: 401, code: 'MODEL_AUTHENTICATION', retryable: false },
  { status: 403, code: 'MODEL_AUTHENTICATION', retryable: false },
  { status: 404, code: 'MODEL_NOT_FOUND', retryable: false },
  { status: 429, code: 'MODEL_RATE_LIMITED', retryable: true },
  { status: 500, code: 'MODEL_UNAVAILABLE', retryable: true },
]

const refusalTests: readonly ModelTest[] = refusals.map(({ status, code, retryable }) => ({
  name: `calls status ${status} ${code}, in the provider's words`,
  needs: ['errors'],
  scenario: { type: 'error', status, message: `Refused with ${status}` },
  run: async (model) => {
    for (const attempt of [() => model.doGenerate(question(prompt)), () => stream(model, question(prompt))]) {
      const error = await expectRejection(attempt(), 'A refused call')
      expectCode(error, code, retryable)
      expectThat(
        (error as AixgoError).message.includes(`Refused with ${status}`),
        'The message should hold what the provider said.',
      )
      expectThat(!everythingIn(error).includes(prompt), 'The error should not carry the prompt.')
    }
  },
}))

/** Failures of the provider, of the network and in the middle of a stream. */
export const modelFailureTests: readonly ModelTest[] = [
  ...refusalTests,
  {
    name: 'never takes a stream that was closed early for an answer',
    needs: ['cut-streams'],
    scenario: { type: 'cut', text: 'One two three' },
    run: async (model) =>
      expectCode(await expectRejection(stream(model, question(prompt)), 'A cut stream'), 'MODEL_STREAM_CUT', true),
  },
  {
    name: 'never takes a stream whose connection broke for an answer',
    needs: ['cut-streams'],
    scenario: { type: 'break', text: 'One two three' },
    run: async (model) =>
      expectCode(await expectRejection(stream(model, question(prompt)), 'A broken stream'), 'MODEL_STREAM_CUT', true),
  },
]

/** All that a log could show of an error, its causes included. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? ''
  return [
    error.message,
    error.stack,
    JSON.stringify(error),
    error.cause === undefined ? '' : everythingIn(error.cause),
  ].join('\n')
}
