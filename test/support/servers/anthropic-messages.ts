import type {
  ContentBlock,
  Message,
  RawMessageStreamEvent,
  StopReason,
  Usage,
} from '@anthropic-ai/sdk/resources/messages'
import type {
  ScenarioAnswer,
  ScenarioFailure,
  ScenarioFinishReason,
  ScenarioRun,
} from '../../../src/testing/model-scenario.ts'
import type { RecordedRequest } from './http-server.ts'
import { refusedByAnthropic } from './rules/anthropic-rules.ts'
import { callsBefore, halves, usageOf, words, type WireEvent, type WireFormat } from './wire-format.ts'

const errorTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  529: 'overloaded_error',
}

const failures: Readonly<Record<ScenarioFailure['cause'], { readonly status: number; readonly words?: string }>> = {
  'rate-limit': { status: 429 },
  overload: { status: 529 },
  fault: { status: 500 },
  authentication: { status: 401 },
  quota: { status: 400, words: 'Your credit balance is too low to access the Anthropic API.' },
  window: { status: 400, words: 'prompt is too long: 204802 tokens > 200000 maximum' },
  content: { status: 400, words: 'Output blocked by content filtering policy' },
}

/** Anthropic's Messages API. */
export const anthropicMessages: WireFormat = {
  serves: ({ method, path }) => method === 'POST' && path === '/v1/messages',
  streams: ({ body }) => body.stream === true,
  refuses: (request, said) => {
    const problem = refusedByAnthropic(request.body, said)
    return problem === undefined ? undefined : { status: 400, body: error(400, problem) }
  },
  body: (answer, request) => message(answer, request),
  events: (answer, request) => events(answer, request).map((data): WireEvent => ({ event: data.type, data })),
  finish: /"stop_reason":"/,
  error,
  failure,
  failureEvent: (cause, text) => ({ event: 'error', data: failure(cause, text).body }),
}

function error(status: number, text: string): unknown {
  return {
    type: 'error',
    error: { type: errorTypes[status] ?? 'invalid_request_error', message: text },
    request_id: 'req_1',
  }
}

function failure(cause: ScenarioFailure['cause'], text: string): { readonly status: number; readonly body: unknown } {
  const { status, words: own } = failures[cause]
  return { status, body: error(status, own === undefined ? text : `${own} ${text}`) }
}

function message(answer: ScenarioAnswer, request: RecordedRequest): Message {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: String(request.body['model']),
    container: null,
    diagnostics: null,
    content: content(answer, callsBefore(request)),
    stop_reason: stopReason(answer),
    stop_details: null,
    stop_sequence: null,
    usage: usage(answer),
  }
}

function content({ reasoning = [], run, text, toolCalls = [] }: ScenarioAnswer, before: number): ContentBlock[] {
  return [
    ...reasoning.map(({ text: thinking, signature = '', isRedacted }): ContentBlock =>
      isRedacted === true ? { type: 'redacted_thinking', data: signature } : { type: 'thinking', thinking, signature },
    ),
    // What is not yet through comes last.
    ...(run?.output === undefined ? [] : runBlocks(run)),
    ...(text === undefined ? [] : [{ type: 'text' as const, text, citations: null }]),
    ...(run !== undefined && run.output === undefined ? runBlocks(run) : []),
    ...toolCalls.map(({ toolName, input }, index) => ({
      type: 'tool_use' as const,
      id: `toolu_${before + index + 1}`,
      name: toolName,
      input,
      caller: { type: 'direct' as const },
    })),
  ]
}

function runBlocks({ input, output }: ScenarioRun): ContentBlock[] {
  const caller = { type: 'direct' as const }
  const use: ContentBlock = {
    type: 'server_tool_use',
    id: 'srvtoolu_1',
    name: 'web_search',
    input: { query: input },
    caller,
  }
  if (output === undefined) return [use]
  const result = { url: 'https://weather.example.com', title: 'Weather', page_age: null, encrypted_content: output }
  return [
    use,
    {
      type: 'web_search_tool_result',
      tool_use_id: use.id,
      content: [{ type: 'web_search_result', ...result }],
      caller,
    },
  ]
}

function events(answer: ScenarioAnswer, request: RecordedRequest): RawMessageStreamEvent[] {
  const final = message(answer, request)
  const { output_tokens, ...inputUsage } = final.usage
  return [
    {
      type: 'message_start',
      message: { ...final, content: [], stop_reason: null, usage: { ...inputUsage, output_tokens: 1 } },
    },
    ...final.content.flatMap((block, index): RawMessageStreamEvent[] => [
      { type: 'content_block_start', index, content_block: begun(block) },
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

/** A block as it starts: what comes in deltas is not there yet. */
function begun(block: ContentBlock): ContentBlock {
  if (block.type === 'text') return { ...block, text: '' }
  if (block.type === 'thinking') return { ...block, thinking: '', signature: '' }
  return block.type === 'tool_use' || block.type === 'server_tool_use' ? { ...block, input: {} } : block
}

type Delta = Extract<RawMessageStreamEvent, { type: 'content_block_delta' }>['delta']

function deltas(block: ContentBlock): Delta[] {
  if (block.type === 'text') return words(block.text).map((text) => ({ type: 'text_delta', text }))
  if (block.type === 'thinking') {
    return [
      ...words(block.thinking).map((thinking): Delta => ({ type: 'thinking_delta', thinking })),
      ...(block.signature === '' ? [] : [{ type: 'signature_delta' as const, signature: block.signature }]),
    ]
  }
  if (block.type !== 'tool_use' && block.type !== 'server_tool_use') return []
  return halves(JSON.stringify(block.input)).map((partial_json) => ({ type: 'input_json_delta', partial_json }))
}

const stopReasons: Readonly<Partial<Record<ScenarioFinishReason, string>>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'content-filter': 'refusal',
  'tool-calls': 'tool_use',
  refusal: 'refusal',
  'window-exceeded': 'model_context_window_exceeded',
  pause: 'pause_turn',
  'unheard-of': 'out_of_poems',
}

function stopReason({ finishReason, toolCalls }: ScenarioAnswer): StopReason {
  const reason = finishReason ?? (toolCalls === undefined ? 'stop' : 'tool-calls')
  // Reasons that are newer than the types.
  return (stopReasons[reason] ?? 'end_turn') as StopReason
}

function usage(answer: ScenarioAnswer): Usage {
  const { input, output, cached, reasoning } = usageOf(answer) ?? { input: 0, output: 0, cached: 0, reasoning: 0 }
  return {
    // Anthropic counts cached tokens apart from the others.
    input_tokens: input - cached,
    output_tokens: output,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: 0,
    cache_creation: null,
    inference_geo: null,
    output_tokens_details: reasoning === 0 ? null : { thinking_tokens: reasoning },
    server_tool_use: null,
    service_tier: 'standard',
    speed: null,
  }
}
