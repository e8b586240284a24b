import type {
  Response,
  ResponseFunctionToolCall,
  ResponseFunctionWebSearch,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseReasoningItem,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses'
import type { ScenarioAnswer, ScenarioFailure, ScenarioRun } from '../../../src/testing/model-scenario.ts'
import type { RecordedRequest } from './http-server.ts'
import { openaiError } from './openai-error.ts'
import { refusedByResponses } from './rules/responses-rules.ts'
import {
  callsBefore,
  halves,
  usageOf,
  words,
  type WireEvent,
  type WireFailure,
  type WireFormat,
} from './wire-format.ts'

const messageId = 'msg_1'

interface FailureKind {
  readonly status: number
  readonly type: string
  readonly code: string | null
  readonly words?: string
}

const failures: Readonly<Record<ScenarioFailure['cause'], FailureKind>> = {
  'rate-limit': { status: 429, type: 'tokens', code: 'rate_limit_exceeded' },
  overload: { status: 503, type: 'server_error', code: 'server_is_overloaded' },
  fault: { status: 500, type: 'server_error', code: 'server_error' },
  authentication: { status: 401, type: 'invalid_request_error', code: 'invalid_api_key' },
  quota: { status: 429, type: 'insufficient_quota', code: 'insufficient_quota' },
  window: { status: 400, type: 'invalid_request_error', code: 'context_length_exceeded' },
  content: { status: 400, type: 'invalid_request_error', code: 'invalid_prompt' },
}

/** OpenAI's Responses API. */
export const openaiResponses: WireFormat = {
  serves: ({ method, path }) => method === 'POST' && path.endsWith('/responses'),
  streams: ({ body }) => body.stream === true,
  refuses: ({ body }, said) => refusedByResponses(body, said),
  body: (answer, request) => responseTo(answer, request),
  events: (answer, request) => numbered(events(answer, request)),
  finish: /"type":"response\.(completed|incomplete)"/,
  error: openaiError,
  failure,
  failureBody: (cause, message) => {
    const { code } = failures[cause]
    // What fails after it was accepted is a response that failed; the rest never was one.
    return cause === 'authentication' || cause === 'quota'
      ? failure(cause, message).body
      : { ...responseTo({ type: 'answer' }, { body: {} }), status: 'failed', error: { code, message }, usage: null }
  },
  failureEvent: (cause, message) => {
    const { code } = failures[cause]
    return { event: 'error', data: { type: 'error', code, message, param: null, sequence_number: 9 } }
  },
}

function failure(cause: ScenarioFailure['cause'], message: string): WireFailure {
  const { status, type, code } = failures[cause]
  return { status, body: { error: { message, type, param: null, code } } }
}

function responseTo(answer: ScenarioAnswer, request: Pick<RecordedRequest, 'body'>): Response {
  const incomplete = incompleteReason(answer)
  const usage = usageOf(answer)
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_700_000_000,
    access_programs: null,
    status: incomplete === undefined ? 'completed' : 'incomplete',
    error: null,
    incomplete_details: incomplete === undefined ? null : { reason: incomplete },
    instructions: null,
    metadata: {},
    model: String(request.body['model']),
    output: outputItems(answer, callsBefore(request)),
    output_text: answer.text ?? '',
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    ...(usage === undefined
      ? {}
      : {
          usage: {
            input_tokens: usage.input,
            input_tokens_details: { cached_tokens: usage.cached, cache_write_tokens: 0 },
            output_tokens: usage.output,
            output_tokens_details: { reasoning_tokens: usage.reasoning },
            total_tokens: usage.input + usage.output,
          },
        }),
  }
}

type Incomplete = NonNullable<NonNullable<Response['incomplete_details']>['reason']>

function incompleteReason({ finishReason }: ScenarioAnswer): Incomplete | undefined {
  if (finishReason === 'length') return 'max_output_tokens'
  if (finishReason === 'content-filter') return 'content_filter'
  // A reason that is newer than the types.
  return finishReason === 'unheard-of' ? ('out_of_poems' as Incomplete) : undefined
}

function outputItems(answer: ScenarioAnswer, before: number): ResponseOutputItem[] {
  const { reasoning = [], run, text, toolCalls = [], finishReason } = answer
  const status = finishReason === 'length' ? 'incomplete' : 'completed'
  const thoughts = reasoning.map(({ text: thought, signature, isRedacted }, index): ResponseReasoningItem => ({
    type: 'reasoning',
    id: `rs_${before + 1}_${index + 1}`,
    summary: thought === '' || isRedacted === true ? [] : [{ type: 'summary_text', text: thought }],
    status: 'completed',
    ...(signature === undefined ? {} : { encrypted_content: signature }),
  }))
  const calls = toolCalls.map(({ toolName, input }, index): ResponseFunctionToolCall => ({
    type: 'function_call',
    id: `fc_${before + index + 1}`,
    call_id: `call_${before + index + 1}`,
    name: toolName,
    arguments: JSON.stringify(input),
    status,
  }))
  const says =
    finishReason === 'refusal'
      ? [messageItem(refused(text ?? ''))]
      : text === undefined
        ? []
        : [messageItem(spoken(text))]
  return [...thoughts, ...(run === undefined ? [] : [searchItem(run)]), ...says, ...calls]
}

function searchItem({ input }: ScenarioRun): ResponseFunctionWebSearch {
  const action = { type: 'search' as const, query: input, queries: [input] }
  return { type: 'web_search_call', id: 'ws_1', status: 'completed', action }
}

type MessageContent = ResponseOutputMessage['content']

function messageItem(
  content: MessageContent,
  status: ResponseOutputMessage['status'] = 'completed',
): ResponseOutputMessage {
  return { type: 'message', id: messageId, role: 'assistant', status, content }
}

function spoken(text: string): MessageContent {
  return [{ type: 'output_text', text, annotations: [] }]
}

function refused(refusal: string): MessageContent {
  return [{ type: 'refusal', refusal }]
}

type Unnumbered<Event> = Event extends ResponseStreamEvent ? Omit<Event, 'sequence_number'> : never
type Events = Unnumbered<ResponseStreamEvent>[]

function events(answer: ScenarioAnswer, request: Pick<RecordedRequest, 'body'>): Events {
  const final = responseTo(answer, request)
  const started: Response = { ...final, status: 'in_progress', output: [], output_text: '', incomplete_details: null }
  delete (started as Partial<Response>).usage
  return [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    ...final.output.flatMap((item, index): Events => {
      if (item.type === 'function_call') return functionCallEvents(item, index)
      if (item.type === 'web_search_call') return searchEvents(item, index)
      return item.type === 'reasoning' ? reasoningEvents(item, index) : messageEvents(answer, index)
    }),
    { type: final.status === 'incomplete' ? 'response.incomplete' : 'response.completed', response: final },
  ]
}

function reasoningEvents(item: ResponseReasoningItem, output_index: number): Events {
  const { encrypted_content: _, ...begun } = item
  return [
    { type: 'response.output_item.added', output_index, item: { ...begun, summary: [] } },
    ...item.summary.flatMap((part, summary_index): Events => {
      const place = { item_id: item.id, output_index, summary_index }
      return [
        { type: 'response.reasoning_summary_part.added', ...place, part: { ...part, text: '' } },
        ...words(part.text).map((delta) => ({
          type: 'response.reasoning_summary_text.delta' as const,
          ...place,
          delta,
        })),
        { type: 'response.reasoning_summary_text.done', ...place, text: part.text },
        { type: 'response.reasoning_summary_part.done', ...place, part },
      ]
    }),
    { type: 'response.output_item.done', output_index, item },
  ]
}

function searchEvents(item: ResponseFunctionWebSearch, output_index: number): Events {
  const place = { item_id: item.id, output_index }
  return [
    { type: 'response.output_item.added', output_index, item: { ...item, status: 'in_progress' } },
    { type: 'response.web_search_call.in_progress', ...place },
    { type: 'response.web_search_call.searching', ...place },
    { type: 'response.web_search_call.completed', ...place },
    { type: 'response.output_item.done', output_index, item },
  ]
}

function messageEvents({ text = '', finishReason }: ScenarioAnswer, output_index: number): Events {
  const place = { item_id: messageId, output_index, content_index: 0 }
  const isRefusal = finishReason === 'refusal'
  const content = isRefusal ? refused : spoken
  const [empty] = content('')
  const [whole] = content(text)
  if (empty === undefined || whole === undefined) return []
  return [
    { type: 'response.output_item.added', output_index, item: messageItem([], 'in_progress') },
    { type: 'response.content_part.added', ...place, part: empty },
    ...words(text).map((delta): Events[number] =>
      isRefusal
        ? { type: 'response.refusal.delta', ...place, delta }
        : { type: 'response.output_text.delta', ...place, delta, logprobs: [] },
    ),
    isRefusal
      ? { type: 'response.refusal.done', ...place, refusal: text }
      : { type: 'response.output_text.done', ...place, text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part: whole },
    { type: 'response.output_item.done', output_index, item: messageItem([whole]) },
  ]
}

function functionCallEvents(item: ResponseFunctionToolCall, output_index: number): Events {
  const place = { item_id: item.id ?? '', output_index }
  return [
    { type: 'response.output_item.added', output_index, item: { ...item, arguments: '', status: 'in_progress' } },
    ...halves(item.arguments).map((delta) => ({
      type: 'response.function_call_arguments.delta' as const,
      ...place,
      delta,
    })),
    { type: 'response.function_call_arguments.done', ...place, arguments: item.arguments },
    { type: 'response.output_item.done', output_index, item },
  ]
}

function numbered(unnumbered: Events): readonly WireEvent[] {
  return unnumbered.map((event, sequence_number) => ({ event: event.type, data: { ...event, sequence_number } }))
}
