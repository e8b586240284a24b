import type { ScenarioAnswer, ScenarioFailure, ScenarioFinishReason } from '../../../src/testing/model-scenario.ts'
import { encodeAwsEvent } from './aws-event-stream.ts'
import { refusedByBedrock } from './rules/bedrock-rules.ts'
import {
  callsBefore,
  halves,
  usageOf,
  words,
  type WireEvent,
  type WireFailure,
  type WireFormat,
} from './wire-format.ts'

interface FailureKind {
  readonly status: number
  readonly name: string
  readonly words?: string
}

const failures: Readonly<Record<ScenarioFailure['cause'], FailureKind>> = {
  'rate-limit': { status: 429, name: 'ThrottlingException' },
  overload: { status: 503, name: 'ServiceUnavailableException' },
  fault: { status: 500, name: 'InternalServerException' },
  authentication: { status: 403, name: 'UnrecognizedClientException' },
  quota: { status: 400, name: 'ServiceQuotaExceededException' },
  window: { status: 400, name: 'ValidationException', words: 'Input is too long for requested model.' },
  content: {
    status: 400,
    name: 'ValidationException',
    words: 'This request has been blocked by our content filters.',
  },
}

/** Amazon Bedrock's Converse API: `converse`, and `converse-stream` as a binary event stream. */
export const bedrockConverse: WireFormat = {
  serves: ({ method, path }) => method === 'POST' && /^\/model\/[^/]+\/converse(-stream)?$/.test(path),
  streams: ({ path }) => path.endsWith('/converse-stream'),
  refuses: ({ body }, said) => {
    const message = refusedByBedrock(body, said)
    return message === undefined ? undefined : exception({ status: 400, name: 'ValidationException' }, message)
  },
  body: (answer, request) => {
    const usage = usageIn(answer)
    return {
      output: { message: { role: 'assistant', content: contentOf(answer, callsBefore(request)) } },
      stopReason: stopReason(answer),
      ...(usage === undefined ? {} : { usage }),
      metrics: { latencyMs: 12 },
    }
  },
  events: (answer, request) => events(answer, callsBefore(request)),
  finish: /"stopReason":"/,
  error: (_status, message) => ({ message }),
  failure: (cause, message) => exception(failures[cause], message),
  failureEvent: (cause, message) => {
    const { name } = failures[cause]
    return { event: `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`, data: { message }, isException: true }
  },
  answersForbiddenPrompts: true,
  framing: {
    mediaType: 'application/vnd.amazon.eventstream',
    encode: encodeAwsEvent,
    keepAlive: [
      encodeAwsEvent({ event: 'initial-response', data: {} }),
      encodeAwsEvent({ event: 'ping', data: { p: 'abc' } }),
    ],
  },
}

function exception({ status, name, words: own }: FailureKind, message: string): WireFailure {
  return {
    status,
    body: { message: own === undefined ? message : `${own} ${message}` },
    headers: { 'x-amzn-errortype': `${name}:http://internal.amazon.com/coral/com.amazon.bedrock/` },
  }
}

function contentOf({ reasoning = [], text, toolCalls = [] }: ScenarioAnswer, before: number): readonly unknown[] {
  return [
    ...reasoning.map(({ text: thought, signature, isRedacted }) => ({
      reasoningContent:
        isRedacted === true
          ? { redactedContent: signature }
          : { reasoningText: { text: thought, ...(signature === undefined ? {} : { signature }) } },
    })),
    ...(text === undefined ? [] : [{ text }]),
    ...toolCalls.map(({ toolName, input }, index) => ({
      toolUse: { toolUseId: `tooluse_${before + index + 1}`, name: toolName, input },
    })),
  ]
}

function events(answer: ScenarioAnswer, before: number): readonly WireEvent[] {
  const { reasoning = [], text, toolCalls = [] } = answer
  const first = reasoning.length + (text === undefined ? 0 : 1)
  const usage = usageIn(answer)
  return [
    { event: 'messageStart', data: { role: 'assistant' } },
    ...reasoning.flatMap(({ text: thought, signature, isRedacted }, index) => [
      ...(isRedacted === true
        ? [delta(index, { reasoningContent: { redactedContent: signature } })]
        : [
            ...words(thought).map((piece) => delta(index, { reasoningContent: { text: piece } })),
            ...(signature === undefined ? [] : [delta(index, { reasoningContent: { signature } })]),
          ]),
      blockStop(index),
    ]),
    ...(text === undefined
      ? []
      : [...words(text).map((piece) => delta(reasoning.length, { text: piece })), blockStop(reasoning.length)]),
    ...toolCalls.flatMap(({ toolName, input }, index) => [
      {
        event: 'contentBlockStart',
        data: {
          contentBlockIndex: first + index,
          start: { toolUse: { toolUseId: `tooluse_${before + index + 1}`, name: toolName } },
        },
      },
      ...halves(JSON.stringify(input)).map((piece) => delta(first + index, { toolUse: { input: piece } })),
      blockStop(first + index),
    ]),
    { event: 'messageStop', data: { stopReason: stopReason(answer) } },
    ...(usage === undefined ? [] : [{ event: 'metadata', data: { usage, metrics: { latencyMs: 12 } } }]),
  ]
}

function delta(contentBlockIndex: number, content: unknown): WireEvent {
  return { event: 'contentBlockDelta', data: { contentBlockIndex, delta: content } }
}

function blockStop(contentBlockIndex: number): WireEvent {
  return { event: 'contentBlockStop', data: { contentBlockIndex } }
}

const stopReasons: Readonly<Partial<Record<ScenarioFinishReason, string>>> = {
  length: 'max_tokens',
  'content-filter': 'content_filtered',
  'filtered-prompt': 'guardrail_intervened',
  'tool-calls': 'tool_use',
  refusal: 'refusal',
  'window-exceeded': 'model_context_window_exceeded',
  accident: 'malformed_model_output',
  'unheard-of': 'out_of_poems',
}

function stopReason({ finishReason, toolCalls }: ScenarioAnswer): string {
  return stopReasons[finishReason ?? (toolCalls === undefined ? 'stop' : 'tool-calls')] ?? 'end_turn'
}

// Converse counts cached tokens beside the input tokens, not among them, and reasoning not at all.
function usageIn(answer: ScenarioAnswer): unknown {
  const usage = usageOf(answer)
  if (usage === undefined) return undefined
  const { input, output, cached } = usage
  return {
    inputTokens: input - cached,
    outputTokens: output,
    totalTokens: input + output,
    ...(cached === 0 ? {} : { cacheReadInputTokens: cached }),
  }
}
