import { RuntimeError } from '../../errors/runtime-error.ts'
import type { DeadLetterReason } from '../../events/event.ts'
import type { HeldSlot } from '../../runs/call-port.ts'
import type { Mailbox, Overflow } from '../mailbox/mailbox.ts'
import { entriesOf, outside, type Envelope } from '../routing/envelope.ts'
import { announceNotice, type RuntimeCore } from '../runtime-core.ts'
import type { BlockedRun } from './wait-graph.ts'

/** What an intake is made with. */
export interface IntakeParts {
  /** Name of the agent. */
  readonly name: string
  readonly mailbox: Mailbox<Envelope>
  readonly overflow: Overflow
  readonly core: RuntimeCore
  /** Makes a dead letter of a message, and ends its part in its round. */
  readonly bury: (envelope: Envelope, reason: DeadLetterReason, failure?: { readonly thrown: unknown }) => void
}

/** Lets messages into an agent's mailbox: from agents that emit, and from code that sends. */
export class Intake {
  readonly #name: string
  readonly #mailbox: Mailbox<Envelope>
  readonly #overflow: Overflow
  readonly #core: RuntimeCore
  readonly #bury: IntakeParts['bury']
  #isClosing = false

  constructor({ name, mailbox, overflow, core, bury }: IntakeParts) {
    this.#name = name
    this.#mailbox = mailbox
    this.#overflow = overflow
    this.#core = core
    this.#bury = bury
  }

  /** Takes in nothing more. */
  close(): void {
    this.#isClosing = true
    this.#mailbox.close()
  }

  /** Takes in what an agent emits. Gives a promise only where the sender must wait. `isLoop`: it may come round to the sender. */
  accept(envelope: Envelope, isLoop: boolean, slots: readonly HeldSlot[]): Promise<void> | undefined {
    this.#core.rounds.hold(envelope.round)
    if (this.#endsLoop(envelope)) return undefined
    try {
      // Inside a loop the reader may be waiting for the sender, so the sender must not wait for the reader. What comes
      // round is bounded by the round limit instead.
      if (isLoop && this.#overflow === 'block') this.#mailbox.force(envelope)
      else if (!this.#mailbox.offer(envelope)) {
        const blocked = { slots, target: this.#name }
        // An agent that waits for the sender, in a circle, would not make room.
        if (!this.#core.waits.wouldDeadlock(blocked)) return this.#acceptLater(envelope, blocked)
        this.#mailbox.force(envelope)
      }
    } catch (thrown) {
      this.#refuse(envelope, thrown)
    }
    return undefined
  }

  /**
   * Takes in a message that code sends, or throws. Gives a promise only where the sender must wait. `slots` are those
   * that the sender holds: one that would wait for itself is refused.
   */
  admit(envelope: Envelope, signal: AbortSignal | undefined, slots: readonly HeldSlot[]): Promise<void> | undefined {
    this.#core.rounds.hold(envelope.round)
    const refuse = (thrown: unknown): never => {
      this.#core.rounds.release(envelope.round)
      throw thrown
    }
    if (this.#endsLoop(envelope)) return undefined
    try {
      if (this.#mailbox.offer(envelope)) return undefined
      return this.#admitLater(envelope, signal, slots).catch(refuse)
    } catch (thrown) {
      return refuse(thrown)
    }
  }

  #admitLater(envelope: Envelope, signal: AbortSignal | undefined, slots: readonly HeldSlot[]): Promise<void> {
    const blocked = { slots, target: this.#name }
    if (this.#core.waits.wouldDeadlock(blocked)) throw this.#deadlock(slots)
    return this.#mailbox.wait(envelope, signal, this.#core.waits.block(blocked))
  }

  #deadlock(slots: readonly HeldSlot[]): RuntimeError {
    const sender = slots.at(-1)?.agent ?? outside
    const whose = sender === this.#name ? 'its own mailbox' : `the mailbox of "${this.#name}"`
    return new RuntimeError(
      'MAILBOX_DEADLOCK',
      `Agent "${sender}" sent a message to ${whose}, which is full (${this.#mailbox.capacity}) and is not emptied before "${sender}" is done. ` +
        'Raise "mailbox.capacity" or "concurrency", or emit the message as an output.',
      { details: { agent: sender, to: this.#name, capacity: this.#mailbox.capacity } },
    )
  }

  /** Gives a message up that has come round too often; false when it may go on. */
  #endsLoop(envelope: Envelope): boolean {
    const { maxRounds } = this.#core
    if (entriesOf(envelope, this.#name) <= maxRounds) return false
    announceNotice(
      this.#core,
      'warn',
      `Agent "${this.#name}" was entered again ${maxRounds} times by what one message caused, which is the limit; ` +
        'the loop ends here. Raise "maxRounds" (in YAML "supervisor.max_rounds") if it should go on.',
    )
    this.#bury(envelope, 'round-limit')
    return true
  }

  /** Waits for room on behalf of a sender inside the system, which has nobody to tell when there is none. */
  async #acceptLater(envelope: Envelope, blocked: BlockedRun): Promise<void> {
    try {
      await this.#mailbox.wait(envelope, undefined, this.#core.waits.block(blocked))
    } catch (thrown) {
      this.#refuse(envelope, thrown)
    }
  }

  #refuse(envelope: Envelope, thrown: unknown): void {
    this.#bury(envelope, this.#isClosing ? 'closed' : 'overflow', { thrown })
  }
}
