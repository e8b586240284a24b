import type { LanguageModelV4Message, LanguageModelV4Prompt } from '../../model.ts'
import { convertAssistant } from './convert-assistant.ts'
import { convertFile } from './convert-files.ts'
import { convertToolResults } from './convert-tool-results.ts'
import { extrasOf } from './message-extras.ts'
import type { PromptContext, WireMessage } from './prompt-context.ts'

type MessageOf<Role extends LanguageModelV4Message['role']> = Extract<LanguageModelV4Message, { role: Role }>
type Extras = Readonly<Record<string, unknown>>

/** The messages of a request. @throws ModelError `MODEL_INPUT_UNSUPPORTED` for a file that a message cannot hold. */
export function convertPrompt(prompt: LanguageModelV4Prompt, context: PromptContext): readonly WireMessage[] {
  const messages: WireMessage[] = []
  for (const message of prompt) {
    if (message.role === 'system') addSystem(messages, message, context)
    else if (message.role === 'user') addUser(messages, message, context)
    else if (message.role === 'assistant') addAssistant(messages, message, context)
    else messages.push(...convertToolResults(message, context))
  }
  const last = messages.at(-1)
  if (context.traits.marksPrefix === true && last?.role === 'assistant') last['prefix'] = true
  return context.bridgesResults ? messages.flatMap((each, index) => bridged(each, messages[index - 1])) : messages
}

/** Turns of which nothing goes on the wire, such as reasoning alone, are left out: servers refuse empty ones. */
function addAssistant(messages: WireMessage[], turn: MessageOf<'assistant'>, context: PromptContext): void {
  const message = convertAssistant(turn, context)
  if (message.content !== '' || Object.keys(message).length > 2) messages.push(message)
}

/** The templates of Mistral's models let nobody speak behind a result but the assistant. */
function bridged(message: WireMessage, before: WireMessage | undefined): readonly WireMessage[] {
  const isLost = before?.role === 'tool' && message.role !== 'tool' && message.role !== 'assistant'
  return isLost ? [{ role: 'assistant', content: 'OK.' }, message] : [message]
}

/**
 * Adds instructions. Those that begin a prompt become one message, and later ones become words of the user, unless the
 * server is known to take them anywhere: the templates of many models take one message of the system, at the beginning.
 */
function addSystem(messages: WireMessage[], message: MessageOf<'system'>, context: PromptContext): void {
  const { content, providerOptions } = message
  const isLeading = messages.every(({ role }) => role === context.systemRole)
  const role = isLeading || context.traits.systemAnywhere === true ? context.systemRole : 'user'
  const extras = extrasOf(providerOptions, context)
  if (extras !== undefined) messages.push(withExtras(role, content, extras))
  else if ((!isLeading && role !== 'user') || !appendText(messages.at(-1), role, content))
    messages.push({ role, content })
}

function addUser(messages: WireMessage[], message: MessageOf<'user'>, context: PromptContext): void {
  const { content, providerOptions } = message
  const [first] = content
  const extras = extrasOf(providerOptions, context)
  if (content.length !== 1 || first?.type !== 'text') {
    messages.push({ role: 'user', content: content.map((part) => convertPart(part, context)), ...extras })
    return
  }
  const ownExtras = extrasOf(first.providerOptions, context)
  if (ownExtras !== undefined) messages.push({ ...withExtras('user', first.text, ownExtras), ...extras })
  else messages.push({ role: 'user', content: first.text, ...extras })
}

function convertPart(part: MessageOf<'user'>['content'][number], context: PromptContext): Extras {
  const converted = part.type === 'text' ? { type: 'text', text: part.text } : convertFile(part, context)
  const extras = extrasOf(part.providerOptions, context)
  return extras === undefined ? converted : { ...converted, ...extras }
}

/** A mark for a cache has its place on a part of the content, a name on the message. */
function withExtras(role: string, text: string, { name, ...extras }: Extras): WireMessage {
  const named = name === undefined ? {} : { name }
  if (Object.keys(extras).length === 0) return { role, content: text, ...named }
  return { role, content: [{ type: 'text', text, ...extras }], ...named }
}

/** Adds to the text of a message of that role, where it is nothing but that. */
function appendText(message: WireMessage | undefined, role: string, text: string): boolean {
  if (message?.role !== role || typeof message.content !== 'string' || Object.keys(message).length !== 2) return false
  message.content = `${message.content}\n\n${text}`
  return true
}
