import type { AnswerPart, Conversation, ConversationMessage, InputPart } from '../../messages/conversation.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import type { ModelMessage } from './model-message.ts'
import { filePart, toolCallPart, toolResultPart, wordsPart, type GivenModelPart } from './model-parts.ts'
import { refuseMessage } from './refuse-message.ts'

const taker = 'fromModelMessages'

/**
 * Messages of the AI SDK as models take them, such as those that were kept of `generateText`, as the input of an agent.
 *
 * @throws AgentError `AGENT_INPUT_INVALID` that names the message and the part.
 */
// Inferred, so that messages which are written on the spot may hold all that the types of their parts have.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function fromModelMessages<Message extends ModelMessage>(messages: readonly Message[]): Conversation {
  const given: unknown = messages
  if (!Array.isArray(given)) throw refuseMessage(taker, 'the messages', `must be a list, not ${shown(given)}.`)
  return { messages: given.flatMap((message, index) => convert(message, `messages[${index}]`)) }
}

function convert(message: unknown, place: string): readonly ConversationMessage[] {
  const { role, content } = isRecord(message) ? message : {}
  if (isRecord(message) && 'parts' in message && content === undefined)
    throw refuseMessage(taker, place, 'has "parts". Convert messages of useChat with fromUiMessages.')
  switch (role) {
    case 'system':
      if (typeof content !== 'string')
        throw refuseMessage(taker, `${place}.content`, `must be a text, not ${shown(content)}.`)
      return [{ role, content }]
    case 'user':
      return [{ role, content: typeof content === 'string' ? content : partsOf(content, place).map(userPart) }]
    case 'assistant': {
      if (typeof content === 'string') return [{ role, content }]
      const parts = partsOf(content, place).flatMap(assistantPart)
      return parts.length === 0 ? [] : [{ role, content: parts }]
    }
    case 'tool':
      return [{ role, content: partsOf(content, place).map(toolPart) }]
    default:
      throw refuseMessage(
        taker,
        `${place}.role`,
        `must be "system", "user", "assistant" or "tool", not ${shown(role)}.`,
      )
  }
}

interface PlacedPart {
  readonly part: GivenModelPart
  readonly place: string
}

function partsOf(content: unknown, place: string): readonly PlacedPart[] {
  if (!Array.isArray(content) || content.length === 0)
    throw refuseMessage(
      taker,
      `${place}.content`,
      `must be a list of parts, not ${Array.isArray(content) ? 'an empty one' : shown(content)}.`,
    )
  return content.map((part: unknown, index) => {
    const at = `${place}.content[${index}]`
    if (!isRecord(part) || typeof part['type'] !== 'string')
      throw refuseMessage(taker, at, `must be a part with a "type", not ${shown(part)}.`)
    return { part: part as GivenModelPart, place: at }
  })
}

function userPart({ part, place }: PlacedPart): InputPart {
  if (part.type === 'text') return wordsPart('text', part, place)
  if (part.type === 'file' || part.type === 'image') return filePart(part, place)
  throw unknownPart(part, place)
}

function assistantPart({ part, place }: PlacedPart): readonly AnswerPart[] {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return [wordsPart(part.type, part, place)]
    case 'file':
      return [filePart(part, place)]
    case 'tool-call':
      return [toolCallPart(part, place)]
    case 'tool-result':
      return [toolResultPart(part, place)]
    // No provider needs these back.
    case 'custom':
    case 'reasoning-file':
      return []
    default:
      throw unknownPart(part, place)
  }
}

function toolPart({ part, place }: PlacedPart) {
  if (part.type !== 'tool-result') throw unknownPart(part, place)
  return toolResultPart(part, place)
}

function unknownPart({ type }: GivenModelPart, place: string): Error {
  const hint = type.startsWith('tool-approval') ? ' Calls of tools cannot be approved yet: leave it out.' : ''
  return refuseMessage(taker, place, `has the type ${shown(type)}, which cannot stand there.${hint}`)
}
