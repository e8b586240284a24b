import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions'
import type { ScenarioAnswer } from '../../../src/testing/model-scenario.ts'
import { usageOf, words, type WireEvent, type WireFormat } from './wire-format.ts'

const id = 'chatcmpl-1'
const created = 1_700_000_000

type Delta = ChatCompletionChunk.Choice['delta']
type FinishReason = ChatCompletion.Choice['finish_reason']

/** OpenAI's Chat Completions API, which most other servers speak too. */
export const openaiChat: WireFormat = {
  serves: ({ method, path }) => method === 'POST' && path.endsWith('/chat/completions'),
  streams: ({ body }) => body.stream === true,
  body: (answer, { body }) => completion(answer, String(body.model)),
  events: (answer, { body }) =>
    chunks(
      answer,
      String(body.model),
      // Mistral tells it unasked.
      /mistral/.test(String(body.model)) ||
        Boolean((body.stream_options as { include_usage?: boolean } | undefined)?.include_usage),
    ),
  ending: '[DONE]',
  error: openaiError,
}

/** The error body of all of OpenAI's APIs. */
export function openaiError(status: number, message: string): unknown {
  const types: Readonly<Record<number, string>> = {
    401: 'invalid_request_error',
    404: 'invalid_request_error',
    429: 'requests',
    500: 'server_error',
  }
  const codes: Readonly<Record<number, string>> = {
    401: 'invalid_api_key',
    404: 'model_not_found',
    429: 'rate_limit_exceeded',
  }
  return {
    error: { message, type: types[status] ?? 'invalid_request_error', param: null, code: codes[status] ?? null },
  }
}

function completion(answer: ScenarioAnswer, model: string): ChatCompletion {
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: [
      {
        index: 0,
        finish_reason: finishReason(answer),
        logprobs: null,
        message: {
          role: 'assistant',
          content: answer.text ?? null,
          refusal: null,
          ...(answer.toolCalls === undefined
            ? {}
            : {
                tool_calls: answer.toolCalls.map((call, index) => ({
                  id: `call_${index + 1}`,
                  type: 'function',
                  function: toFunction(call),
                })),
              }),
        },
      },
    ],
    usage: usage(answer),
  }
}

function chunks(answer: ScenarioAnswer, model: string, includeUsage: boolean): readonly WireEvent[] {
  const chunk = (choices: ChatCompletionChunk['choices'], rest: Partial<ChatCompletionChunk> = {}): WireEvent => ({
    data: {
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      choices,
      ...(includeUsage ? { usage: null } : {}),
      ...rest,
    } satisfies ChatCompletionChunk,
  })
  const part = (delta: Delta, finish_reason: FinishReason | null = null): WireEvent =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason }])
  return [
    part({ role: 'assistant', content: '' }),
    ...words(answer.text ?? '').map((content) => part({ content })),
    ...(answer.toolCalls ?? []).flatMap((call, index) => [
      part({
        tool_calls: [
          { index, id: `call_${index + 1}`, type: 'function', function: { name: call.toolName, arguments: '' } },
        ],
      }),
      ...halves(JSON.stringify(call.input)).map((piece) =>
        part({ tool_calls: [{ index, function: { arguments: piece } }] }),
      ),
    ]),
    part({}, finishReason(answer)),
    ...(includeUsage ? [chunk([], { usage: usage(answer) })] : []),
  ]
}

function finishReason({ finishReason: reason, toolCalls }: ScenarioAnswer): FinishReason {
  if (reason === undefined) return toolCalls === undefined ? 'stop' : 'tool_calls'
  return reason === 'tool-calls' ? 'tool_calls' : reason === 'content-filter' ? 'content_filter' : reason
}

function usage(answer: ScenarioAnswer): ChatCompletion['usage'] & object {
  const { input, output, cached } = usageOf(answer)
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

function toFunction({ toolName, input }: { readonly toolName: string; readonly input: unknown }) {
  return { name: toolName, arguments: JSON.stringify(input) }
}

/** Arguments arrive in pieces that are no JSON of their own. */
export function halves(text: string): readonly string[] {
  const middle = Math.ceil(text.length / 2)
  return [text.slice(0, middle), text.slice(middle)]
}
