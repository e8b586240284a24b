import type { LanguageModelV4Content, LanguageModelV4Message } from '../models/model.ts'
import type { JsonValue } from '../util/json/json.ts'
import type { ToolOutcome } from '../runs/outcomes.ts'
import { inputParts } from './input-parts.ts'
import { contentOutput } from './tools/content-output.ts'
import type { ToolRequest } from './tools/tool-step.ts'

type UserMessage = Extract<LanguageModelV4Message, { role: 'user' }>
type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]
type ToolOutput = Extract<
  Extract<LanguageModelV4Message, { role: 'tool' }>['content'][number],
  { type: 'tool-result' }
>['output']

/**
 * The first turn of the user: text, message parts, or a structured input as JSON.
 * @throws AgentError `AGENT_INPUT_INVALID` for a part that is none.
 */
export function inputMessage(agent: string, input: unknown): UserMessage {
  const parts = typeof input === 'string' ? undefined : inputParts(agent, input)
  return parts === undefined ? userMessage(input) : { role: 'user', content: parts }
}

/** A turn of the user: text, or a value as JSON. */
export function userMessage(input: unknown): UserMessage {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? '')
  return { role: 'user', content: [{ type: 'text', text }] }
}

/** The model's own turn, as it must see it again: texts, reasoning and the tools it asked for. */
export function assistantMessage(content: readonly LanguageModelV4Content[]): LanguageModelV4Message {
  return { role: 'assistant', content: content.flatMap(assistantPart) }
}

/** The answers to the tools that the model asked for, with the ids of its requests. */
export function toolMessage(
  requests: readonly ToolRequest[],
  outcomes: readonly ToolOutcome[],
): LanguageModelV4Message {
  return {
    role: 'tool',
    content: requests.map(({ toolCallId, toolName }, position) => ({
      type: 'tool-result',
      toolCallId,
      toolName,
      output: toolOutput(outcomes[position] ?? { output: null }),
    })),
  }
}

function toolOutput({ output, isError, isContent }: ToolOutcome): ToolOutput {
  if (isContent === true) return contentOutput(output)
  // Providers refuse a request with half a character in it.
  if (typeof output === 'string')
    return { type: isError === true ? 'error-text' : 'text', value: output.toWellFormed() }
  // The contract's JSON type is mutable in its declaration only.
  return { type: isError === true ? 'error-json' : 'json', value: output as never }
}

function assistantPart(part: LanguageModelV4Content): AssistantPart[] {
  const metadata =
    'providerMetadata' in part && part.providerMetadata !== undefined ? { providerOptions: part.providerMetadata } : {}
  if (part.type === 'text' || part.type === 'reasoning') return [{ type: part.type, text: part.text, ...metadata }]
  if (part.type === 'tool-result') return part.preliminary === true ? [] : [{ ...ownResult(part), ...metadata }]
  if (part.type !== 'tool-call') return []
  const { toolCallId, toolName, input, providerExecuted } = part
  const executed = providerExecuted === undefined ? {} : { providerExecuted }
  return [{ type: 'tool-call', toolCallId, toolName, input: parsedInput(input), ...executed, ...metadata }]
}

/** What a tool gave that the provider ran. It wants that back as it was. */
function ownResult({
  toolCallId,
  toolName,
  result,
  isError,
}: Extract<LanguageModelV4Content, { type: 'tool-result' }>) {
  const type = isError === true ? ('error-json' as const) : ('json' as const)
  return { type: 'tool-result' as const, toolCallId, toolName, output: { type, value: result } }
}

// Providers take the input of a past call parsed; one that is no JSON goes back as the text it was.
function parsedInput(input: string): JsonValue {
  try {
    return input.trim() === '' ? {} : (JSON.parse(input) as JsonValue)
  } catch {
    return input
  }
}
