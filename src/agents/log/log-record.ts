import { fileAddress } from '../../messages/file-data.ts'
import { createMessage, type Message, type MessageContent } from '../../messages/message.ts'
import type { MessagePart } from '../../messages/part.ts'
import type { EngineContext } from '../../runs/engine.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { LogRecord } from './log-sink.ts'
import { defined } from '../../util/options/defined.ts'

/** What is logged of an input: the message that was delivered, or the input itself where there is none. */
export function logRecord(input: MessageContent, context: EngineContext): Omit<LogRecord, 'key'> {
  const { received } = context
  const message = received?.message ?? createMessage(input, { id: '', createdAt: context.user.now() })
  return {
    at: message.createdAt,
    logger: context.agent,
    from: received?.from,
    type: message.type,
    id: received?.message.id,
    value: loggedValue(message),
  }
}

/** Text as text, one value as that value, and anything else as its parts; files without their content. */
function loggedValue({ parts }: Message): JsonValue {
  const [only] = parts
  if (parts.length === 1 && only?.type === 'data') return only.data
  const texts = parts.map((part) => (part.type === 'text' ? part.text : undefined))
  return texts.includes(undefined) ? parts.map(loggedPart) : texts.join('')
}

function loggedPart(part: MessagePart): JsonValue {
  if (part.type !== 'file') return { ...part }
  const { type, mediaType, filename, data } = part
  const address = fileAddress(data)
  const where = address === undefined ? { size: (data as string | Uint8Array).length } : { url: address.href }
  return defined({ type, mediaType, filename, ...where })
}
