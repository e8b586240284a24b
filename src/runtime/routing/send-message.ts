import { RuntimeError } from '../../errors/runtime-error.ts'
import type { Message, MessageContent } from '../../messages/message.ts'
import { orAbort } from '../../util/abort.ts'
import { CancelScope } from '../hosting/cancel-scope.ts'
import { enterEnvelope, outside, type Envelope } from './envelope.ts'
import { announceMessage } from './outlet.ts'
import type { Destination } from './router.ts'
import type { Round } from './rounds.ts'
import type { SendOptions } from '../runtime.ts'
import type { RuntimeCore } from '../runtime-core.ts'

/** What is sent from outside, and how long it may wait for room. */
export interface OutsideMessage {
  readonly destination: Destination
  /** Makes the envelope once the message's round has begun. */
  readonly seal: (round: Round) => Envelope
  readonly signal: AbortSignal | undefined
  readonly timeoutMs: number | undefined
}

interface Refusal {
  readonly thrown: unknown
}

/** Makes envelopes for content that code sends. */
export function sealContent(content: MessageContent, options: SendOptions, core: RuntimeCore): OutsideMessage['seal'] {
  const { from = outside, type, correlationId, deadline, metadata } = options
  return (round) =>
    enterEnvelope(content, {
      id: core.random.id(),
      at: core.clock.now(),
      from,
      round,
      type,
      correlationId,
      deadline,
      metadata,
    })
}

/** Makes envelopes for a message that was on its way before. Its deadline, if it had one, is no longer of interest. */
export function sealAgain(message: Message, from: string): OutsideMessage['seal'] {
  const { correlationId } = message.metadata
  const root = typeof correlationId === 'string' ? correlationId : message.id
  return (round) => ({
    message,
    from,
    correlationId: root,
    hop: 0,
    round,
    parent: undefined,
    chain: undefined,
    deadline: undefined,
  })
}

/** Begins a round with a message. Resolves with its id when every reader has accepted it; rejects with the first refusal. */
export async function sendMessage(outsideMessage: OutsideMessage, core: RuntimeCore): Promise<string> {
  outsideMessage.signal?.throwIfAborted()
  const scope = waitScope(outsideMessage, core)
  const round = core.rounds.begin()
  try {
    const envelope = outsideMessage.seal(round)
    const wait = handOver(envelope, outsideMessage.destination, scope?.signal, core)
    if (wait !== undefined) await wait
    return envelope.message.id
  } finally {
    core.rounds.release(round)
    scope?.dispose()
  }
}

/** Hands a message to everybody at once. Gives a promise only where somebody has no room yet; throws the first refusal. */
function handOver(
  envelope: Envelope,
  { hosts, channels }: Destination,
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
      const wait = host.admit(envelope, signal)
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
function waitScope({ signal, timeoutMs, destination }: OutsideMessage, core: RuntimeCore): CancelScope | undefined {
  if (signal === undefined && timeoutMs === undefined) return undefined
  const scope = new CancelScope(core.clock)
  scope.follow(signal)
  if (timeoutMs !== undefined) {
    const names = destination.hosts.map((host) => `"${host.name}"`).join(', ')
    const message = `A message found no room at ${names} for ${timeoutMs} ms. Send more slowly, or raise "sendTimeoutMs".`
    scope.limit(timeoutMs, () => scope.abort(new RuntimeError('MAILBOX_FULL', message, { details: { timeoutMs } })))
  }
  return scope
}
