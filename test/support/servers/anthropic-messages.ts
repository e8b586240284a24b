import type {
  ContentBlock,
  Message,
  RawMessageStreamEvent,
  StopReason,
  Usage,
} from '@anthropic-ai/sdk/resources/messages'
import type { ScenarioAnswer } from '../../../src/testing/model-scenario.ts'
import { halves } from './openai-chat.ts'
import { usageOf, words, type WireEvent, type WireFormat } from './wire-format.ts'

const errorTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error',
}

/** Anthropic's Messages API. */
export const anthropicMessages: WireFormat = {
  serves: ({ method, path }) => method === 'POST' && path === '/v1/messages',
  streams: ({ body }) => body.stream === true,
  body: (answer, { body }) => message(answer, String(body.model)),
  events: (answer, { body }) =>
    events(answer, String(body.model)).map((data): WireEvent => ({ event: data.type, data })),
  error: (status, text) => ({
    type: 'error',
    error: { type: errorTypes[status] ?? 'invalid_request_error', message: text },
    request_id: 'req_1',
  }),
}

function message(answer: ScenarioAnswer, model: string): Message {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    container: null,
    diagnostics: null,
    content: content(answer),
    stop_reason: stopReason(answer),
    stop_details: null,
    stop_sequence: null,
    usage: usage(answer),
  }
}

function content(answer: ScenarioAnswer): ContentBlock[] {
  return [
    ...(answer.text === undefined ? [] : [{ type: 'text' as const, text: answer.text, citations: null }]),
    ...(answer.toolCalls ?? []).map(({ toolName, input }, index) => ({
      type: 'tool_use' as const,
      id: `toolu_${index + 1}`,
      name: toolName,
      input,
      caller: { type: 'direct' as const },
    })),
  ]
}

function events(answer: ScenarioAnswer, model: string): RawMessageStreamEvent[] {
  const final = message(answer, model)
  const { output_tokens, ...inputUsage } = final.usage
  return [
    {
      type: 'message_start',
      message: { ...final, content: [], stop_reason: null, usage: { ...inputUsage, output_tokens: 1 } },
    },
    ...final.content.flatMap((block, index): RawMessageStreamEvent[] => [
      {
        type: 'content_block_start',
        index,
        content_block: block.type === 'text' ? { ...block, text: '' } : ({ ...block, input: {} } as ContentBlock),
      },
      ...deltas(block).map((delta): RawMessageStreamEvent => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { container: null, stop_details: null, stop_reason: final.stop_reason, stop_sequence: null },
      usage: { ...final.usage, output_tokens },
    },
    { type: 'message_stop' },
  ]
}

type Delta = Extract<RawMessageStreamEvent, { type: 'content_block_delta' }>['delta']

function deltas(block: ContentBlock): Delta[] {
  if (block.type === 'text') return words(block.text).map((text) => ({ type: 'text_delta', text }))
  if (block.type !== 'tool_use') return []
  return halves(JSON.stringify(block.input)).map((partial_json) => ({ type: 'input_json_delta', partial_json }))
}

function stopReason({ finishReason, toolCalls }: ScenarioAnswer): StopReason {
  if (finishReason === 'length') return 'max_tokens'
  if (finishReason === 'content-filter') return 'refusal'
  return toolCalls === undefined ? 'end_turn' : 'tool_use'
}

function usage(answer: ScenarioAnswer): Usage {
  const { input, output, cached } = usageOf(answer)
  return {
    // Anthropic counts cached tokens apart from the others.
    input_tokens: input - cached,
    output_tokens: output,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: 0,
    cache_creation: null,
    inference_geo: null,
    output_tokens_details: null,
    server_tool_use: null,
    service_tier: 'standard',
    speed: null,
  }
}
