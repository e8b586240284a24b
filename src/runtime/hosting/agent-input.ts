import { isConversation } from '../../messages/conversation.ts'
import type { AnyAgent } from '../../agents/agent.ts'
import { messageText, messageValue, type Message } from '../../messages/message.ts'

/**
 * What an agent is given of a message: its value where the agent has an input schema, otherwise its text, or its parts
 * where some of them are files.
 */
export function agentInput(agent: AnyAgent, message: Message): unknown {
  const [only] = message.parts
  // Nearly all messages are one text, which is its own value.
  if (message.parts.length === 1 && only?.type === 'text') return only.text
  if (agent.inputSchema !== undefined) return messageValue(message)
  if (message.parts.length === 1 && only?.type === 'data' && isConversation(only.data)) return only.data
  return message.parts.some((part) => part.type === 'file') ? message.parts : messageText(message)
}
