import { ensureError, serializeError } from '../errors/ensure-error.ts'
import { RunError } from '../errors/run-error.ts'
import type { CostSum } from '../messages/cost.ts'
import { addUsage, noUsage, type Usage } from '../messages/usage.ts'
import type { JsonValue } from '../util/json.ts'
import type { RunBudgets } from './budget/run-budgets.ts'
import { CostLog } from './cost-log.ts'
import type { Received, RunListener, RunPorts, StepProgress, StepRequest } from './context.ts'
import { checkOrigin } from './check-origin.ts'
import { hashInput } from './hash-input.ts'
import type { Ledger, LedgerRecord } from './ledger.ts'
import { recordEvents } from './record-events.ts'
import { Replay, type Recorded } from './replay.ts'
import { RunContext } from './run-context.ts'

type Intent = Extract<LedgerRecord, { type: 'intent' }>

type StepLabel = Pick<StepRequest<unknown>, 'kind' | 'name'>

/** What a run is made with. */
export interface RunParts {
  readonly id: string
  readonly agent: string
  readonly ledger: Ledger
  readonly ports: RunPorts
  readonly signal: AbortSignal | undefined
  readonly context: unknown
  readonly session: string | undefined
  readonly received: Received | undefined
  readonly streaming: boolean
  readonly listener: RunListener | undefined
  readonly parent: string | undefined
  readonly budgets: RunBudgets
}

// How long a replay waits for a run that does something else than its record before it is called diverged.
const stallMs = 30_000

/** One run in progress: its ledger, its replay while the record lasts, and what it has used. */
export class Run {
  readonly parts: RunParts
  usage: Usage = noUsage
  warnings: readonly string[] = []
  readonly costs: CostLog
  #replay: Replay | undefined
  #controller: AbortController | undefined
  #closed = false
  #lastAt = 0
  #recordedSteps: Map<string, StepLabel> | undefined
  #divergence: Error | undefined
  /** What the ledger makes of the steps that were asked for, in their order. */
  #noted: Promise<void>[] | undefined

  constructor(parts: RunParts) {
    this.parts = parts
    this.costs = new CostLog(parts.agent)
    const { history } = parts.ledger
    if (history.length > 0) {
      this.#replay = new Replay({
        history,
        announce: (record) => this.#announce(record),
        onEnd: () => (this.#replay = undefined),
        watch: (onStall) => parts.ports.clock.setTimer(onStall, stallMs),
      })
    }
  }

  get signal(): AbortSignal {
    return this.parts.signal ?? (this.#controller ??= new AbortController()).signal
  }

  /** What the models of the run have cost so far. */
  get cost(): CostSum {
    return this.costs.total
  }

  get listening(): boolean {
    return this.parts.listener !== undefined
  }

  /** Runs the agent's code from the start, on the record as far as it reaches. */
  async execute<Output>(input: JsonValue, code: (context: RunContext) => Promise<Output>): Promise<Output> {
    if (this.#replay !== undefined) {
      this.#checkOrigin(input)
      this.#replay.start()
    } else {
      const { id: runId, agent, parent } = this.parts
      const origin = parent === undefined ? {} : { parent }
      const pending = this.#append({ type: 'run', runId, agent, input, at: this.#now(), ...origin })
      if (pending !== undefined) await pending
    }
    try {
      this.parts.signal?.throwIfAborted()
      const output = await code(new RunContext(this, { agent: this.parts.agent, path: '', depth: 0 }))
      if (this.#divergence !== undefined) throw this.#divergence
      if (this.#noted !== undefined) await Promise.all(this.#noted)
      const pending = this.#finish(output as JsonValue)
      if (pending !== undefined) await pending
      return output
    } catch (thrown) {
      const reason = this.#noted === undefined ? thrown : await firstRejection(this.#noted, thrown)
      await this.#fail(reason)
      throw reason
    } finally {
      this.#closed = true
    }
  }

  /** Refuses a record that was made for another question: its answers would be given to this one. */
  #checkOrigin(input: JsonValue): void {
    const { ledger, agent } = this.parts
    const [first] = ledger.history
    if (first?.type === 'run') checkOrigin(first, agent, input)
  }

  /** Takes one step through the door: from the record if it is there, otherwise live. */
  perform<Value>(key: string, request: StepRequest<Value>, context: RunContext): Promise<Value> {
    if (this.parts.signal?.aborted === true) return Promise.reject(this.parts.signal.reason)
    if (this.parts.ledger.onStep !== undefined) this.#note(key, request)
    return this.#replay === undefined
      ? this.#effect(key, request, context, this.#intend(key, request))
      : this.#performRecorded(key, request, context, this.#replay)
  }

  /** A value that is known at once: recorded, and read from the record on replay. */
  value(key: string, kind: 'random' | 'time', make: () => JsonValue): JsonValue {
    const recorded = this.#replay === undefined ? undefined : this.#replay.value(key)
    if (recorded !== undefined) return recorded
    const value = make()
    // Not awaited: records keep their order, so the next awaited one makes this one safe too.
    void this.#append({ type: 'value', key, kind, at: this.#now(), value })
    return value
  }

  /** Tells listeners something that is worth knowing but is no error. */
  warn(message: string): void {
    this.warnings = [...this.warnings, message]
    const { id: runId, agent } = this.parts
    this.parts.listener?.({ type: 'run-warning', runId, agent, at: this.#lastAt, message })
  }

  /** Announces live progress of a step. */
  progress(key: string, request: StepRequest<unknown>, progress: StepProgress): void {
    if (this.#closed) return
    const { id: runId, agent } = this.parts
    const { kind, name } = request
    this.parts.listener?.({ ...progress, runId, agent, at: this.#now(), key, kind, name })
  }

  #note(key: string, request: StepRequest<unknown>): void {
    // Begun at once, because what a request is made from goes on changing.
    const noted = (async () => this.parts.ledger.onStep?.(key, request))()
    noted.catch(() => {})
    ;(this.#noted ??= []).push(noted)
  }

  async #performRecorded<Value>(
    key: string,
    request: StepRequest<Value>,
    context: RunContext,
    replay: Replay,
  ): Promise<Value> {
    let recorded: Recorded
    try {
      recorded = await replay.request(key)
    } catch (error) {
      // User code may swallow what a step throws; the run must not go on as if nothing had happened.
      this.#divergence ??= ensureError(error)
      throw error
    }
    if (recorded.type === 'outcome') return recorded.value as Value
    if (recorded.type === 'failure') throw recorded.error
    if (recorded.type === 'unknown') return this.#resume(key, request, context)
    return this.#effect(key, request, context, this.#intend(key, request))
  }

  /** Records that a step is about to happen. */
  #intend(key: string, { kind, name, effect, input }: StepRequest<unknown>): void | Promise<void> {
    const intent: Intent = {
      type: 'intent',
      key,
      kind,
      name,
      effect,
      at: this.#now(),
      ...(input === undefined ? {} : { input }),
    }
    return this.#append(this.parts.ledger.hashInputs ? { ...intent, inputHash: hashInput(input) } : intent)
  }

  /** Settles a step whose earlier attempt has no outcome, without ever repeating an effect that must happen once. */
  async #resume<Value>(key: string, request: StepRequest<Value>, context: RunContext): Promise<Value> {
    if (request.effect !== 'once') return this.#effect(key, request, context, undefined)
    const known = await request.reconcile?.(`${this.parts.id}/${key}`)
    if (known !== undefined) {
      await this.#append({ type: 'outcome', key, at: this.#now(), value: known.value as JsonValue }, request)
      return known.value
    }
    if (request.reconcile !== undefined) return this.#effect(key, request, context, undefined)
    throw new RunError(
      'RUN_NEEDS_ATTENTION',
      `It is not known whether step "${key}" happened before the run was interrupted, and its effect is "once". ` +
        'Give the tool a `reconcile` function, or mark its effect as "none" or "idempotent" if it may be repeated.',
      { details: { key, tool: request.name } },
    )
  }

  /** Makes the effect happen, once its intent is safe, and records what came of it. */
  async #effect<Value>(
    key: string,
    request: StepRequest<Value>,
    scope: RunContext,
    intended: void | Promise<void>,
  ): Promise<Value> {
    if (intended !== undefined) await intended
    let value: Value
    try {
      value = await request.execute(scope.nested(key, request))
    } catch (thrown) {
      // An aborted step has no outcome: whoever resumes the run decides anew.
      const aborted = this.parts.signal?.aborted === true && thrown === this.parts.signal.reason
      if (aborted) this.#announceFailure(key, request, thrown)
      else await this.#append({ type: 'failure', key, at: this.#now(), error: serializeError(thrown) }, request)
      throw thrown
    }
    const pending = this.#append(
      { type: 'outcome', key, at: this.#now(), value: (value ?? null) as JsonValue },
      request,
    )
    if (pending !== undefined) await pending
    return value
  }

  #finish(output: JsonValue): void | Promise<void> {
    const record = this.#replay?.end(output)
    if (record === undefined) return this.#append({ type: 'finish', at: this.#now(), output: output ?? null })
    this.#announce(record)
  }

  async #fail(thrown: unknown): Promise<void> {
    const error = serializeError(thrown)
    const replayed = this.#replay !== undefined
    const last = replayed ? this.parts.ledger.history.at(-1) : undefined
    if (last?.type === 'error') return this.#announce(last)
    const interrupted =
      this.parts.signal?.aborted === true || (thrown instanceof RunError && thrown.code !== 'BUDGET_EXCEEDED')
    const record: LedgerRecord = { type: 'error', at: replayed ? this.#lastAt : this.#now(), error }
    // An interrupted run can be taken up again, so its record stays open.
    if (interrupted || replayed) this.#announce(record)
    else await this.#append(record)
  }

  /** Records, then announces. `step` is what an outcome or a failure belongs to. */
  #append(record: LedgerRecord, step?: StepLabel): void | Promise<void> {
    if (this.#closed) return
    const pending = this.parts.ledger.append(record)
    // Nobody hears of a step before its record is safe.
    if (pending !== undefined) return pending.then(() => this.#announce(record, step))
    this.#announce(record, step)
  }

  #announce(record: LedgerRecord, step: StepLabel | undefined = this.#recordedStep(record)): void {
    this.#lastAt = record.at
    if (record.type === 'outcome' && step?.kind === 'model') {
      this.usage = addUsage(this.usage, usageOf(record.value))
      this.costs.add(record.key, step.name, record.value)
    }
    const replaying = this.#replay !== undefined
    if (replaying && record.type === 'outcome' && step !== undefined) this.parts.budgets.carry(step.kind, record.value)
    if (this.parts.listener === undefined) return
    for (const event of recordEvents(record, { ...this.parts, step, usage: this.usage, cost: this.cost, replaying })) {
      this.parts.listener(event)
    }
  }

  /** On replay: the step that an outcome or a failure belongs to, from the intent that came before it. */
  #recordedStep(record: LedgerRecord): StepLabel | undefined {
    if (record.type === 'intent' && this.#replay !== undefined)
      (this.#recordedSteps ??= new Map()).set(record.key, record)
    return record.type === 'outcome' || record.type === 'failure' ? this.#recordedSteps?.get(record.key) : undefined
  }

  #announceFailure(key: string, request: StepRequest<unknown>, thrown: unknown): void {
    const { id: runId, agent } = this.parts
    const { kind, name } = request
    this.parts.listener?.({
      type: 'step-error',
      runId,
      agent,
      at: this.#now(),
      key,
      kind,
      name,
      error: serializeError(thrown),
    })
  }

  #now(): number {
    return this.parts.ports.clock.now()
  }
}

/** What went wrong at the first of these, which is what led to all else; `fallback` where nothing did. */
async function firstRejection(promises: readonly Promise<void>[], fallback: unknown): Promise<unknown> {
  for (const settled of await Promise.allSettled(promises)) if (settled.status === 'rejected') return settled.reason
  return fallback
}

/** The usage in a model step's outcome. */
function usageOf(outcome: JsonValue): Usage {
  const { usage } = outcome as unknown as { readonly usage?: Usage }
  return usage ?? noUsage
}
