import type { AnswerPart, Conversation, ConversationMessage, InputPart } from '../../messages/conversation.ts'
import type { ToolResultPart } from '../../messages/part.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import { refuseMessage } from './refuse-message.ts'
import type { FromUiMessagesOptions, UiMessage } from './ui-message.ts'
import { answeredCall, dataPart, filePart, reasoningPart, textPart, type GivenPart } from './ui-parts.ts'

const taker = 'fromUiMessages'

/**
 * The messages that `useChat` of the AI SDK posts, as the input of an agent. They are checked: they come from a browser,
 * which may write anything, also what a model never said and what a tool never gave.
 *
 * @example
 * const { messages } = await request.json()
 * return uiMessageStreamResponse(agent.stream(fromUiMessages(messages)))
 *
 * @throws AgentError `AGENT_INPUT_INVALID` that names the message and the part.
 */
export function fromUiMessages(messages: readonly UiMessage[], options: FromUiMessagesOptions = {}): Conversation {
  checkOptions(options)
  const given: unknown = messages
  if (!Array.isArray(given)) throw refuseMessage(taker, 'the messages', `must be a list, not ${shown(given)}.`)
  return { messages: given.flatMap((message, index) => convert(message, `messages[${index}]`, options)) }
}

function convert(message: unknown, place: string, options: FromUiMessagesOptions): readonly ConversationMessage[] {
  const { role, parts } = isRecord(message) ? message : {}
  if (!Array.isArray(parts))
    throw refuseMessage(
      taker,
      place,
      isRecord(message) && 'content' in message
        ? 'has "content" and no "parts". Convert messages of models with fromModelMessages, and those of AI SDK 4 to "parts".'
        : `must be a message with "role" and "parts", not ${shown(message)}.`,
    )
  const read = parts.map((part: unknown, index) => checkPart(part, `${place}.parts[${index}]`))
  switch (role) {
    case 'system':
      return [systemMessage(read, place, options)]
    case 'user':
      return [userMessage(read, place, options)]
    case 'assistant':
      return assistantMessages(read, place, options)
    default:
      throw refuseMessage(taker, `${place}.role`, `must be "user", "assistant" or "system", not ${shown(role)}.`)
  }
}

function checkPart(part: unknown, place: string): GivenPart {
  if (isRecord(part) && typeof part['type'] === 'string') return part as GivenPart
  throw refuseMessage(taker, place, `must be a part with a "type", not ${shown(part)}.`)
}

function systemMessage(
  parts: readonly GivenPart[],
  place: string,
  options: FromUiMessagesOptions,
): ConversationMessage {
  if (options.allowSystem !== true)
    throw refuseMessage(
      taker,
      place,
      'is a system message. Write instructions on the server: in the agent, or allow it with { allowSystem: true } where no browser wrote it.',
    )
  const texts = parts.map((part, index) => textPart(part, `${place}.parts[${index}]`).text)
  return { role: 'system', content: texts.join('') }
}

function userMessage(parts: readonly GivenPart[], place: string, options: FromUiMessagesOptions): ConversationMessage {
  const content = parts.flatMap((part, index) => userParts(part, `${place}.parts[${index}]`, options))
  const [only] = content
  if (only === undefined) throw refuseMessage(taker, place, 'holds nothing that a model could read.')
  const isText = content.length === 1 && only.type === 'text' && !('providerOptions' in only)
  return { role: 'user', content: isText ? only.text : content }
}

function userParts(part: GivenPart, place: string, options: FromUiMessagesOptions): readonly InputPart[] {
  if (part.type === 'text') return [textPart(part, place)]
  if (part.type === 'file') return [filePart(part, place)]
  if (part.type.startsWith('data-')) return dataPart(part, options)
  throw unknownPart(part, place, 'a user')
}

/** One turn of the assistant holds several of a model's, with the results of tools between them. */
function assistantMessages(
  parts: readonly GivenPart[],
  place: string,
  options: FromUiMessagesOptions,
): readonly ConversationMessage[] {
  const turns = new AssistantTurns()
  const hasText = parts.some(({ type }) => type === 'text')
  for (const [index, part] of parts.entries()) {
    const at = `${place}.parts[${index}]`
    if (part.type === 'step-start') turns.end()
    else if (part.type === 'steering-message') turns.steer(steeringMessage(part, at, options))
    else if (part.type === 'dynamic-tool' || part.type.startsWith('tool-')) turns.call(answeredCall(part, at))
    else for (const converted of assistantParts(part, at, hasText, options)) turns.add(converted)
  }
  turns.end()
  return turns.messages
}

class AssistantTurns {
  readonly messages: ConversationMessage[] = []
  #content: AnswerPart[] = []
  #results: ToolResultPart[] = []

  add(part: AnswerPart): void {
    this.#content.push(part)
  }

  call(answered: ReturnType<typeof answeredCall>): void {
    if (answered === undefined) return
    const { call, result, isOfProvider } = answered
    this.#content.push(call)
    if (isOfProvider) this.#content.push(result)
    else this.#results.push(result)
  }

  /** What a user said while the run was under way. */
  steer(message: ConversationMessage): void {
    this.end()
    this.messages.push(message)
  }

  end(): void {
    if (this.#content.length > 0) this.messages.push({ role: 'assistant', content: this.#content })
    if (this.#results.length > 0) this.messages.push({ role: 'tool', content: this.#results })
    this.#content = []
    this.#results = []
  }
}

function steeringMessage(part: GivenPart, place: string, options: FromUiMessagesOptions): ConversationMessage {
  const { parts } = part
  if (!Array.isArray(parts)) throw refuseMessage(taker, place, `must have "parts", not ${shown(parts)}.`)
  const read = parts.map((each: unknown, index) => checkPart(each, `${place}.parts[${index}]`))
  return userMessage(read, place, options)
}

function assistantParts(
  part: GivenPart,
  place: string,
  hasText: boolean,
  options: FromUiMessagesOptions,
): readonly AnswerPart[] {
  const { type } = part
  if (type === 'text') return part['text'] === '' ? [] : [textPart(part, place)]
  if (type === 'reasoning') return reasoningPart(part)
  if (type === 'file') return [filePart(part, place)]
  // An output that was sent without its text.
  if (type === 'data-output' && options.convertDataPart === undefined)
    return hasText ? [] : [{ type: 'text', text: JSON.stringify(part['data'] ?? null) }]
  if (type.startsWith('data-')) return dataPart(part, options).flatMap(answerOf)
  if (shownOnly.includes(type)) return []
  throw unknownPart(part, place, 'an assistant')
}

// Written for readers, and wanted back by no provider.
const shownOnly: readonly string[] = ['source-url', 'source-document', 'reasoning-file', 'custom']

function answerOf(part: InputPart): readonly AnswerPart[] {
  return part.type === 'data' ? [{ type: 'text', text: JSON.stringify(part.data) }] : [part]
}

function unknownPart({ type }: GivenPart, place: string, who: string): Error {
  return refuseMessage(taker, place, `has the type ${shown(type)}, which is none of ${who}'s message.`)
}

function checkOptions(options: FromUiMessagesOptions): void {
  const given: unknown = options
  if (!isRecord(given)) throw refuseMessage(taker, 'the options', `must be an object, not ${shown(given)}.`)
  const unknown = unknownOption(options, { allowSystem: true, convertDataPart: true })
  if (unknown !== undefined) throw refuseMessage(taker, 'the options:', unknown)
  const { allowSystem = false, convertDataPart = () => undefined } = options
  if (typeof allowSystem !== 'boolean')
    throw refuseMessage(taker, 'allowSystem', `must be true or false, not ${shown(allowSystem)}.`)
  if (typeof convertDataPart !== 'function')
    throw refuseMessage(taker, 'convertDataPart', `must be a function, not ${shown(convertDataPart)}.`)
}
