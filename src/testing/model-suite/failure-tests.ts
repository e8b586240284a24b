import type { AixgoError } from '../../errors/aixgo-error.ts'
import type { ErrorCode } from '../../errors/error-codes.ts'
import { expectCode, expectEqual, expectRejection, expectThat } from '../expectations.ts'
import type { ModelAbility } from '../model-abilities.ts'
import type { ModelScenario, ScenarioError, ScenarioFailure } from '../model-scenario.ts'
import { ask, inBothModes } from './answer.ts'
import { question, type ModelTest } from './model-test.ts'

const prompt = 'a-secret-question'

/** What an error must be. */
interface Expected {
  readonly code: ErrorCode
  readonly retryable: boolean
}

const statuses: Readonly<Record<ScenarioError['status'], Expected>> = {
  400: { code: 'MODEL_REQUEST_INVALID', retryable: false },
  401: { code: 'MODEL_AUTHENTICATION', retryable: false },
  402: { code: 'MODEL_QUOTA_EXCEEDED', retryable: false },
  403: { code: 'MODEL_AUTHENTICATION', retryable: false },
  404: { code: 'MODEL_NOT_FOUND', retryable: false },
  408: { code: 'MODEL_UNAVAILABLE', retryable: true },
  413: { code: 'MODEL_WINDOW_EXCEEDED', retryable: false },
  422: { code: 'MODEL_REQUEST_INVALID', retryable: false },
  429: { code: 'MODEL_RATE_LIMITED', retryable: true },
  500: { code: 'MODEL_UNAVAILABLE', retryable: true },
  502: { code: 'MODEL_UNAVAILABLE', retryable: true },
  503: { code: 'MODEL_UNAVAILABLE', retryable: true },
  529: { code: 'MODEL_UNAVAILABLE', retryable: true },
}

const causes: Readonly<Record<ScenarioFailure['cause'], Expected & { readonly name: string }>> = {
  'rate-limit': { name: 'a limit of rate', code: 'MODEL_RATE_LIMITED', retryable: true },
  overload: { name: 'an overload', code: 'MODEL_UNAVAILABLE', retryable: true },
  fault: { name: 'a fault of the server', code: 'MODEL_UNAVAILABLE', retryable: true },
  authentication: { name: 'a refused key', code: 'MODEL_AUTHENTICATION', retryable: false },
  quota: { name: 'an account without money', code: 'MODEL_QUOTA_EXCEEDED', retryable: false },
  window: { name: 'a prompt that is too long', code: 'MODEL_WINDOW_EXCEEDED', retryable: false },
  content: { name: 'a prompt with forbidden content', code: 'MODEL_CONTENT_FILTERED', retryable: false },
}

const forms: Readonly<Record<NonNullable<ScenarioError['form']>, string>> = {
  text: 'plain text',
  html: 'a page of HTML',
  detail: '"detail"',
  'detail-list': 'a list of details',
  message: '"message"',
  'error-text': '"error" with a text',
}

/** A failure in both modes: the code, the provider's words, and nothing of the prompt. */
function failing(
  name: string,
  needs: ModelTest['needs'],
  { scenario, code, retryable, words }: Expected & { readonly scenario: ModelScenario; readonly words: string },
): readonly ModelTest[] {
  return inBothModes((mode) => ({
    name,
    needs,
    scenario,
    run: async (model) => {
      const error = await expectRejection(ask(model, question(prompt), mode), 'A refused call')
      expectCode(error, code, retryable)
      expectThat((error as AixgoError).message.includes(words), `The message should hold "${words}".`)
      expectThat(!everythingIn(error).includes(prompt), 'The error should not carry the prompt.')
    },
  }))
}

const statusTests = Object.entries(statuses).flatMap(([key, expected]) => {
  // The table's keys are the statuses; `Object.entries` makes texts of them.
  const status = Number(key) as ScenarioError['status']
  const message = `Refused with ${status}`
  return failing(`calls status ${status} ${expected.code}, in the provider's words`, ['errors'], {
    scenario: { type: 'error', status, message },
    words: message,
    ...expected,
  })
})

const formTests = Object.entries(forms).flatMap(([key, name]) => {
  const form = key as keyof typeof forms
  return failing(`reads the words of an error that came as ${name}`, ['error-forms'], {
    scenario: { type: 'error', status: 400, message: 'The gateway says no', form },
    words: 'The gateway says no',
    ...statuses[400],
  })
})

/** What the rows are about where it is the way of failing that counts. */
const abilities: Readonly<Partial<Record<ScenarioFailure['cause'], ModelAbility>>> = {
  quota: 'quotas',
  window: 'long-prompts',
  content: 'filtered-prompts',
}

/** Causes that an answer with status 200 may bring, and those that may come in the middle of a stream. */
const inAnswers: ReadonlySet<string> = new Set(['rate-limit', 'overload', 'fault', 'authentication', 'quota'])
const inStreams: ReadonlySet<string> = new Set(['rate-limit', 'overload', 'fault'])

const causeTests = Object.entries(causes).flatMap(([key, { name, ...expected }]) => {
  const cause = key as keyof typeof causes
  const words = cause === 'content' ? '' : `The provider names ${name}`
  const scenario = { type: 'failure', cause, message: `The provider names ${name}` } as const
  const expectedWith = (place: Pick<ScenarioFailure, 'place' | 'text'>) => ({
    scenario: { ...scenario, ...place },
    words,
    ...expected,
  })
  return [
    ...failing(`names ${name} by its status`, [abilities[cause] ?? 'errors'], expectedWith({ place: 'status' })),
    ...(inAnswers.has(cause)
      ? failing(`finds ${name} in an answer with status 200`, ['errors-in-answers'], expectedWith({ place: 'body' }))
      : []),
    ...(inStreams.has(cause)
      ? [
          ...failing(
            `ends with ${name} that a stream begins with`,
            ['stream-errors'],
            expectedWith({ place: 'stream' }),
          ),
          ...failing(
            `ends with ${name} that a stream brings after some words`,
            ['stream-errors'],
            expectedWith({ place: 'stream', text: 'Some words and' }),
          ),
        ].filter(({ name: made }) => made.endsWith('streamed'))
      : []),
  ]
})

/** Failures of the provider, by status and in what looks like an answer. */
export const modelFailureTests: readonly ModelTest[] = [
  ...statusTests,
  ...formTests,
  ...causeTests,
  ...inBothModes((mode) => ({
    name: 'tells how long the provider asks to wait',
    needs: ['retry-after'],
    scenario: { type: 'error', status: 429, message: 'Slow down', retryAfter: 7 },
    run: async (model) => {
      const error = await expectRejection(ask(model, question(prompt), mode), 'A refused call')
      expectCode(error, 'MODEL_RATE_LIMITED', true)
      expectEqual((error as AixgoError).details['retryAfterMs'], 7000, 'The time to wait')
    },
  })),
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
