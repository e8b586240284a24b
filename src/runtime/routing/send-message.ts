import { RuntimeError } from '../../errors/runtime-error.ts'
import type { HeldSlot } from '../../runs/call-port.ts'
import type { MessageContent } from '../../messages/message.ts'
import { fromRecord, jsonOf } from '../../runs/json-values.ts'
import { orAbort } from '../../util/abort.ts'
import { CancelScope } from '../hosting/cancel-scope.ts'
import type { DeadLetter } from '../hosting/dead-letters.ts'
import { enterEnvelope, outside, type Envelope, type RoundRef, type StepRef, type Trail } from './envelope.ts'
import { announceMessage, noSlots } from './outlet.ts'
import type { Destination } from './router.ts'
import type { SendOptions } from '../runtime.ts'
import type { RuntimeCore } from '../runtime-core.ts'

/** What code sends, and how long it may wait for room. */
export interface SentMessage {
  readonly destination: Destination
  /** Makes the envelope once the message's round is known. */
  readonly seal: (round: RoundRef) => Envelope
  readonly signal: AbortSignal | undefined
  readonly timeoutMs: number | undefined
  /** The run that sends it; none from outside. */
  readonly sender: Sender | undefined
}

/** A run that sends a message: the message is part of what the run's own message has caused. */
export interface Sender {
  /** Id of the message; it follows from the sending step, so one that is sent again is the same message. */
  readonly messageId: string
  readonly agent: string
  readonly parent: StepRef
  readonly round: RoundRef | undefined
  readonly correlationId: string | undefined
  readonly deadline: number | undefined
  readonly session: string | undefined
  readonly tenant: string | undefined
  readonly traceparent: string | undefined
  /** The way that the message goes on from. */
  readonly trail: Trail
  /** The slots that the sender and its callers hold. */
  readonly slots: readonly HeldSlot[]
}

/** What content is called where it cannot be sent. */
export const messageWords = 'The content of a message'

interface Refusal {
  readonly thrown: unknown
}

/** Makes envelopes for content that code sends. What a run sends goes on with the run's own message, unless it is told otherwise. */
export function sealContent(
  content: MessageContent,
  options: SendOptions,
  core: RuntimeCore,
  sender: Sender | undefined,
): SentMessage['seal'] {
  const { type, metadata } = options
  // A copy, as it would be from another process. Nearly all content is text.
  const own = typeof content === 'string' ? content : (fromRecord(jsonOf(content, messageWords)) as MessageContent)
  const traceparent = options.traceparent ?? sender?.traceparent
  return (round) =>
    enterEnvelope(own, {
      id: sender?.messageId ?? core.world.random.id(),
      at: core.world.clock.now(),
      from: options.from ?? sender?.agent ?? outside,
      round,
      type,
      correlationId: options.correlationId ?? sender?.correlationId,
      deadline: options.deadline ?? sender?.deadline,
      session: options.session ?? sender?.session,
      tenant: options.tenant ?? sender?.tenant,
      trace: traceparent === undefined ? undefined : { traceparent },
      metadata,
      parent: sender?.parent,
      trail: sender?.trail,
    })
}

/** Makes envelopes for a message that was on its way before. Its deadline, if it had one, is no longer of interest. */
export function sealAgain({ message, from, session, tenant, attempts }: DeadLetter): SentMessage['seal'] {
  const { correlationId } = message.metadata
  const root = typeof correlationId === 'string' ? correlationId : message.id
  return (round) => ({
    message,
    from,
    correlationId: root,
    hop: 0,
    round,
    parent: undefined,
    entries: undefined,
    deadline: undefined,
    session,
    tenant,
    trace: message.trace,
    attempt: attempts,
  })
}

/**
 * Sends a message, in the round of the run that sends it or in one that begins with it. Resolves with its id when every
 * reader has accepted it; rejects with the first refusal.
 */
export async function sendMessage(sent: SentMessage, core: RuntimeCore): Promise<string> {
  sent.signal?.throwIfAborted()
  const scope = waitScope(sent, core)
  const known = sent.sender?.round
  // The round of a run is open while the run goes on, but not for code that it left behind.
  const own = known !== undefined && core.rounds.isOpen(known) ? undefined : core.rounds.begin()
  try {
    const envelope = sent.seal(own ?? (known as RoundRef))
    const wait = handOver(envelope, sent, scope?.signal, core)
    if (wait !== undefined) await wait
    return envelope.message.id
  } finally {
    if (own !== undefined) core.rounds.release(own)
    scope?.dispose()
  }
}

/** Hands a message to everybody at once. Gives a promise only where somebody has no room yet; throws the first refusal. */
function handOver(
  envelope: Envelope,
  { destination: { hosts, channels }, sender }: SentMessage,
  signal: AbortSignal | undefined,
  core: RuntimeCore,
): Promise<void> | undefined {
  if (core.listener !== undefined) {
    announceMessage({ readers: hosts.map((reader) => ({ reader, isLoop: false })), channels }, envelope, core)
  }
  const waits: Promise<void>[] = []
  let refusal: Refusal | undefined
  for (const host of hosts) {
    try {
      const wait = host.admit(envelope, signal, sender?.slots ?? noSlots)
      if (wait !== undefined) waits.push(wait)
    } catch (thrown) {
      refusal ??= { thrown }
    }
  }
  for (const { channel } of channels) channel.publish(envelope, waits)
  if (waits.length > 0) return settleAll(waits, refusal, signal)
  if (refusal !== undefined) throw refusal.thrown
  return undefined
}

async function settleAll(
  waits: readonly Promise<void>[],
  refusal: Refusal | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const settled = Promise.allSettled(waits)
  const outcomes = await (signal === undefined ? settled : orAbort(settled, signal))
  const later = outcomes.find((outcome) => outcome.status === 'rejected')
  if (refusal !== undefined) throw refusal.thrown
  if (later !== undefined) throw later.reason
}

/** Limits the wait for room; most messages need none. */
function waitScope({ signal, timeoutMs, destination }: SentMessage, core: RuntimeCore): CancelScope | undefined {
  if (signal === undefined && timeoutMs === undefined) return undefined
  const scope = new CancelScope(core.world.clock)
  scope.follow(signal)
  if (timeoutMs !== undefined) {
    const names = destination.hosts.map((host) => `"${host.name}"`).join(', ')
    const message = `A message found no room at ${names} for ${timeoutMs} ms. Send more slowly, or raise "sendTimeoutMs".`
    scope.limit(timeoutMs, () => scope.abort(new RuntimeError('MAILBOX_FULL', message, { details: { timeoutMs } })))
  }
  return scope
}
