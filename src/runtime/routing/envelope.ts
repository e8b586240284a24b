import { createMessage, type Message, type MessageContent } from '../../messages/message.ts'
import type { JsonObject } from '../../util/json.ts'
import type { Round } from './rounds.ts'

/** How often each agent of a loop was entered on the way to a message. */
export type Chain = ReadonlyMap<string, number>

/** A message on its way, with what the runtime keeps about it. One envelope serves all readers of a message. */
export interface Envelope {
  readonly message: Message
  /** The agent that emitted the message, or where it came from. */
  readonly from: string
  /** Id of the message from outside that began it all. */
  readonly correlationId: string
  /** How many agents the message has come through. */
  readonly hop: number
  readonly round: Round
  /** The step that emitted the message, as `runId/key`; none from outside. */
  readonly parent: string | undefined
  readonly chain: Chain | undefined
  /** Milliseconds since the Unix epoch after which nobody wants an answer any more. */
  readonly deadline: number | undefined
}

/** The sender of messages that no agent emitted, unless it gives itself a name. */
export const outside = 'outside'

/** What makes a message from outside. */
export interface EntryParts {
  readonly id: string
  readonly at: number
  readonly from: string
  readonly round: Round
  readonly type?: string | undefined
  readonly correlationId?: string | undefined
  readonly deadline?: number | undefined
  readonly metadata?: JsonObject | undefined
}

/** The envelope of a message from outside: a source's item, or what code sends. */
export function enterEnvelope(content: MessageContent, parts: EntryParts): Envelope {
  const { id, at, from, round, deadline } = parts
  const correlationId = parts.correlationId ?? id
  const metadata = { ...parts.metadata, ...travelMetadata(correlationId, round, 0, deadline) }
  const message = createMessage(content, { id, createdAt: at, metadata, type: parts.type ?? 'message' })
  return { message, from, correlationId, hop: 0, round, parent: undefined, chain: undefined, deadline }
}

/** What one run emits. */
export interface EmissionParts {
  readonly from: string
  readonly type: string
  readonly runId: string
  readonly at: number
  readonly chain: Chain | undefined
}

/**
 * The envelope of a run's output. Correlation id, round, deadline and trace context travel on from the message that the
 * run handled. The id follows from the run, so a run that is replayed emits the same message and not another one.
 */
export function followEnvelope(content: MessageContent, cause: Envelope, parts: EmissionParts): Envelope {
  const { correlationId, round, deadline } = cause
  const { from, runId, chain } = parts
  const hop = cause.hop + 1
  const message = createMessage(content, {
    id: `${runId}/output`,
    createdAt: parts.at,
    role: 'assistant',
    type: parts.type,
    metadata: travelMetadata(correlationId, round, hop, deadline),
    ...(cause.message.trace === undefined ? undefined : { trace: cause.message.trace }),
  })
  return { message, from, correlationId, hop, round, parent: `${runId}/`, chain, deadline }
}

function travelMetadata(correlationId: string, round: Round, hop: number, deadline: number | undefined): JsonObject {
  return deadline === undefined
    ? { correlationId, round: round.number, hop }
    : { correlationId, round: round.number, hop, deadline }
}
