import type { AnyAgent } from '../../agents/agent.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import { ensureError, serializeError } from '../../errors/ensure-error.ts'
import type { DeadLetterReason } from '../../events/event.ts'
import type { RunResult } from '../../runs/start-run.ts'
import { Activity } from './activity.ts'
import type { AgentCounters, AgentState, AgentStats } from './agent-stats.ts'
import { Delivery, type Receiver } from './delivery.ts'
import { followEnvelope, type Envelope } from '../routing/envelope.ts'
import { Mailbox } from '../mailbox/mailbox.ts'
import { emissionContent, emit, hasAudience, type Outlet, type Reader } from '../routing/outlet.ts'
import { announceNotice, type RuntimeCore } from '../runtime-core.ts'
import type { ResolvedRegistration } from '../runtime-options.ts'
import { Slots } from './slots.ts'

/** One agent of a runtime: its mailbox, the slots its runs take, and what becomes of each message. */
export class AgentHost implements Reader {
  readonly agent: AnyAgent
  readonly slots: Slots
  readonly counters: AgentCounters = {
    delivered: 0,
    handled: 0,
    failed: 0,
    deadLetters: 0,
    calls: 0,
    restarts: 0,
    handlingMs: 0,
  }
  readonly #core: RuntimeCore
  readonly #registration: ResolvedRegistration
  readonly #receiver: Receiver
  readonly #mailbox: Mailbox<Envelope>
  readonly #active = new Set<Activity>()
  #outlet: Outlet = { readers: [], channels: [] }
  #isInLoop = false
  #isWoken = false
  #backingOff = 0
  #state: AgentState = 'waiting'
  #error: unknown
  #isClosing = false

  constructor(registration: ResolvedRegistration, core: RuntimeCore) {
    const { agent, concurrency, mailbox, restart } = registration
    this.agent = agent
    this.#core = core
    this.#registration = registration
    this.#mailbox = new Mailbox({
      name: agent.name,
      ...mailbox,
      onItem: () => this.#noteItem(),
      onDrop: (envelope) => this.#bury(envelope, 'overflow'),
    })
    this.slots = new Slots({
      concurrency,
      hasMessage: () => this.#mailbox.length > 0,
      startWorker: () => void this.#work(),
    })
    const { clock, abandonGraceMs } = core
    const onBackoff = (change: 1 | -1): void => this.#noteBackoff(change)
    const onAbandon = (activity: Activity): void => this.#abandon(activity)
    this.#receiver = { agent, core, restart, clock, abandonGraceMs, onBackoff, onAbandon }
  }

  get name(): string {
    return this.agent.name
  }

  get outlet(): Outlet {
    return this.#outlet
  }

  /** True when a message or a call would be taken up, now or as soon as a run in progress ends. */
  get isReady(): boolean {
    return this.#state === 'ready' && this.#backingOff < this.#registration.concurrency
  }

  /** Says where the agent's outputs go, and whether they can come back to it. */
  connect(outlet: Outlet, isInLoop: boolean): void {
    this.#outlet = outlet
    this.#isInLoop = isInLoop
  }

  /** Lets the agent take up messages and calls. */
  open(): void {
    this.#state = 'ready'
    this.slots.open()
  }

  /** Says that the agent can no longer do its part. */
  fail(thrown: unknown): void {
    this.#state = 'failed'
    this.#error = thrown
    const error = serializeError(thrown)
    this.#core.alarm({ type: 'agent-error', at: this.#core.clock.now(), agent: this.name, error })
  }

  /** Takes in nothing more, gives up what is queued and aborts what is in progress. */
  stop(reason: unknown): void {
    this.#isClosing = true
    this.#mailbox.close()
    for (let envelope = this.#mailbox.take(); envelope !== undefined; envelope = this.#mailbox.take()) {
      this.#bury(envelope, 'closed')
    }
    for (const activity of this.#active) activity.abort(reason)
  }

  markStopped(): void {
    if (this.#state === 'ready') this.#state = 'stopped'
  }

  accept(envelope: Envelope, isLoop: boolean): Promise<void> | undefined {
    this.#core.rounds.hold(envelope.round)
    if (this.#isInLoop && this.#endsLoop(envelope)) return undefined
    try {
      // Inside a loop the reader may be waiting for the sender, so the sender must not wait for the reader. What comes
      // round is bounded by the round limit instead.
      if (isLoop && this.#registration.mailbox.overflow === 'block') this.#mailbox.force(envelope)
      else if (!this.#mailbox.offer(envelope)) return this.#acceptLater(envelope)
    } catch (thrown) {
      this.#refuse(envelope, thrown)
    }
    return undefined
  }

  /** Takes in a message from outside, or throws. Gives a promise only where the sender must wait. */
  admit(envelope: Envelope, signal: AbortSignal | undefined): Promise<void> | undefined {
    this.#core.rounds.hold(envelope.round)
    const refuse = (thrown: unknown): never => {
      this.#core.rounds.release(envelope.round)
      throw thrown
    }
    try {
      return this.#mailbox.offer(envelope) ? undefined : this.#mailbox.wait(envelope, signal).catch(refuse)
    } catch (thrown) {
      return refuse(thrown)
    }
  }

  /** Begins an activity that needs a slot of this agent. It is aborted when the agent stops. */
  begin(): Activity {
    const activity = new Activity(this.#receiver)
    this.#active.add(activity)
    return activity
  }

  /** Forgets an activity that has ended. */
  end(activity: Activity): void {
    this.#active.delete(activity)
  }

  stats(): AgentStats {
    return {
      state: this.#state,
      error: this.#error === undefined ? undefined : serializeError(this.#error),
      queued: this.#mailbox.length,
      capacity: this.#mailbox.capacity,
      highWater: this.#mailbox.highWater,
      blockedSenders: this.#mailbox.blocked,
      inFlight: this.#active.size,
      ...this.counters,
    }
  }

  /** Handles messages one after another while it has its slot and there are any. */
  async #work(): Promise<void> {
    const { turns } = this.#core
    while (this.slots.mayTakeMessage()) {
      if (turns.spent()) await turns.next()
      const envelope = this.#mailbox.take()
      if (envelope === undefined) break
      if (!(await this.#handle(envelope))) return
    }
    this.slots.release()
  }

  /** Handles one message. False when its run had to be abandoned: the slot has been given away then. */
  async #handle(envelope: Envelope): Promise<boolean> {
    const { clock, rounds } = this.#core
    const delivery = new Delivery(this.#receiver, envelope)
    const { activity } = delivery
    this.#active.add(activity)
    const startedAt = clock.monotonic()
    let isSettled = false
    try {
      let result: RunResult<unknown>
      try {
        result = await delivery.attempt()
      } catch (thrown) {
        result = await delivery.retry(thrown)
      }
      if (activity.isAborted) throw activity.signal.reason
      isSettled = activity.settle()
      if (!isSettled) return false
      const wait = this.#emit(envelope, result)
      if (wait !== undefined) await wait
      this.counters.handled += 1
      rounds.release(envelope.round)
    } catch (thrown) {
      if (!isSettled && !activity.settle()) return false
      this.#giveUp(delivery, thrown)
    }
    this.#active.delete(activity)
    this.counters.handlingMs += clock.monotonic() - startedAt
    return true
  }

  /** Emits a run's output. Gives a promise only where somebody has no room. */
  #emit(cause: Envelope, result: RunResult<unknown>): Promise<unknown> | undefined {
    const content = emissionContent(result.output)
    if (content === undefined || !hasAudience(this.#outlet, this.#core)) return undefined
    const envelope = followEnvelope(content, cause, {
      from: this.name,
      type: this.agent.messageType ?? 'message',
      runId: result.runId,
      at: this.#core.clock.now(),
      chain: this.#isInLoop ? new Map(cause.chain).set(this.name, this.#entries(cause) + 1) : cause.chain,
    })
    return emit(this.#outlet, envelope, this.#core)
  }

  /** How often the agent was entered on the way to a message. */
  #entries(envelope: Envelope): number {
    return envelope.chain?.get(this.name) ?? 0
  }

  /** Gives a message up that has come round too often; false when it may go on. */
  #endsLoop(envelope: Envelope): boolean {
    const { maxRounds } = this.#core
    if (this.#entries(envelope) <= maxRounds) return false
    announceNotice(
      this.#core,
      'warn',
      `Agent "${this.name}" was entered again ${maxRounds} times by what one message caused, which is the limit; ` +
        'the loop ends here. Raise "maxRounds" (in YAML "supervisor.max_rounds") if it should go on.',
    )
    this.#bury(envelope, 'round-limit')
    return true
  }

  /** Waits for room on behalf of a sender inside the system, which has nobody to tell when there is none. */
  async #acceptLater(envelope: Envelope): Promise<void> {
    try {
      await this.#mailbox.wait(envelope)
    } catch (thrown) {
      this.#refuse(envelope, thrown)
    }
  }

  #refuse(envelope: Envelope, thrown: unknown): void {
    this.#bury(envelope, this.#isClosing ? 'closed' : 'overflow', { thrown })
  }

  #giveUp(delivery: Delivery, thrown: unknown): void {
    const { envelope, activity, attempts } = delivery
    const reason = delivery.isExpired ? 'deadline' : activity.isAborted ? 'aborted' : 'failed'
    if (reason === 'failed') this.counters.failed += 1
    this.#bury(envelope, reason, { thrown, attempts })
  }

  #bury(envelope: Envelope, reason: DeadLetterReason, failure?: { thrown: unknown; attempts?: number }): void {
    this.counters.deadLetters += 1
    const { message, from, round } = envelope
    const error = failure === undefined ? undefined : ensureError(failure.thrown)
    this.#core.deadLetters.add({ message, from, to: this.name, reason, error, attempts: failure?.attempts ?? 0 })
    this.#core.rounds.release(round)
  }

  #abandon(activity: Activity): void {
    announceNotice(
      this.#core,
      'warn',
      `Agent "${this.name}" did not stop within ${this.#core.abandonGraceMs} ms of being told to, so it is no longer ` +
        'waited for. Its code, or a tool it uses, must stop when the signal aborts.',
    )
    this.end(activity)
    if (activity.envelope === undefined) return activity.onAbandon?.()
    const thrown: unknown = activity.signal.reason
    const isExpired = AixgoError.isInstance(thrown) && thrown.code === 'DEADLINE_EXCEEDED'
    this.#bury(activity.envelope, isExpired ? 'deadline' : 'aborted', { thrown, attempts: 1 })
    this.slots.release()
  }

  #noteItem(): void {
    this.counters.delivered += 1
    // One wake-up serves all that come in before it; busy workers look for more by themselves.
    if (this.#isWoken || !this.slots.isFree) return
    this.#isWoken = true
    queueMicrotask(() => {
      this.#isWoken = false
      this.slots.fill()
    })
  }

  #noteBackoff(change: 1 | -1): void {
    this.#backingOff += change
    if (change === 1) this.counters.restarts += 1
  }
}
