import { parseJson } from '../wire-values.ts'
import type { AnswerErrors } from '../answer-errors.ts'
import type { AnswerReader } from './answer-reader.ts'
import { AnswerEvents } from './answer-events.ts'

/**
 * Reads an answer that is not streamed, and gives back the body. A server that streams all the same is understood.
 * @throws ModelError that the body reports, or that says it cannot be read.
 */
export function readWhole(text: string, reader: AnswerReader, errors: AnswerErrors): unknown {
  const isEvents = /^\s*(data|event|id|retry)?:/.test(text)
  return isEvents ? readEvents(text, reader, errors) : readBody(text, reader, errors)
}

function readBody(text: string, reader: AnswerReader, errors: AnswerErrors): unknown {
  const body = parseJson(text)
  if (body === undefined) throw errors.unnamed(text)
  reader.add(body, true)
  if (!reader.hasAnswer) throw errors.unreadable()
  reader.end()
  return body
}

function readEvents(text: string, reader: AnswerReader, errors: AnswerErrors): string {
  const events = new AnswerEvents(reader, errors)
  events.push(text)
  events.end()
  if (!events.isDone && !reader.hasReason) throw errors.cut()
  reader.end()
  return text
}
