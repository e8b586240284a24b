import type { AnyAgent } from '../../agents/agent.ts'
import { implementationOf, type AgentImplementation } from '../../agents/implementation.ts'
import type { AixgoError } from '../../errors/aixgo-error.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import { serializeError } from '../../errors/serialize-error.ts'
import type { DeadLetterReason } from '../../events/event.ts'
import type { HeldSlot } from '../../runs/call-port.ts'
import type { Emission } from '../../runs/run/door.ts'
import type { RunResult } from '../../runs/result/run-result.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { Activity } from './activity.ts'
import type { AgentCounters, AgentState, AgentStats } from './agent-stats.ts'
import { Delivery, type Receiver } from './delivery.ts'
import { emissionId, entered, followEnvelope, type Envelope } from '../routing/envelope.ts'
import { Intake } from './intake.ts'
import { Mailbox } from '../mailbox/mailbox.ts'
import { emissionContent, emit, hasAudience, type Outlet, type Reader } from '../routing/outlet.ts'
import { announceNotice, type RuntimeCore } from '../runtime-core.ts'
import type { ResolvedRegistration } from '../runtime-options.ts'
import { isParked, parkedUntil } from './parking.ts'
import { Slots } from './slots.ts'

/** One agent of a runtime: the slots its runs take, and what becomes of each message that its intake let in. */
export class AgentHost implements Reader {
  readonly agent: AnyAgent
  readonly implementation: AgentImplementation
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
  readonly receiver: Receiver
  readonly #mailbox: Mailbox<Envelope>
  readonly #intake: Intake
  readonly #active = new Set<Activity>()
  #outlet: Outlet = { readers: [], channels: [] }
  #isInLoop = false
  #isWoken = false
  #backingOff = 0
  #lastSlot = 0
  /** What a worker holds where there is one at a time. */
  readonly #onlySlot: readonly HeldSlot[]
  #state: AgentState = 'waiting'
  #error: unknown

  constructor(registration: ResolvedRegistration, core: RuntimeCore) {
    const { agent, concurrency, mailbox, restart } = registration
    this.agent = agent
    this.implementation = implementationOf(agent)
    this.#core = core
    this.#registration = registration
    this.#mailbox = new Mailbox({
      name: agent.name,
      ...mailbox,
      onItem: () => this.#noteItem(),
      onDrop: (envelope) => this.#bury(envelope, 'overflow'),
    })
    this.#intake = new Intake({
      name: agent.name,
      mailbox: this.#mailbox,
      overflow: mailbox.overflow,
      core,
      bury: (envelope, reason, failure) => this.#bury(envelope, reason, failure),
    })
    this.slots = new Slots({
      concurrency,
      hasMessage: () => this.#mailbox.length > 0,
      startWorker: () => core.outside(() => void this.#work()),
    })
    this.#onlySlot = [this.newSlot()]
    const onBackoff = (change: 1 | -1): void => this.#noteBackoff(change)
    const outletsOf: Receiver['outletsOf'] = (output, runId) => this.#outletsOf(output, runId)
    this.receiver = { agent, core, restart, onBackoff, outletsOf }
  }

  get name(): string {
    return this.agent.name
  }

  /** One of the agent's slots, for a run that has taken it. */
  newSlot(): HeldSlot {
    this.#lastSlot += 1
    return { agent: this.name, number: this.#lastSlot }
  }

  get outlet(): Outlet {
    return this.#outlet
  }

  /** How many slots the agent has. */
  get concurrency(): number {
    return this.#registration.concurrency
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
    this.#core.alarm({ type: 'agent-error', at: this.#core.world.clock.now(), agent: this.name, error })
  }

  /** Takes in nothing more, gives up what is queued and aborts what is in progress. */
  stop(reason: unknown): void {
    this.#intake.close()
    for (let envelope = this.#mailbox.take(); envelope !== undefined; envelope = this.#mailbox.take()) {
      this.#bury(envelope, 'closed')
    }
    for (const activity of this.#active) activity.abort(reason)
  }

  markStopped(): void {
    if (this.#state === 'ready') this.#state = 'stopped'
  }

  accept(envelope: Envelope, isLoop: boolean, slots: readonly HeldSlot[]): Promise<void> | undefined {
    return this.#intake.accept(envelope, isLoop, slots)
  }

  /** Takes in a message that code sends, or throws. Gives a promise only where the sender must wait. */
  admit(envelope: Envelope, signal: AbortSignal | undefined, slots: readonly HeldSlot[]): Promise<void> | undefined {
    return this.#intake.admit(envelope, signal, slots)
  }

  /** Begins an activity that needs a slot of this agent. It is aborted when the agent stops. */
  begin(): Activity {
    const activity = new Activity(this.#core.world.clock)
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
    const { yielder } = this.#core
    const slots = this.concurrency === 1 ? this.#onlySlot : [this.newSlot()]
    while (this.slots.mayTakeMessage()) {
      if (yielder.spent()) await yielder.next()
      const envelope = this.#mailbox.take()
      if (envelope === undefined) break
      const delivery = new Delivery(this.receiver, envelope, slots)
      this.#active.add(delivery.activity)
      // Not in a function of its own: this is done for every message.
      let result: RunResult<unknown> | undefined
      try {
        result = await delivery.attempt()
      } catch (thrown) {
        result = await this.#goOn(delivery, thrown)
      }
      const wait = result === undefined ? undefined : this.#answer(delivery, result)
      if (wait !== undefined) await wait
      this.#forget(delivery)
    }
    this.slots.release()
  }

  /** Handles a message whose run was put away, when that goes on. */
  async #takeUp(delivery: Delivery): Promise<void> {
    this.#active.add(delivery.activity)
    try {
      await this.slots.acquire(delivery.activity.signal)
    } catch (thrown) {
      this.#core.rounds.unpark(delivery.envelope.round)
      this.#giveUp(delivery, thrown)
      return this.#forget(delivery)
    }
    this.#core.rounds.unpark(delivery.envelope.round)
    const result = await delivery.attempt().catch((thrown: unknown) => this.#goOn(delivery, thrown))
    if (result !== undefined) await this.#answer(delivery, result)
    this.#forget(delivery)
    this.slots.release()
  }

  /** What comes of a message whose run failed: the result of another attempt; nothing where it is given up or put away. */
  async #goOn(delivery: Delivery, failure: unknown): Promise<RunResult<unknown> | undefined> {
    try {
      return await delivery.retry(failure)
    } catch (thrown) {
      if (isParked(thrown, delivery.runId)) {
        delivery.putAway()
        this.#park(delivery, thrown)
      } else {
        delivery.end()
        this.#giveUp(delivery, thrown)
      }
      return undefined
    }
  }

  /** Emits what a run came to. Gives a promise only where somebody has no room. */
  #answer(delivery: Delivery, result: RunResult<unknown>): Promise<void> | undefined {
    const { activity, envelope } = delivery
    delivery.end()
    try {
      if (activity.isAborted) throw activity.reason
      const wait = this.#emit(envelope, result, activity.slots)
      if (wait !== undefined) return this.#answerLater(delivery, wait)
      this.#handled(envelope)
    } catch (thrown) {
      this.#giveUp(delivery, thrown)
    }
    return undefined
  }

  /** Waits for readers that have no room. */
  async #answerLater(delivery: Delivery, wait: Promise<unknown>): Promise<void> {
    try {
      await wait
      this.#handled(delivery.envelope)
    } catch (thrown) {
      this.#giveUp(delivery, thrown)
    }
  }

  #handled(envelope: Envelope): void {
    this.counters.handled += 1
    this.#core.rounds.release(envelope.round)
  }

  #forget({ activity, startedAt }: Delivery): void {
    this.#active.delete(activity)
    this.counters.handlingMs += this.#core.world.clock.monotonic() - startedAt
  }

  /** Puts a message away whose run waits. Its round stays open, and it takes a slot again when it goes on. */
  #park(delivery: Delivery, parked: AixgoError): void {
    const { rounds, parking } = this.#core
    const { round, deadline } = delivery.envelope
    rounds.park(round)
    parking?.add({
      runId: String(parked.details['runId']),
      until: parkedUntil(parked, deadline),
      parent: undefined,
      resume: () => this.#takeUp(delivery.again([this.newSlot()])),
    })
  }

  /** Emits a run's output. Gives a promise only where somebody has no room. */
  #emit(cause: Envelope, result: RunResult<unknown>, slots: readonly HeldSlot[]): Promise<unknown> | undefined {
    const content = emissionContent(result.output)
    if (content === undefined || !hasAudience(this.#outlet, this.#core)) return undefined
    const entries = this.#isInLoop ? entered(cause.entries, this.name) : cause.entries
    const envelope = followEnvelope(content, cause, {
      from: this.name,
      type: this.agent.messageType ?? 'message',
      runId: result.runId,
      at: this.#core.world.clock.now(),
      entries,
      finishReason: result.finishReason,
    })
    return emit(this.#outlet, envelope, this.#core, slots)
  }

  #giveUp(delivery: Delivery, thrown: unknown): void {
    const { envelope, activity, attempts } = delivery
    if (!delivery.hasStopped) this.noteAbandoned()
    const reason = delivery.isExpired ? 'deadline' : activity.isAborted ? 'aborted' : 'failed'
    if (reason === 'failed') this.counters.failed += 1
    this.#bury(envelope, reason, { thrown, attempts })
  }

  #bury(envelope: Envelope, reason: DeadLetterReason, failure?: { thrown: unknown; attempts?: number }): void {
    this.counters.deadLetters += 1
    const { message, from, round, session, tenant } = envelope
    const error = failure === undefined ? undefined : ensureError(failure.thrown)
    this.#core.deadLetters.add({
      message,
      from,
      to: this.name,
      reason,
      error,
      attempts: failure?.attempts ?? 0,
      session,
      tenant,
    })
    this.#core.rounds.release(round)
  }

  /** Says that a run was called off and went on all the same. */
  noteAbandoned(): void {
    announceNotice(
      this.#core,
      'warn',
      `Agent "${this.name}" did not stop within ${this.#core.abandonGraceMs} ms of being told to, so it is no longer ` +
        'waited for. Its code, or a tool it uses, must stop when the signal aborts.',
    )
  }

  /** Where an output goes, for the record of its run. */
  #outletsOf(output: JsonValue, runId: string): readonly Emission[] {
    if (emissionContent(output) === undefined) return []
    const { readers, channels } = this.#outlet
    const outlets = [...readers.map(({ reader }) => reader.name), ...channels.map(({ channel }) => channel.name)]
    return outlets.map((outlet) => ({ outlet, messageId: emissionId(runId) }))
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
