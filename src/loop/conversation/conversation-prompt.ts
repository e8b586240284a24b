import type { AnswerPart, Conversation, ConversationMessage } from '../../messages/conversation.ts'
import { isConversation } from '../../messages/conversation.ts'
import type { LanguageModelV4Message } from '../../models/model.ts'
import { filePart, toolResultPart, userMessage } from './build-prompt.ts'
import { checkConversation, refuseMeantMessages } from './check-conversation.ts'
import { inputParts, readParts } from './input-parts.ts'

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]

/**
 * What an agent is asked, as models take it: a conversation, or one message of the user's.
 * @throws AgentError `AGENT_INPUT_INVALID` for a conversation that is none.
 */
export function inputPrompt(agent: string, input: unknown): LanguageModelV4Message[] {
  if (isConversation(input)) return conversationPrompt(agent, input)
  if (typeof input === 'string') return [userMessage(input)]
  refuseMeantMessages(agent, input)
  const parts = inputParts(agent, input)
  return [parts === undefined ? userMessage(input) : { role: 'user', content: parts }]
}

function conversationPrompt(agent: string, conversation: Conversation): LanguageModelV4Message[] {
  checkConversation(agent, conversation)
  return conversation.messages.map((message, index) => promptMessage(agent, message, index))
}

function promptMessage(agent: string, message: ConversationMessage, index: number): LanguageModelV4Message {
  switch (message.role) {
    case 'system':
      return message
    case 'user':
      if (typeof message.content === 'string') return userMessage(message.content)
      return { role: 'user', content: readParts(agent, message.content, `messages[${index}]`) }
    case 'tool':
      return { role: 'tool', content: message.content.map(toolResultPart) }
    case 'assistant':
      return {
        role: 'assistant',
        content:
          typeof message.content === 'string'
            ? [{ type: 'text', text: message.content }]
            : message.content.map(assistantPart),
      }
    default:
      return message satisfies never
  }
}

function assistantPart(part: AnswerPart): AssistantPart {
  const { providerOptions } = part
  const notes = providerOptions === undefined ? {} : { providerOptions: { ...providerOptions } }
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { type: part.type, text: part.text, ...notes }
    case 'file':
      return { ...filePart(part), ...notes }
    case 'tool-result':
      return { ...toolResultPart(part), ...notes }
    case 'tool-call': {
      const { type, toolCallId, toolName, input, providerExecuted } = part
      return { type, toolCallId, toolName, input, ...(providerExecuted === true ? { providerExecuted } : {}), ...notes }
    }
    default:
      return part satisfies never
  }
}
