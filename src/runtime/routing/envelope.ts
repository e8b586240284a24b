import type { FinishReason } from '../../models/finish-reason.ts'
import { createMessage, type Message, type MessageContent, type TraceContext } from '../../messages/message.ts'
import type { JsonObject } from '../../util/json/json.ts'

/** How often each agent of a loop was entered on the way to a message. */
export type Entries = Readonly<Record<string, number>>

/** Which round a message belongs to. */
export interface RoundRef {
  /** Counted from 1 within its origin. */
  readonly id: number
  /** Where the round began. */
  readonly origin: string
}

/** A step of a run. The key is empty for the end of the run. */
export interface StepRef {
  readonly runId: string
  readonly key: string
}

/** A message on its way, with what the runtime keeps about it: plain data. One envelope serves all readers of a message. */
export interface Envelope {
  readonly message: Message
  /** The agent that emitted the message, or where it came from. */
  readonly from: string
  /** Id of the message from outside that began it all. */
  readonly correlationId: string
  /** How many agents the message has come through. */
  readonly hop: number
  readonly round: RoundRef
  /** The step that emitted the message; none from outside. */
  readonly parent: StepRef | undefined
  readonly entries: Entries | undefined
  /** Milliseconds since the Unix epoch after which nobody wants an answer any more. */
  readonly deadline: number | undefined
  readonly session: string | undefined
  /** On whose behalf the message is handled; the tenant's budget holds for all that it causes. */
  readonly tenant: string | undefined
  readonly trace: TraceContext | undefined
  /** How often the message was handed to its reader before. */
  readonly attempt: number
}

/** The sender of messages that no agent emitted, unless it gives itself a name. */
export const outside = 'outside'

/** What makes a message from outside. */
export interface EntryParts {
  readonly id: string
  readonly at: number
  readonly from: string
  readonly round: RoundRef
  readonly type?: string | undefined
  readonly correlationId?: string | undefined
  readonly deadline?: number | undefined
  readonly session?: string | undefined
  readonly tenant?: string | undefined
  readonly trace?: TraceContext | undefined
  readonly metadata?: JsonObject | undefined
  /** The step of a run that sends it. */
  readonly parent?: StepRef | undefined
  /** The way to a message that a run sends. */
  readonly trail?: Trail | undefined
}

/** The way that a message has come, through the agents that handled what caused it. */
export type Trail = Pick<Envelope, 'hop' | 'entries'>

/** An agent with the message that it handles; without one where it is called. */
export interface Handler {
  readonly agent: string
  readonly received: Envelope | undefined
}

/** The way to what an agent's code sends, or the code of agents that it calls: it goes on from the message it handles. */
export function trailOf({ agent, received }: Handler): Trail {
  const { hop = 0, entries } = received ?? {}
  return { hop: hop + 1, entries: entered(entries, agent) }
}

/** The entries on the way to a message, with one more into an agent. */
export function entered(entries: Envelope['entries'], agent: string): Envelope['entries'] {
  return { ...entries, [agent]: (entries?.[agent] ?? 0) + 1 }
}

/** How often an agent was entered on the way to a message. */
export function entriesOf({ entries }: Envelope, agent: string): number {
  return entries?.[agent] ?? 0
}

const noTrail: Trail = { hop: 0, entries: undefined }

/** The envelope of a source's item, or of what code sends. */
export function enterEnvelope(content: MessageContent, parts: EntryParts): Envelope {
  const { id, at, from, round, deadline, session, tenant, trace, parent, trail = noTrail } = parts
  const { hop, entries } = trail
  const correlationId = parts.correlationId ?? id
  const metadata = { ...parts.metadata, ...travelMetadata(correlationId, round, hop, deadline) }
  const message = createMessage(content, {
    id,
    createdAt: at,
    metadata,
    type: parts.type ?? 'message',
    trace,
  })
  return { message, from, correlationId, hop, round, parent, entries, deadline, session, tenant, trace, attempt: 0 }
}

/** What one run emits. */
export interface EmissionParts {
  readonly from: string
  readonly type: string
  readonly runId: string
  readonly at: number
  readonly entries: Entries | undefined
  /** Why the model stopped that wrote it. */
  readonly finishReason: FinishReason | undefined
}

/** Id of the message that a run emits. It follows from the run, so one that is replayed emits the same message again. */
export function emissionId(runId: string): string {
  return `${runId}/output`
}

/**
 * The envelope of a run's output. Correlation id, round, deadline, session, tenant and trace travel on from the message that
 * the run handled.
 */
export function followEnvelope(content: MessageContent, cause: Envelope, parts: EmissionParts): Envelope {
  const { correlationId, round, deadline, session, tenant, trace } = cause
  const { from, runId, entries, finishReason } = parts
  const hop = cause.hop + 1
  const message = createMessage(content, {
    id: emissionId(runId),
    createdAt: parts.at,
    role: 'assistant',
    type: parts.type,
    metadata: emissionMetadata(travelMetadata(correlationId, round, hop, deadline), finishReason),
    trace,
  })
  const parent = { runId, key: '' }
  return { message, from, correlationId, hop, round, parent, entries, deadline, session, tenant, trace, attempt: 0 }
}

/** A reader is told where what it gets is not all that there was to say. */
function emissionMetadata(travel: JsonObject, finishReason: FinishReason | undefined): JsonObject {
  return finishReason === undefined || finishReason === 'stop' ? travel : { ...travel, finishReason }
}

function travelMetadata(correlationId: string, round: RoundRef, hop: number, deadline: number | undefined): JsonObject {
  return deadline === undefined
    ? { correlationId, round: round.id, hop }
    : { correlationId, round: round.id, hop, deadline }
}
