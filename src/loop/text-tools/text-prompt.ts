import type { LanguageModelV4CallOptions, LanguageModelV4Message } from '../../models/model.ts'
import { placeIn, type ToolFile, type ToolFilePlace } from '../../models/prompt/tool-files.ts'
import { malformedCall } from '../reserved-names.ts'
import { callFence } from './parse-calls.ts'

/**
 * A request for a model that knows nothing of tools: they are described in the instructions, and results are text, behind
 * which the files follow that the model takes.
 */
export function toTextRequest(options: LanguageModelV4CallOptions, placeOf: PlaceOf): LanguageModelV4CallOptions {
  const { tools = [], toolChoice, prompt, ...rest } = options
  const plain = prompt.map((message) => toTextMessage(message, placeOf))
  const instructions = tools.length === 0 || toolChoice?.type === 'none' ? undefined : describeTools(tools, toolChoice)
  return { ...rest, prompt: instructions === undefined ? plain : withInstructions(plain, instructions) }
}

function withInstructions(prompt: readonly LanguageModelV4Message[], text: string): LanguageModelV4Message[] {
  const [first, ...rest] = prompt
  return first?.role === 'system'
    ? [{ ...first, content: `${first.content}\n\n${text}` }, ...rest]
    : [{ role: 'system', content: text }, ...prompt]
}

function describeTools(
  tools: NonNullable<LanguageModelV4CallOptions['tools']>,
  choice: LanguageModelV4CallOptions['toolChoice'],
): string {
  const described = tools.flatMap((tool) =>
    tool.type === 'function'
      ? [`- ${tool.name}: ${tool.description ?? ''}\n  arguments, as JSON Schema: ${JSON.stringify(tool.inputSchema)}`]
      : [],
  )
  return [
    'You can call tools. To call one, write a fenced block in exactly this form, the fences on lines of their own:',
    `\`\`\`${callFence}\n{"name": "<name of the tool>", "arguments": {<its arguments>}}\n\`\`\``,
    'For several calls write several blocks. Then stop: the results come in the next message. ' + mustCall(choice),
    `Tools:\n${described.join('\n')}`,
  ].join('\n\n')
}

function mustCall(choice: LanguageModelV4CallOptions['toolChoice']): string {
  if (choice?.type === 'tool') return `You must call "${choice.toolName}" now.`
  if (choice?.type === 'required') return 'You must call at least one tool in each answer.'
  return 'When you need no tool, just answer.'
}

type PlaceOf = (file: ToolFile) => ToolFilePlace

function toTextMessage(message: LanguageModelV4Message, placeOf: PlaceOf): LanguageModelV4Message {
  if (message.role === 'assistant') return { ...message, content: message.content.flatMap(assistantPart) }
  if (message.role !== 'tool') return message
  const { message: results, after } = placeIn(message, placeOf)
  const blocks = results.content.flatMap((part) => (part.type === 'tool-result' ? [resultBlock(part)] : []))
  return { role: 'user', content: [{ type: 'text', text: blocks.join('\n') }, ...after] }
}

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]
type ResultPart = Extract<Extract<LanguageModelV4Message, { role: 'tool' }>['content'][number], { type: 'tool-result' }>

function assistantPart(part: AssistantPart): AssistantPart[] {
  if (part.type !== 'tool-call') return part.type === 'tool-result' ? [] : [part]
  return [{ type: 'text', text: callBlock(part) }]
}

/** A call as the model wrote it. */
function callBlock({ toolName, input }: { readonly toolName: string; readonly input: unknown }): string {
  const body = toolName === malformedCall ? malformedText(input) : JSON.stringify({ name: toolName, arguments: input })
  return `\n\`\`\`${callFence}\n${body}\n\`\`\`\n`
}

function malformedText(input: unknown): string {
  const { block } = input as { readonly block: string }
  return block.trimEnd()
}

// JSON keeps a result on one line, so that nothing in it can close the fence or pass for a call.
function resultBlock({ toolName, output }: ResultPart): string {
  const failed = output.type === 'error-text' || output.type === 'error-json'
  const value = 'value' in output ? output.value : null
  return `\`\`\`tool_result\n${JSON.stringify({ name: toolName, [failed ? 'error' : 'result']: value })}\n\`\`\``
}
