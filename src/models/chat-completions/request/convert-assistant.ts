import { isRecord } from '../../../util/is-record.ts'
import type { LanguageModelV4Message } from '../../model.ts'
import { listIn, parseJson, textIn } from '../wire-values.ts'
import { extrasOf } from './message-extras.ts'
import type { PromptContext, WireMessage } from './prompt-context.ts'
import { defined } from '../../../util/options/defined.ts'

type Turn = Extract<LanguageModelV4Message, { role: 'assistant' }>
type Part = Turn['content'][number]
type PartOf<Type extends Part['type']> = Extract<Part, { type: Type }>

/** What a turn holds that goes on the wire. */
interface Gathered {
  text: string
  readonly calls: Readonly<Record<string, unknown>>[]
  readonly reasoning: PartOf<'reasoning'>[]
  signature: string | undefined
}

/** A turn of the assistant, with that of its reasoning which the server wants back. */
export function convertAssistant(turn: Turn, context: PromptContext): WireMessage {
  const gathered = gather(turn, context)
  const { text, calls, signature } = gathered
  const message: WireMessage = { role: 'assistant', content: calls.length > 0 && text === '' ? null : text }
  if (context.sendsReasoning) addReasoning(message, gathered, context)
  if (calls.length > 0) message['tool_calls'] = calls
  if (signature !== undefined) message['extra_content'] = googleContent(signature)
  const extras = extrasOf(turn.providerOptions, context)
  return extras === undefined ? message : { ...message, ...extras }
}

function gather({ content }: Turn, context: PromptContext): Gathered {
  const gathered: Gathered = { text: '', calls: [], reasoning: [], signature: undefined }
  for (const part of content) {
    if (part.type === 'text') {
      gathered.text += part.text
      gathered.signature ??= signatureOf(part, context)
    } else if (part.type === 'reasoning') gathered.reasoning.push(part)
    // What another provider ran by itself has no result here.
    else if (part.type === 'tool-call' && part.providerExecuted !== true)
      gathered.calls.push(convertCall(part, context, gathered.calls.length === 0))
  }
  return gathered
}

function convertCall(part: PartOf<'tool-call'>, context: PromptContext, isFirst: boolean): Record<string, unknown> {
  const { toolCallId, toolName, input, providerOptions } = part
  const { callId, signatureOf: substitute } = context.traits
  // Gemini looks for a signature on the first call of a turn.
  const signature = signatureOf(part, context) ?? (isFirst ? substitute?.(context.modelId) : undefined)
  return {
    id: callId === undefined ? toolCallId : callId(toolCallId),
    type: 'function',
    function: { name: toolName, arguments: argumentsOf(input) },
    ...extrasOf(commonOptions(providerOptions), context),
    ...defined({ extra_content: signature === undefined ? undefined : googleContent(signature) }),
  }
}

/** Notes under the provider's own name are those of its answers, which are not sent as they are. */
function commonOptions(options: Part['providerOptions']): Part['providerOptions'] {
  const common = options?.['openaiCompatible']
  return common === undefined ? undefined : { openaiCompatible: common }
}

function argumentsOf(input: unknown): string {
  if (isRecord(input)) return JSON.stringify(input)
  return typeof input === 'string' && isRecord(parseJson(input)) ? input : '{}'
}

function notesOf({ providerOptions }: Part, { provider }: PromptContext): Readonly<Record<string, unknown>> {
  return providerOptions?.[provider] ?? {}
}

/** The signature that this server put on a part; Google's own, too, where Google is asked. */
function signatureOf(part: Part, context: PromptContext): string | undefined {
  const own = textIn(notesOf(part, context)['thoughtSignature'])
  if (own !== undefined || context.traits.signatureOf === undefined) return own
  return textIn(part.providerOptions?.['google']?.['thoughtSignature'])
}

function googleContent(signature: string): unknown {
  return { google: { thought_signature: signature } }
}

function addReasoning(message: WireMessage, { reasoning, calls, text }: Gathered, context: PromptContext): void {
  const { reasoningHistory = 'same-key' } = context.fillsReasoning ? wanting : context.traits
  if (reasoningHistory === 'none') return
  if (reasoningHistory === 'details' || reasoningHistory === 'same-key') {
    const details = reasoning.flatMap((part) => listIn(notesOf(part, context)['reasoningDetails']))
    if (details.length > 0) message['reasoning_details'] = details
    if (details.length > 0 || reasoningHistory === 'details') return
  }
  if (calls.length === 0) return
  if (reasoningHistory === 'parts') return addThinkingParts(message, text, reasoning)
  if (reasoningHistory === 'reasoning_content') addText(message, 'reasoning_content', reasoning)
  else for (const key of keysOf(reasoning, context)) addText(message, key, reasoning)
  if (context.fillsReasoning) message['reasoning_content'] ??= ''
}

/** A server that has refused calls without the reasoning before them. */
const wanting = { reasoningHistory: 'reasoning_content' } as const

/** The keys in which the server sent its reasoning. */
function keysOf(reasoning: Gathered['reasoning'], context: PromptContext): ReadonlySet<string> {
  const keys = reasoning.flatMap((part) => textIn(notesOf(part, context)['reasoningKey']) ?? [])
  return new Set(keys.filter((key) => key === 'reasoning' || key === 'reasoning_content'))
}

function addText(message: WireMessage, key: string, reasoning: Gathered['reasoning']): void {
  if (reasoning.length > 0) message[key] = reasoning.map(({ text }) => text).join('')
}

function addThinkingParts(message: WireMessage, text: string, reasoning: Gathered['reasoning']): void {
  const thoughts = reasoning.filter((part) => part.text !== '')
  if (thoughts.length === 0) return
  message.content = [
    ...thoughts.map((part) => ({ type: 'thinking', thinking: [{ type: 'text', text: part.text }] })),
    ...(text === '' ? [] : [{ type: 'text', text }]),
  ]
}
