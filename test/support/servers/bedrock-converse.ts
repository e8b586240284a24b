import type { ScenarioAnswer } from '../../../src/testing/model-scenario.ts'
import { encodeAwsEvent } from './aws-event-stream.ts'
import { halves } from './openai-chat.ts'
import { usageOf, words, type WireEvent, type WireFormat } from './wire-format.ts'

/** Amazon Bedrock's Converse API: `converse`, and `converse-stream` as a binary event stream. */
export const bedrockConverse: WireFormat = {
  serves: ({ method, path }) => method === 'POST' && /^\/model\/[^/]+\/converse(-stream)?$/.test(path),
  streams: ({ path }) => path.endsWith('/converse-stream'),
  body: (answer) => ({
    output: { message: { role: 'assistant', content: contentOf(answer) } },
    stopReason: stopReason(answer),
    usage: usage(answer),
    metrics: { latencyMs: 12 },
  }),
  events: (answer) => events(answer),
  error: (_status, message) => ({ message }),
  framing: { mediaType: 'application/vnd.amazon.eventstream', encode: encodeAwsEvent },
}

function contentOf({ text, toolCalls = [] }: ScenarioAnswer): readonly unknown[] {
  return [
    ...(text === undefined ? [] : [{ text }]),
    ...toolCalls.map(({ toolName, input }, index) => ({
      toolUse: { toolUseId: `tooluse_${index + 1}`, name: toolName, input },
    })),
  ]
}

function events(answer: ScenarioAnswer): readonly WireEvent[] {
  const { text, toolCalls = [] } = answer
  const first = text === undefined ? 0 : 1
  return [
    { event: 'messageStart', data: { role: 'assistant' } },
    ...(text === undefined ? [] : [...words(text).map((piece) => delta(0, { text: piece })), blockStop(0)]),
    ...toolCalls.flatMap(({ toolName, input }, index) => [
      {
        event: 'contentBlockStart',
        data: {
          contentBlockIndex: first + index,
          start: { toolUse: { toolUseId: `tooluse_${index + 1}`, name: toolName } },
        },
      },
      ...halves(JSON.stringify(input)).map((piece) => delta(first + index, { toolUse: { input: piece } })),
      blockStop(first + index),
    ]),
    { event: 'messageStop', data: { stopReason: stopReason(answer) } },
    { event: 'metadata', data: { usage: usage(answer), metrics: { latencyMs: 12 } } },
  ]
}

function delta(contentBlockIndex: number, content: unknown): WireEvent {
  return { event: 'contentBlockDelta', data: { contentBlockIndex, delta: content } }
}

function blockStop(contentBlockIndex: number): WireEvent {
  return { event: 'contentBlockStop', data: { contentBlockIndex } }
}

function stopReason({ finishReason, toolCalls }: ScenarioAnswer): string {
  if (finishReason === 'length') return 'max_tokens'
  if (finishReason === 'content-filter') return 'content_filtered'
  return toolCalls === undefined && finishReason !== 'tool-calls' ? 'end_turn' : 'tool_use'
}

// Converse counts cached tokens beside the input tokens, not among them.
function usage(answer: ScenarioAnswer): unknown {
  const { input, output, cached } = usageOf(answer)
  return {
    inputTokens: input - cached,
    outputTokens: output,
    totalTokens: input + output,
    ...(cached === 0 ? {} : { cacheReadInputTokens: cached }),
  }
}
