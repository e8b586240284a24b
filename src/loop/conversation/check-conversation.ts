import { AgentError } from '../../errors/agent-error.ts'
import type { AnswerPart, Conversation, ConversationMessage } from '../../messages/conversation.ts'
import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { shown } from '../../util/text/shown.ts'

/** The types of parts by role. What a user's turn may be made of is seen where it is read. */
const roles: Readonly<Record<ConversationMessage['role'], readonly string[] | undefined>> = {
  system: undefined,
  user: undefined,
  assistant: ['text', 'reasoning', 'file', 'tool-call', 'tool-result'] satisfies readonly AnswerPart['type'][],
  tool: ['tool-result'],
}

/**
 * Refuses a conversation that no model could be given: it may come from a browser, or from another library.
 * @throws AgentError `AGENT_INPUT_INVALID` that names the message and what it should be.
 */
export function checkConversation(agent: string, { messages }: Conversation): void {
  const problem = messages.length === 0 ? 'messages must hold at least one message.' : firstProblem(messages)
  if (problem === undefined) return
  throw new AgentError('AGENT_INPUT_INVALID', `The input of agent "${agent}" is no conversation: ${problem}`, {
    details: { agent },
  })
}

/**
 * Refuses what is meant as a conversation and is written as none, which a model would be sent as JSON.
 * @throws AgentError `AGENT_INPUT_INVALID` that says how to write it.
 */
export function refuseMeantMessages(agent: string, input: unknown): void {
  const problem = meantProblem(input)
  if (problem === undefined) return
  throw new AgentError('AGENT_INPUT_INVALID', `The input of agent "${agent}" ${problem}`, { details: { agent } })
}

function meantProblem(input: unknown): string | undefined {
  if (Array.isArray(input))
    return input.length > 0 && input.every(isMessage)
      ? 'is a list of messages. Give it as a conversation: { messages: [...] }.'
      : undefined
  if (!isRecord(input)) return undefined
  if (isMessage(input)) return 'is one message. Give it as a conversation: { messages: [message] }.'
  const { messages } = input
  const others = Object.keys(input).filter((key) => key !== 'messages')
  if (Array.isArray(messages) && messages.some(isMessage) && others[0] !== undefined)
    return `is no conversation: it has "${others[0]}" beside messages. Give { messages } alone.`
  if (others.length > 0) return undefined
  if (Array.isArray(messages)) return `is no conversation: ${firstProblem(messages) ?? 'it holds no messages.'}`
  return typeof messages === 'string' ? 'is no conversation: messages must be a list, not a text.' : undefined
}

/** True for a message of this package, and for those of others. */
function isMessage(value: unknown): boolean {
  return isRecord(value) && typeof value['role'] === 'string' && ('content' in value || 'parts' in value)
}

function firstProblem(messages: readonly unknown[]): string | undefined {
  for (const [index, message] of messages.entries()) {
    const problem = messageProblem(message)
    if (problem !== undefined) return `messages[${index}]${problem}`
  }
  return undefined
}

function messageProblem(message: unknown): string | undefined {
  const { role, content } = isRecord(message) ? message : {}
  if (typeof role !== 'string' || !isRole(role)) return `.role ${wrongWord(role, Object.keys(roles))}`
  if (role !== 'tool' && typeof content === 'string') return undefined
  if (content === undefined && isRecord(message) && Array.isArray(message['parts']))
    return '.content is missing. Messages of useChat become a conversation with fromUiMessages, in aixgo/adapters.'
  if (Array.isArray(content) && content.length === 0 && role !== 'system') return '.content must not be an empty list.'
  if (role === 'system') return `.content must be text, not ${shown(content)}.`
  if (!Array.isArray(content))
    return `.content must be ${role === 'tool' ? 'a list of tool results' : 'text, or a list of parts'}, not ${shown(content)}.`
  const types = roles[role]
  for (const [index, part] of (content as readonly unknown[]).entries()) {
    const problem = types === undefined ? undefined : partProblem(part, types)
    if (problem !== undefined) return `.content[${index}]${problem}`
  }
  return undefined
}

function isRole(role: string): role is ConversationMessage['role'] {
  return Object.hasOwn(roles, role)
}

function partProblem(part: unknown, types: readonly string[]): string | undefined {
  if (!isRecord(part)) return ` must be a part such as { type: 'text', text: '...' }, not ${shown(part)}.`
  const { type } = part
  if (typeof type !== 'string' || !types.includes(type)) return `.type ${wrongWord(type, types)}`
  const missing = (needed[type] ?? []).find((field) => !isField(field, part[field]))
  return missing === undefined
    ? undefined
    : `.${missing} is missing, or not what a part of the type "${type}" has there.`
}

const needed: Readonly<Record<string, readonly string[]>> = {
  text: ['text'],
  reasoning: ['text'],
  file: ['mediaType', 'data'],
  'tool-call': ['toolCallId', 'toolName', 'input'],
  'tool-result': ['toolCallId', 'toolName', 'output'],
}

function isField(field: string, value: unknown): boolean {
  return field === 'data' || field === 'input' || field === 'output' ? value !== undefined : typeof value === 'string'
}

function wrongWord(word: unknown, words: readonly string[]): string {
  const meant = typeof word === 'string' ? nearest(word, words) : undefined
  const known = words.map((each) => `"${each}"`).join(', ')
  return `must be ${words.length === 1 ? known : `one of ${known}`}, not ${shown(word)}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`
}
