import type { AnyAgent } from '../../agents/agent.ts'
import { implementationOf } from '../../agents/implementation.ts'
import { serializeError } from '../../errors/serialize-error.ts'
import type { Budget, BudgetAccount } from '../../runs/budget.ts'
import type { HeldSlot } from '../../runs/call-port.ts'
import type { RunListener } from '../../runs/context.ts'
import type { RunHost } from '../../runs/run/door.ts'
import type { NotedFailure } from '../../runs/run/ending.ts'
import type { Ledger, LedgerRecord, RunRecord, RunStart } from '../../runs/ledger.ts'
import { memoryLedger, privateLedger, type MemoryLedger } from '../../runs/memory/memory-ledger.ts'
import type { RunResult } from '../../runs/result/run-result.ts'
import type { Run } from '../../runs/run/run.ts'
import { startRun, type RunMode, type RunOptions } from '../../runs/start-run.ts'
import type { World } from '../../runs/world.ts'
import { delay } from '../../util/abort.ts'
import type { Envelope, Handler, StepRef } from '../routing/envelope.ts'
import type { RuntimeCore } from '../runtime-core.ts'
import type { TapedRun } from '../tape/runtime-tape.ts'
import type { Activity } from './activity.ts'
import { AttemptsListener } from './attempts-listener.ts'
import { backoffMs, isWorthRetrying, type RestartPolicy } from './restart-policy.ts'

/** What a host runs: one message or one call. */
export interface HostedRunParts {
  readonly agent: AnyAgent
  readonly input: unknown
  readonly core: RuntimeCore
  readonly activity: Activity
  readonly listener: RunListener | undefined
  /** How the run is attempted again; `undefined` where it is not. */
  readonly restart: RestartPolicy | undefined
  /** Told when the agent begins (1) and ends (-1) to wait before another attempt. */
  readonly onBackoff: (change: 1 | -1) => void
  /** Milliseconds since the Unix epoch after which no attempt is made any more. */
  readonly deadline: number | undefined
  readonly budget: Budget | undefined
  /** The run's id; made up where there is none. */
  readonly knownId: string | undefined
  /** Where it is recorded, instead of the store of the runtime. */
  readonly ledger?: Ledger | undefined
  /** What the run's record keeps of how it was started. */
  readonly start: RunStart
  readonly context: unknown
  /** The message that it handles; none for a call. */
  readonly received: Envelope | undefined
  readonly cause: RunRecord['cause']
  /** Who sent the message, and the step that did; for a tape. */
  readonly from: string | undefined
  readonly parent: StepRef | undefined
  /** Where it is called by a run: how deep that is, the run at its root, and the budgets it draws on. */
  readonly caller?: CallingRun | undefined
  readonly outletsOf?: RunHost['outletsOf'] | undefined
  /** What is on record of the run in memory, where it was called before. */
  readonly history?: readonly LedgerRecord[] | undefined
}

/** The run that a hosted run is called by. */
export interface CallingRun {
  readonly rootId: string
  readonly depth: number
  readonly budgets: readonly BudgetAccount[]
  readonly origin: unknown
}

/** One run in the hands of its host: taken up again after errors that are worth retrying. It is the mode its attempts are started in. */
export class HostedRun implements RunMode, Handler {
  readonly #parts: HostedRunParts
  readonly #listener: AttemptsListener | undefined
  attempts = 0
  #ledger: MemoryLedger | undefined
  #taped: TapedRun | undefined
  #run: Run | undefined
  /** The steps that this attempt does again. */
  retry: RunMode['retry']
  /** Those that the next one does again; nothing where there is no next attempt. */
  #next: RunMode['retry']

  constructor(parts: HostedRunParts) {
    this.#parts = parts
    const { listener, restart } = parts
    this.#listener = listener === undefined || restart === undefined ? undefined : new AttemptsListener(listener)
  }

  /** False where the run's code went on although it was called off. */
  get hasStopped(): boolean {
    return this.#run?.hasStopped !== false
  }

  /** Id of the run, once it has begun. */
  get runId(): string | undefined {
    return this.#run?.parts.id
  }

  get deadline(): number | undefined {
    return this.#parts.deadline
  }

  /** No attempt follows: what was kept for another one is let go. */
  end(): void {
    const { core, caller } = this.#parts
    const { runId } = this
    if (runId === undefined) return
    core.parking?.forget(runId)
    if (caller === undefined) core.children.forget(runId)
  }

  /** All that is on record, where the run is kept in memory. */
  get records(): readonly LedgerRecord[] {
    return this.#ledger?.records ?? []
  }

  get isStreaming(): boolean {
    return this.#parts.start.streaming
  }

  get context(): unknown {
    return this.#parts.context
  }

  get agent(): string {
    return this.#parts.agent.name
  }

  /** What this run and those that it calls send goes on from the message that is handled here. */
  get origin(): unknown {
    const { caller, received } = this.#parts
    return caller === undefined && received !== undefined ? this : caller?.origin
  }

  get received(): Envelope | undefined {
    return this.#parts.received
  }

  get start(): RunStart {
    return this.#parts.start
  }

  get cause(): RunRecord['cause'] {
    return this.#parts.cause
  }

  get world(): World {
    return this.#parts.core.world
  }

  get depth(): number | undefined {
    return this.#parts.caller?.depth
  }

  get rootId(): string | undefined {
    return this.#parts.caller?.rootId
  }

  get budgets(): readonly BudgetAccount[] | undefined {
    return this.#parts.caller?.budgets
  }

  get slots(): readonly HeldSlot[] {
    return this.#parts.activity.slots
  }

  get graceMs(): number {
    return this.#parts.core.abandonGraceMs
  }

  get outletsOf(): RunHost['outletsOf'] {
    return this.#parts.outletsOf
  }

  /** Attempts the run. Where it fails, `retry` may go on. */
  attempt(): Promise<RunResult<unknown>> {
    this.attempts += 1
    this.retry = this.#next
    this.#next = undefined
    this.#listener?.begin()
    const { core, agent, input } = this.#parts
    if (core.tape !== undefined) return this.#attemptTaped()
    // The input is what the agent takes: its schema is checked by the agent itself.
    return startRun<never, unknown>(implementationOf(agent), input as never, this.#options(this.#open()), this)
  }

  /** Attempts the run until it succeeds. Rejects with the last error, once another attempt is in vain or not allowed. */
  async goOn(failure: unknown): Promise<RunResult<unknown>> {
    let latest = failure
    try {
      while (this.#next !== undefined) {
        await this.#backOff(latest)
        try {
          return await this.attempt()
        } catch (thrown) {
          latest = thrown
        }
      }
    } finally {
      this.#listener?.end()
    }
    throw latest
  }

  /** Where this attempt is recorded in memory, behind the attempts before it; nothing where there is a store. */
  #open(): Ledger | undefined {
    const { core, history = nothing, ledger } = this.#parts
    if (ledger !== undefined || core.store !== undefined) return ledger
    const earlier = this.#ledger?.records ?? history
    return (this.#ledger = earlier.length === 0 ? privateLedger() : memoryLedger(earlier))
  }

  #options(ledger: RunOptions['ledger']): RunOptions {
    const { core, listener, budget, knownId, ledger: own } = this.#parts
    const store = own === undefined ? core.store : undefined
    const onEvent = this.#listener?.hear ?? listener
    // To a run, undefined and absent mean the same; a literal of one shape costs less than one made of conditions.
    // The next attempt is one at the same run, which a store knows by its id.
    const runId = this.runId ?? knownId
    return { ledger, store, onEvent, budget, runId }
  }

  onRun(run: Run): void {
    this.#run = run
    this.#parts.activity.attach(run)
  }

  willRetry(thrown: unknown, failed: readonly NotedFailure[]): boolean {
    if (!this.#mayRetry(thrown, failed)) return false
    const keys = failed.map(({ key }) => key)
    this.#next = { keys, attempt: this.attempts + 1 }
    this.#listener?.again(keys)
    return true
  }

  /**
   * A run that has ended is called again only where its caller is attempted again: it goes on then, unless it failed with
   * what may happen only once. It has had its own attempts, which are not begun anew for each of its caller's.
   */
  reopen(history: readonly LedgerRecord[]): RunMode['retry'] {
    if (this.#parts.caller === undefined) return undefined
    const last = history.at(-1)
    const isOpen = last?.type === 'error' || (last?.type === 'cancel' && last.reason !== 'budget')
    if (!isOpen) return undefined
    const keys = last.type === 'error' ? (last.failed ?? []) : []
    const failed = new Set(keys)
    if (history.some((record) => record.type === 'intent' && record.effect === 'once' && failed.has(record.key)))
      return undefined
    const before = history.findLast((record) => record.type === 'retry')?.attempt ?? 1
    this.attempts = before + 1
    this.#listener?.again(keys)
    this.#listener?.begin()
    return { keys, attempt: this.attempts }
  }

  #mayRetry(thrown: unknown, failed: readonly NotedFailure[]): boolean {
    const { restart, activity, deadline, core } = this.#parts
    if (restart === undefined || activity.isAborted || this.attempts >= restart.maxAttempts) return false
    if (deadline !== undefined && core.world.clock.now() >= deadline) return false
    if (this.#taped?.isFinal === true || !isWorthRetrying(thrown)) return false
    // What may happen only once is not done again because it failed.
    return failed.every(({ effect }) => effect !== 'once')
  }

  async #backOff(failure: unknown): Promise<void> {
    const { agent, core, restart, activity, onBackoff } = this.#parts
    if (restart === undefined) throw failure
    const { clock, random } = core.world
    activity.detach()
    const delayMs = backoffMs(restart, this.attempts, random)
    const attempt = this.attempts + 1
    const error = serializeError(failure)
    core.listener?.({ type: 'agent-restart', at: clock.now(), agent: agent.name, attempt, delayMs, error })
    onBackoff(1)
    await delay(delayMs, { clock, signal: activity.signal }).finally(() => onBackoff(-1))
  }

  #attemptTaped(): Promise<RunResult<unknown>> {
    const { agent, input, core, from, parent } = this.#parts
    const ledger = this.#open() ?? privateLedger()
    this.#taped ??= core.tape?.open({ agent, input, from, parent })
    if (this.#taped === undefined) return Promise.reject(new Error('There is no tape.'))
    return this.#taped.attempt(ledger, ({ target, ledger: listened, interceptor, random }) => {
      const { world } = core
      const interceptors = [interceptor, ...world.interceptors]
      const taped: World = { ...world, interceptors, random: random ?? world.random }
      return startRun<never, unknown>(target, input as never, this.#options(listened), tapedMode(this, taped))
    })
  }
}

const nothing: readonly LedgerRecord[] = []

/** The mode of an attempt with a tape at its door. */
function tapedMode(run: HostedRun, world: World): RunMode {
  const { isStreaming, context, received, start, cause, depth, rootId, budgets, slots, graceMs, outletsOf, retry } = run
  const shared = {
    isStreaming,
    context,
    received,
    start,
    cause,
    depth,
    rootId,
    budgets,
    slots,
    graceMs,
    outletsOf,
    retry,
  }
  return {
    ...shared,
    world,
    onRun: (begun) => run.onRun(begun),
    willRetry: (thrown, failed) => run.willRetry(thrown, failed),
    reopen: (history) => run.reopen(history),
  }
}
