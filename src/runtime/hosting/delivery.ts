import type { AnyAgent } from '../../agents/agent.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import type { HeldSlot } from '../../runs/call-port.ts'
import type { RunHost } from '../../runs/run/door.ts'
import type { RunStart } from '../../runs/ledger.ts'
import type { RunResult } from '../../runs/result/run-result.ts'
import { toJson } from '../../util/json/to-json.ts'
import type { Writable } from '../../util/writable.ts'
import type { Envelope } from '../routing/envelope.ts'
import type { RuntimeCore } from '../runtime-core.ts'
import { Activity } from './activity.ts'
import { agentInput } from './agent-input.ts'
import { HostedRun } from './hosted-run.ts'
import type { RestartPolicy } from './restart-policy.ts'

/** Who handles deliveries. */
export interface Receiver {
  readonly agent: AnyAgent
  readonly core: RuntimeCore
  readonly restart: RestartPolicy
  /** Told when the agent begins (1) and ends (-1) to wait before another attempt. */
  readonly onBackoff: (change: 1 | -1) => void
  /** What a run's output is given to, where that is recorded with the run's end. */
  readonly outletsOf: RunHost['outletsOf']
}

/** One message in an agent's hands. */
export class Delivery {
  readonly envelope: Envelope
  readonly activity: Activity
  /** By the clock that never jumps. */
  readonly startedAt: number
  readonly #receiver: Receiver
  readonly #runId: string | undefined
  #run: HostedRun | undefined
  #deadline: number | undefined

  constructor(receiver: Receiver, envelope: Envelope, slots: readonly HeldSlot[], runId?: string) {
    this.#receiver = receiver
    this.#runId = runId
    this.envelope = envelope
    this.startedAt = receiver.core.world.clock.monotonic()
    this.activity = new Activity(receiver.core.world.clock)
    this.activity.slots = slots
    const { timeoutMs } = receiver.agent
    if (timeoutMs !== undefined || envelope.deadline !== undefined) this.#limit(timeoutMs)
  }

  /** Id of the run, once it has begun. */
  get runId(): string | undefined {
    return this.#run?.runId ?? this.#runId
  }

  get attempts(): number {
    return this.#run?.attempts ?? 0
  }

  /** False where the run's code went on although it was called off. */
  get hasStopped(): boolean {
    return this.#run?.hasStopped !== false
  }

  /** True when the sender's deadline, or the agent's own limit for one message, has passed. */
  get isExpired(): boolean {
    if (this.#deadline === undefined) return false
    const { reason } = this.activity
    if (AixgoError.isInstance(reason) && reason.code === 'DEADLINE_EXCEEDED') return true
    return this.#receiver.core.world.clock.now() >= this.#deadline
  }

  /** Attempts the run for the first time. */
  attempt(): Promise<RunResult<unknown>> {
    // A run that was put away ends by its deadline on its record too.
    if (this.#runId === undefined && this.isExpired) return Promise.reject(this.#expiry())
    this.#run = this.#createRun()
    return this.#run.attempt()
  }

  /** Attempts the run until it succeeds. Rejects with the last error, once another attempt is in vain or not allowed. */
  retry(failure: unknown): Promise<RunResult<unknown>> {
    return this.#run === undefined ? Promise.reject(failure) : this.#run.goOn(failure)
  }

  /** The same message, for when its run is taken up again. */
  again(slots: readonly HeldSlot[]): Delivery {
    return new Delivery(this.#receiver, this.envelope, slots, this.runId)
  }

  /** The run of the message waits, and is taken up again by another delivery of it. */
  putAway(): void {
    this.activity.settle()
  }

  /** The message is handled, or given up. */
  end(): void {
    this.activity.settle()
    this.#run?.end()
  }

  #createRun(): HostedRun {
    const { agent, core, restart, onBackoff, outletsOf } = this.#receiver
    const { envelope, activity } = this
    const { parent } = envelope
    return new HostedRun({
      agent,
      input: agentInput(agent, envelope.message),
      core,
      activity,
      listener: core.listener,
      restart,
      onBackoff,
      deadline: this.#deadline,
      budget: undefined,
      knownId: this.#runId,
      start: this.#start(),
      context: undefined,
      received: envelope,
      cause: parent ?? { message: envelope.message.id },
      from: envelope.from,
      parent,
      outletsOf: core.store === undefined ? undefined : outletsOf,
    })
  }

  /** What the run's record keeps of the message, so that another process can take it up. */
  #start(): RunStart {
    const { core } = this.#receiver
    const { correlationId, round, from, parent, deadline, trace, message, session, tenant } = this.envelope
    const start: Writable<RunStart> = { streaming: core.streaming, correlationId, round: round.id }
    // One after another: a literal that is made of conditions costs several times as much.
    if (parent !== undefined) start.messageId = message.id
    if (session !== undefined) start.session = session
    if (tenant !== undefined) start.tenant = tenant
    if (deadline !== undefined) start.deadline = deadline
    if (trace !== undefined) start.traceparent = trace.traceparent
    if (core.store === undefined) return start
    start.from = from
    start.message = toJson(message)
    return start
  }

  /** Limits all attempts together, with the waits between them, by whatever ends first. */
  #limit(timeoutMs = Infinity): void {
    const now = this.#receiver.core.world.clock.now()
    this.#deadline = Math.min(this.envelope.deadline ?? Infinity, now + timeoutMs)
    this.activity.limit(this.#deadline - now, () => this.#expiry())
  }

  #expiry(): RuntimeError {
    const { name: agent, timeoutMs } = this.#receiver.agent
    const { deadline } = this.envelope
    const [message, details] =
      deadline !== undefined && deadline === this.#deadline
        ? [`Agent "${agent}" did not handle a message before the deadline of its sender.`, { agent, deadline }]
        : [`Agent "${agent}" did not handle a message within ${timeoutMs} ms.`, { agent, timeoutMs }]
    return new RuntimeError('DEADLINE_EXCEEDED', message, { details })
  }
}
