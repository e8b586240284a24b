import type { ScenarioFailure } from '../../../src/testing/model-scenario.ts'
import { openaiResponses } from './openai-responses.ts'
import { refusedByXai } from './rules/responses-rules.ts'
import type { WireFailure, WireFormat } from './wire-format.ts'

interface FailureKind {
  readonly status: number
  readonly code: string
  readonly words?: string
}

const failures: Readonly<Record<ScenarioFailure['cause'], FailureKind>> = {
  'rate-limit': { status: 429, code: 'Some resource has been exhausted' },
  overload: { status: 503, code: 'The service is currently unavailable' },
  fault: { status: 500, code: 'Internal error' },
  authentication: {
    status: 400,
    code: 'Client specified an invalid argument',
    words: 'Incorrect API key provided: xa***me.',
  },
  quota: {
    status: 403,
    code: 'The caller does not have permission to execute the specified operation',
    words: "Your newly created team doesn't have any credits yet.",
  },
  window: {
    status: 400,
    code: 'Client specified an invalid argument',
    words: "This model's maximum prompt length is 131072 but the request contains 204802 tokens.",
  },
  content: {
    status: 403,
    code: 'The caller does not have permission to execute the specified operation',
    words: 'Content violates usage guidelines.',
  },
}

const streamCodes: Readonly<Partial<Record<ScenarioFailure['cause'], string>>> = {
  'rate-limit': 'rate_limit_exceeded',
  overload: 'service_unavailable',
  fault: 'server_error',
}

/** xAI's Responses API: OpenAI's, with errors of its own. */
export const xaiResponses: WireFormat = {
  ...openaiResponses,
  refuses: ({ body }, said) => {
    const message = refusedByXai(body, said)
    return message === undefined
      ? undefined
      : failure({ status: 400, code: 'Client specified an invalid argument' }, message)
  },
  error: (status, message) => failure({ status, code: `Status ${status}` }, message).body,
  failure: (cause, message) => failure(failures[cause], message),
  failureBody: (cause, message) => failure(failures[cause], message).body,
  failureEvent: (cause, message) => ({
    event: 'error',
    data: { type: 'error', code: streamCodes[cause], message, param: null, sequence_number: 9 },
  }),
}

function failure({ status, code, words }: FailureKind, message: string): WireFailure {
  return { status, body: { code, error: words === undefined ? message : `${words} ${message}` } }
}
