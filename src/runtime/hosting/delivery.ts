import type { AnyAgent } from '../../agents/agent.ts'
import { serializeError } from '../../errors/ensure-error.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import type { Ledger, LedgerRecord } from '../../runs/ledger.ts'
import { memoryLedger, type MemoryLedger } from '../../runs/memory/memory-ledger.ts'
import { startRun, type RunOptions, type RunResult } from '../../runs/start-run.ts'
import { delay } from '../../util/abort.ts'
import { Activity, type ActivityOwner } from './activity.ts'
import { agentInput } from './agent-input.ts'
import { AttemptsListener } from './attempts-listener.ts'
import type { Envelope } from '../routing/envelope.ts'
import { reopenRecord } from './reopen-record.ts'
import { backoffMs, isWorthRetrying, type RestartPolicy } from './restart-policy.ts'
import type { RuntimeCore } from '../runtime-core.ts'
import type { TapedRun } from '../tape/runtime-tape.ts'

/** Who handles deliveries. */
export interface Receiver extends ActivityOwner {
  readonly agent: AnyAgent
  readonly core: RuntimeCore
  readonly restart: RestartPolicy
  /** Told when the agent begins (1) and ends (-1) to wait before another attempt. */
  readonly onBackoff: (change: 1 | -1) => void
}

/** One message in an agent's hands: a run, taken up again after errors that are worth retrying. */
export class Delivery {
  readonly envelope: Envelope
  readonly activity: Activity
  attempts = 0
  readonly #receiver: Receiver
  readonly #listener: AttemptsListener | undefined
  #ledger: MemoryLedger = memoryLedger()
  #taped: TapedRun | undefined
  #deadline: number | undefined

  constructor(receiver: Receiver, envelope: Envelope) {
    this.#receiver = receiver
    this.envelope = envelope
    this.activity = new Activity(receiver, envelope)
    const { listener } = receiver.core
    this.#listener = listener === undefined ? undefined : new AttemptsListener(listener)
    const { timeoutMs } = receiver.agent
    if (timeoutMs !== undefined || envelope.deadline !== undefined) this.#limit(timeoutMs)
  }

  /** True when the sender's deadline, or the agent's own limit for one message, has passed. */
  get isExpired(): boolean {
    return this.#deadline !== undefined && this.#receiver.core.clock.now() >= this.#deadline
  }

  /** Attempts the run, with the record of earlier attempts. */
  attempt(): Promise<RunResult<unknown>> {
    const { agent, core } = this.#receiver
    if (this.isExpired) throw this.#expiry()
    this.attempts += 1
    const options = {
      signal: this.activity.signal,
      ledger: this.attempts === 1 ? this.#ledger : this.#watched(this.#ledger),
      onEvent: this.#listener?.hear,
      clock: core.clock,
      random: core.random,
      resolveModel: core.resolveModel,
      parent: this.envelope.parent,
      budgets: core.budgets,
      prices: core.prices,
    }
    const mode = { streaming: core.streaming, context: undefined, received: this.envelope }
    const input = agentInput(agent, this.envelope.message)
    if (core.tape !== undefined) {
      const { from, parent } = this.envelope
      this.#taped ??= core.tape.open({ agent, input, from, parent })
      return this.#taped.attempt(options.ledger, (target, ledger, random = core.random) =>
        startRun(target, input, { ...options, ledger, random } as RunOptions, mode),
      )
    }
    // To a run, undefined and absent mean the same; a literal of one shape costs less than one made of conditions.
    return startRun<unknown, unknown>(agent, input, options as RunOptions, mode)
  }

  /** Attempts the run until it succeeds. Rejects with the last error, once another attempt is in vain or not allowed. */
  async retry(failure: unknown): Promise<RunResult<unknown>> {
    try {
      for (;;) {
        await this.#prepareRetry(failure)
        try {
          return await this.attempt()
        } catch (thrown) {
          failure = thrown
        }
      }
    } finally {
      this.#listener?.end()
    }
  }

  async #prepareRetry(failure: unknown): Promise<void> {
    const { agent, core, restart, onBackoff } = this.#receiver
    const { signal } = this.activity
    const isInVain = signal.aborted || this.isExpired || !isWorthRetrying(failure) || this.#taped?.isFinal === true
    if (isInVain || this.attempts >= restart.maxAttempts) throw failure
    const reopened = reopenRecord(this.#ledger.records, failure)
    if (reopened === undefined) throw failure
    const delayMs = backoffMs(restart, this.attempts, core.random)
    const attempt = this.attempts + 1
    const error = serializeError(failure)
    core.listener?.({ type: 'agent-restart', at: core.clock.now(), agent: agent.name, attempt, delayMs, error })
    onBackoff(1)
    await delay(delayMs, { clock: core.clock, signal }).finally(() => onBackoff(-1))
    this.#ledger = memoryLedger(reopened.history)
    this.#listener?.again(reopened.open)
  }

  /** The ledger, which tells when the run appends to it and so has come to the end of the record. */
  #watched(ledger: MemoryLedger): Ledger {
    const append = (record: LedgerRecord): void => {
      this.#listener?.live()
      void ledger.append(record)
    }
    return { history: ledger.history, hashInputs: ledger.hashInputs, append }
  }

  /** Limits all attempts together, with the waits between them, by whatever ends first. */
  #limit(timeoutMs = Infinity): void {
    const now = this.#receiver.core.clock.now()
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
