import type { ChatCompletionChunk } from 'openai/resources/chat/completions'
import type { ScenarioAnswer, ScenarioFailure, ScenarioFinishReason } from '../../../src/testing/model-scenario.ts'
import { chatDialects, type ChatDialect, type ChatDialectName } from './chat-dialects.ts'
import { reasoningDeltas, reasoningIn } from './chat-reasoning.ts'
import { refusedByChat } from './rules/chat-rules.ts'
import type { RecordedRequest } from './http-server.ts'
import {
  callsBefore,
  halves,
  usageOf,
  words,
  type WireEvent,
  type WireFailure,
  type WireFormat,
} from './wire-format.ts'

const id = 'chatcmpl-1'
const created = 1_700_000_000

/** OpenAI's Chat Completions API, as one of those speaks it who took it over. */
export function chatFormat(name: ChatDialectName): WireFormat {
  const dialect: ChatDialect = chatDialects[name]
  const failure = (cause: ScenarioFailure['cause'], message: string): WireFailure => {
    const { status, words: own, ...kind } = dialect.failures[cause]
    return {
      status,
      body: dialect.error({ status, message: own === undefined ? message : `${own} ${message}`, ...kind }),
    }
  }
  return {
    serves: ({ method, path }) => method === 'POST' && path.endsWith('/chat/completions'),
    streams: ({ body }) => body.stream === true,
    refuses: ({ body }, said) => refusedByChat(body, { dialect, said }),
    body: (answer, request) => completion(answer, { dialect, request }),
    events: (answer, request) => chunks(answer, { dialect, request }),
    ending: '[DONE]',
    finish: /"finish_reason":"/,
    error: (status, message) => dialect.error({ status, message }),
    failure,
    failureEvent: (cause, message) => ({ data: failure(cause, message).body }),
  }
}

/** The API as OpenAI itself speaks it. */
export const openaiChat: WireFormat = chatFormat('openai')

interface ChatContext {
  readonly dialect: ChatDialect
  readonly request: RecordedRequest
}

function completion(answer: ScenarioAnswer, { dialect, request }: ChatContext): unknown {
  const { reasoning = [], text, toolCalls } = answer
  const isRefusal = answer.finishReason === 'refusal' && text !== undefined
  const usage = usageIn(answer)
  return {
    id,
    object: 'chat.completion',
    created,
    model: request.body['model'],
    choices: [
      {
        index: 0,
        finish_reason: finishReason(answer),
        logprobs: null,
        message: {
          role: 'assistant',
          content: isRefusal ? null : (text ?? null),
          refusal: isRefusal ? text : null,
          ...(toolCalls === undefined ? {} : { tool_calls: callsIn(answer, { dialect, request }) }),
          ...(reasoning.length === 0 ? {} : reasoningIn(answer, dialect.reasoning)),
        },
      },
    ],
    ...(usage === undefined ? {} : { usage }),
  }
}

function callsIn({ toolCalls = [] }: ScenarioAnswer, { dialect, request }: ChatContext) {
  const before = callsBefore(request)
  return toolCalls.map(({ toolName, input }, index) => ({
    id: dialect.callId(before + index + 1),
    type: 'function' as const,
    function: { name: toolName, arguments: JSON.stringify(input) },
  }))
}

type Delta = ChatCompletionChunk.Choice['delta']

function chunks(answer: ScenarioAnswer, { dialect, request }: ChatContext): readonly WireEvent[] {
  const { stream_options: options } = request.body
  const isAsked = Boolean((options as { include_usage?: boolean } | undefined)?.include_usage)
  const includeUsage = isAsked || dialect.tellsUsage === true
  const usage = usageIn(answer)
  const chunk = (choices: readonly unknown[], rest: object = {}): WireEvent => ({
    data: {
      id,
      object: 'chat.completion.chunk',
      created,
      model: String(request.body['model']),
      choices,
      ...(includeUsage ? { usage: null } : {}),
      ...rest,
    },
  })
  const part = (delta: Delta, finish_reason: string | null = null): WireEvent =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason }])
  const isRefusal = answer.finishReason === 'refusal'
  return [
    part({ role: 'assistant', content: '' }),
    // Deltas of the dialects have keys that the types do not know.
    ...reasoningDeltas(answer, dialect.reasoning).map((delta) => part(delta as Delta)),
    ...words(answer.text ?? '').map((content) => part(isRefusal ? { refusal: content } : { content })),
    ...callsIn(answer, { dialect, request }).flatMap(
      ({ id: callId, type, function: { name, arguments: input } }, index) => [
        part({ tool_calls: [{ index, id: callId, type, function: { name, arguments: '' } }] }),
        ...halves(input).map((piece) => part({ tool_calls: [{ index, function: { arguments: piece } }] })),
      ],
    ),
    part({}, finishReason(answer)),
    ...(includeUsage && usage !== undefined ? [chunk([], { usage })] : []),
  ]
}

const reasons: Readonly<Partial<Record<ScenarioFinishReason, string>>> = {
  length: 'length',
  'content-filter': 'content_filter',
  'tool-calls': 'tool_calls',
  'window-exceeded': 'model_context_window_exceeded',
  accident: 'error',
  'unheard-of': 'out_of_poems',
}

function finishReason({ finishReason: reason, text, toolCalls }: ScenarioAnswer): string | null {
  if (reason === undefined) return toolCalls === undefined ? 'stop' : 'tool_calls'
  if (reason === 'missing') return null
  // A refusal without words is what the filter leaves.
  if (reason === 'refusal' && text === undefined) return 'content_filter'
  return reasons[reason] ?? 'stop'
}

function usageIn(answer: ScenarioAnswer): unknown {
  const usage = usageOf(answer)
  if (usage === undefined) return undefined
  const { input, output, cached, reasoning } = usage
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}
