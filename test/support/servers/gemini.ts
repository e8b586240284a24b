import type { ScenarioAnswer, ScenarioFailure, ScenarioFinishReason } from '../../../src/testing/model-scenario.ts'
import { refusedByGemini } from './rules/gemini-rules.ts'
import { usageOf, words, type WireEvent, type WireFailure, type WireFormat } from './wire-format.ts'

const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

interface FailureKind {
  readonly status: number
  readonly words?: string
  readonly details?: readonly unknown[]
}

const failures: Readonly<Record<ScenarioFailure['cause'], FailureKind>> = {
  'rate-limit': { status: 429 },
  overload: { status: 503 },
  fault: { status: 500 },
  authentication: {
    status: 400,
    words: 'API key not valid. Please pass a valid API key.',
    details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
  },
  quota: {
    status: 403,
    words: 'This API method requires billing to be enabled.',
    details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'BILLING_DISABLED' }],
  },
  window: {
    status: 400,
    words: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
  },
  content: {
    status: 400,
    words: "The prompt could not be submitted: it contains words that violate Google's Responsible AI practices.",
  },
}

/** Google's Gemini API, and the same on Vertex AI: `generateContent` and `streamGenerateContent?alt=sse`. */
export const gemini: WireFormat = {
  serves: ({ method, path }) =>
    method === 'POST' &&
    /^\/v1(beta|beta1|)\/([\w/-]+\/)?models\/[^/]+:(generateContent|streamGenerateContent)$/.test(path),
  streams: ({ path }) => path.endsWith(':streamGenerateContent'),
  refuses: ({ body, path }, said) => {
    const message = refusedByGemini(body, { model: modelOf(path), said })
    return message === undefined ? undefined : { status: 400, body: error(400, message) }
  },
  body: (answer, { path }) => generateContent(answer, modelOf(path)),
  events: (answer, { path }) => events(answer, modelOf(path)),
  finish: /"finishReason":"/,
  error,
  failure,
  failureEvent: (cause, message) => ({ data: failure(cause, message).body }),
  answersForbiddenPrompts: true,
}

function error(status: number, message: string): unknown {
  return { error: { code: status, message, status: statuses[status] ?? 'UNKNOWN' } }
}

function failure(cause: ScenarioFailure['cause'], message: string): WireFailure {
  const { status, words: own, details } = failures[cause]
  return {
    status,
    body: {
      error: {
        code: status,
        message: own === undefined ? message : `${own} ${message}`,
        status: statuses[status],
        ...(details === undefined ? {} : { details }),
      },
    },
  }
}

interface Part {
  readonly text?: string
  readonly thought?: boolean
  readonly thoughtSignature?: string
  readonly executableCode?: { readonly language: 'PYTHON'; readonly code: string }
  readonly codeExecutionResult?: { readonly outcome: 'OUTCOME_OK'; readonly output: string }
  readonly functionCall?: { readonly name: string; readonly args: unknown }
}

function generateContent(answer: ScenarioAnswer, model: string): unknown {
  const usageMetadata = usage(answer)
  const told = { ...(usageMetadata === undefined ? {} : { usageMetadata }), ...origin(model) }
  if (answer.finishReason === 'filtered-prompt')
    return { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, ...told }
  const parts = partsOf(answer, answer.text === undefined ? [] : [answer.text])
  return { ...candidate(parts, finishReason(answer)), ...told }
}

function events(answer: ScenarioAnswer, model: string): readonly WireEvent[] {
  if (answer.finishReason === 'filtered-prompt') return [{ data: generateContent(answer, model) }]
  const parts = partsOf(answer, words(answer.text ?? ''))
  const pieces = parts.length === 0 ? [[]] : parts.map((part) => [part])
  const last = pieces.length - 1
  const usageMetadata = usage(answer)
  return pieces.map((piece, index) => ({
    data: {
      ...candidate(piece, index === last ? finishReason(answer) : undefined),
      ...(index === last && usageMetadata !== undefined ? { usageMetadata } : {}),
      ...origin(model),
    },
  }))
}

function candidate(parts: readonly Part[], finish: string | undefined): object {
  return {
    candidates: [
      {
        // What has no parts has no content either.
        ...(parts.length === 0 ? {} : { content: { role: 'model', parts } }),
        index: 0,
        ...(finish === undefined ? {} : { finishReason: finish }),
      },
    ],
  }
}

/** Gemini signs what follows the thoughts, the first call or the last piece of text; earlier thoughts sign themselves. */
function partsOf({ reasoning = [], run, toolCalls = [] }: ScenarioAnswer, texts: readonly string[]): readonly Part[] {
  const last = reasoning.at(-1)?.signature
  const signed = last === undefined ? {} : { thoughtSignature: last }
  return [
    ...reasoning.flatMap(({ text, signature }, index) =>
      text === ''
        ? []
        : [
            {
              text,
              thought: true,
              ...(signature === undefined || index === reasoning.length - 1 ? {} : { thoughtSignature: signature }),
            },
          ],
    ),
    ...(run === undefined ? [] : [{ executableCode: { language: 'PYTHON' as const, code: run.input } }]),
    ...(run?.output === undefined
      ? []
      : [{ codeExecutionResult: { outcome: 'OUTCOME_OK' as const, output: run.output } }]),
    ...texts.map((text) => ({ text })),
    ...toolCalls.map(({ toolName, input }, index) => ({
      functionCall: { name: toolName, args: input },
      ...(index === 0 ? signed : {}),
    })),
    // After a text the signature comes in a part of its own.
    ...(texts.length > 0 && toolCalls.length === 0 && last !== undefined ? [{ text: '', ...signed }] : []),
  ]
}

const reasons: Readonly<Partial<Record<ScenarioFinishReason, string>>> = {
  length: 'MAX_TOKENS',
  'content-filter': 'SAFETY',
  refusal: 'PROHIBITED_CONTENT',
  accident: 'MALFORMED_FUNCTION_CALL',
  'unheard-of': 'OUT_OF_POEMS',
}

function finishReason({ finishReason: reason = 'stop' }: ScenarioAnswer): string {
  return reasons[reason] ?? 'STOP'
}

function usage(answer: ScenarioAnswer): unknown {
  const told = usageOf(answer)
  if (told === undefined) return undefined
  const { input, output, cached, reasoning } = told
  return {
    promptTokenCount: input,
    // Gemini counts thoughts beside the answer.
    candidatesTokenCount: output - reasoning,
    totalTokenCount: input + output,
    ...(reasoning === 0 ? {} : { thoughtsTokenCount: reasoning }),
    ...(cached === 0 ? {} : { cachedContentTokenCount: cached }),
  }
}

function origin(model: string): { readonly modelVersion: string; readonly responseId: string } {
  return { modelVersion: model, responseId: 'resp-1' }
}

function modelOf(path: string): string {
  return /models\/([^/:]+):/.exec(path)?.[1] ?? ''
}
