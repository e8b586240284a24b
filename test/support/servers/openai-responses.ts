import type {
  Response,
  ResponseFunctionToolCall,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseOutputText,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses'
import type { ScenarioAnswer } from '../../../src/testing/model-scenario.ts'
import { halves, openaiError } from './openai-chat.ts'
import { usageOf, words, type WireEvent, type WireFormat } from './wire-format.ts'

const messageId = 'msg_1'

/** OpenAI's Responses API. */
export const openaiResponses: WireFormat = {
  serves: ({ method, path }) => method === 'POST' && path.endsWith('/responses'),
  streams: ({ body }) => body.stream === true,
  body: (answer, { body }) => response(answer, String(body.model)),
  events: (answer, { body }) => numbered(events(answer, String(body.model))),
  error: openaiError,
}

function response(answer: ScenarioAnswer, model: string): Response {
  const { input, output, cached } = usageOf(answer)
  const incomplete =
    answer.finishReason === 'length'
      ? 'max_output_tokens'
      : answer.finishReason === 'content-filter'
        ? 'content_filter'
        : undefined
  const items = outputItems(answer)
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
    model,
    output: items,
    output_text: answer.text ?? '',
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cached, cache_write_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  }
}

function outputItems(answer: ScenarioAnswer): ResponseOutputItem[] {
  const calls = (answer.toolCalls ?? []).map(({ toolName, input }, index): ResponseFunctionToolCall => ({
    type: 'function_call',
    id: `fc_${index + 1}`,
    call_id: `call_${index + 1}`,
    name: toolName,
    arguments: JSON.stringify(input),
    status: 'completed',
  }))
  return answer.text === undefined ? calls : [message([outputText(answer.text)]), ...calls]
}

function message(
  content: ResponseOutputText[],
  status: ResponseOutputMessage['status'] = 'completed',
): ResponseOutputMessage {
  return { type: 'message', id: messageId, role: 'assistant', status, content }
}

function outputText(text: string): ResponseOutputText {
  return { type: 'output_text', text, annotations: [] }
}

type Unnumbered<Event> = Event extends ResponseStreamEvent ? Omit<Event, 'sequence_number'> : never

function events(answer: ScenarioAnswer, model: string): Unnumbered<ResponseStreamEvent>[] {
  const final = response(answer, model)
  const started: Response = { ...final, status: 'in_progress', output: [], output_text: '', incomplete_details: null }
  delete (started as Partial<Response>).usage
  return [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    ...final.output.flatMap((item, index) =>
      item.type === 'function_call' ? functionCallEvents(item, index) : messageEvents(answer.text ?? '', index),
    ),
    { type: final.status === 'incomplete' ? 'response.incomplete' : 'response.completed', response: final },
  ]
}

function messageEvents(text: string, output_index: number): Unnumbered<ResponseStreamEvent>[] {
  const place = { item_id: messageId, output_index, content_index: 0 }
  return [
    { type: 'response.output_item.added', output_index, item: message([], 'in_progress') },
    { type: 'response.content_part.added', ...place, part: outputText('') },
    ...words(text).map((delta) => ({ type: 'response.output_text.delta' as const, ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part: outputText(text) },
    { type: 'response.output_item.done', output_index, item: message([outputText(text)]) },
  ]
}

function functionCallEvents(item: ResponseFunctionToolCall, output_index: number): Unnumbered<ResponseStreamEvent>[] {
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

function numbered(unnumbered: readonly Unnumbered<ResponseStreamEvent>[]): readonly WireEvent[] {
  return unnumbered.map((event, sequence_number) => ({ event: event.type, data: { ...event, sequence_number } }))
}
