import type { RunEvent } from '../../events/event.ts'
import { guardListener } from '../../events/guard-listener.ts'
import type { RunListener } from '../context.ts'
import type { RunParts, Scope } from './door.ts'
import type { LedgerRecord } from '../ledger.ts'
import type { SettledStep } from '../interceptors/interceptor.ts'
import { Tally, type FailedStep } from '../interceptors/tally.ts'
import { recordEvents, type StepOwner } from '../replay/record-events.ts'
import { takerOf } from '../step-key.ts'
import type { StepProgress } from '../step.ts'
import { defined } from '../../util/options/defined.ts'

/** Tells interceptors of outcomes, and listeners of everything. Live run and replay both announce through here. */
export class Announcer {
  readonly #parts: RunParts
  readonly #listener: RunListener | undefined
  #lastAt: number
  /** Steps of the history, until their outcome has been told. */
  #replayed: Map<string, StepOwner> | undefined
  #isClosed = false
  #tally: Tally | undefined

  constructor(parts: RunParts) {
    this.#parts = parts
    this.#lastAt = parts.record.at
    const { listener, id } = parts
    this.#listener = listener === undefined ? undefined : guardListener(listener, `run "${id}"`)
  }

  /** What the run has used so far. */
  get tally(): Tally {
    return this.#tally ?? nothingUsed
  }

  get isHeard(): boolean {
    return this.#listener !== undefined
  }

  /** The time of the last record. */
  get lastAt(): number {
    return this.#lastAt
  }

  /** Announces a record that was just written. `step` is what an intent, an outcome or a failure belongs to. */
  live(record: LedgerRecord, step?: Scope): void {
    if ('at' in record) this.#lastAt = record.at
    if (record.type === 'outcome' && step !== undefined) {
      const { kind, name } = step.request
      this.#count({ key: record.key, kind, name, agent: step.agent, value: record.value, isReplayed: false })
    }
    if (record.type === 'failure' && step !== undefined) {
      const { kind, name } = step.request
      this.#countFailure({ key: record.key, kind, name, agent: step.agent, error: record.error, isReplayed: false })
    }
    if (this.#listener === undefined) return
    this.#tellAll(record, step === undefined ? undefined : ownerOf(step), false)
  }

  /** Announces a record of the history when its turn has come. */
  replayed(record: LedgerRecord): void {
    if ('at' in record) this.#lastAt = record.at
    const owner = this.#ownerInHistory(record)
    if (record.type === 'outcome' && owner !== undefined) {
      const { kind, name, agent } = owner
      this.#count({ key: record.key, kind, name, agent, value: record.value, isReplayed: true })
    }
    if (record.type === 'failure' && owner !== undefined) {
      const { kind, name, agent } = owner
      this.#countFailure({ key: record.key, kind, name, agent, error: record.error, isReplayed: true })
    }
    if (this.#listener !== undefined) this.#tellAll(record, owner, true)
  }

  #count(settled: SettledStep): void {
    const { budgets, chain } = this.#parts
    ;(this.#tally ??= new Tally()).add(settled)
    budgets.carry?.(settled)
    if (chain.hearsOutcomes) chain.outcome(settled)
  }

  #countFailure(failed: FailedStep): void {
    ;(this.#tally ??= new Tally()).addFailure(failed)
  }

  /** Announces live progress of a step. */
  progress(step: Scope, progress: StepProgress, at: number): void {
    if (this.#listener === undefined || this.#isClosed) return
    const { agent, depth, isForwarded, kind, name } = ownerOf(step)
    const base = { ...this.#base(agent, depth, at), key: step.key, kind, name }
    if (progress.type === 'attempt-start' || progress.type === 'attempt-end')
      this.tell({ ...base, attemptKey: `${step.key}@${progress.attempt}`, ...progress })
    else if (isForwarded && ('text' in progress || progress.type === 'text-reset'))
      this.tell({ ...base, ...progress, forwarded: true })
    else this.tell({ ...base, ...progress })
  }

  /** Announces something of the run that is on no record. */
  note(event: (base: ReturnType<Announcer['base']>) => RunEvent, scope?: Scope): void {
    if (this.#listener === undefined || this.#isClosed) return
    this.tell(event(this.base(scope)))
  }

  /** Nothing more is told. */
  close(): void {
    this.#isClosed = true
  }

  base(scope: Scope | undefined) {
    return this.#base(scope?.agent ?? this.#parts.agent, scope?.depth ?? 0, this.#lastAt)
  }

  #base(agent: string, depth: number, at: number) {
    const { id: runId, record, session, tenant } = this.#parts
    const { correlationId } = record.start
    return defined({ runId, agent, depth, at, correlationId, session, tenant })
  }

  #tellAll(record: LedgerRecord, owner: StepOwner | undefined, isReplayed: boolean): void {
    if (this.#isClosed) return
    const at = 'at' in record ? record.at : this.#lastAt
    const base = this.#base(owner?.agent ?? this.#parts.agent, owner?.depth ?? 0, at)
    const source = { isStreaming: this.#parts.isStreaming, tally: this.tally }
    for (const event of recordEvents(record, source, { base, owner, isReplayed }))
      this.tell(isReplayed ? { ...event, replayed: true } : event)
  }

  /** A listener that throws changes nothing: what it threw is reported, once for each run, and the run goes on. */
  tell(event: RunEvent): void {
    this.#listener?.(event)
  }

  #ownerInHistory(record: LedgerRecord): StepOwner | undefined {
    if (record.type === 'intent') {
      const { key, kind, name } = record
      const { agent, depth } = takerOf(key, this.#parts.agent)
      const owner: StepOwner = { kind, name, agent, depth, isForwarded: this.#isForwarded(key, depth) }
      ;(this.#replayed ??= new Map()).set(key, { ...owner, forwards: record.forward === true })
      return owner
    }
    if (record.type === 'value') {
      const { kind } = record
      return { kind, name: kind, ...takerOf(record.key, this.#parts.agent), isForwarded: false }
    }
    return 'key' in record ? this.#replayed?.get(record.key) : undefined
  }

  /** True where every call of an agent around a step forwards what that agent writes. */
  #isForwarded(key: string, depth: number): boolean {
    if (depth === 0) return false
    const segments = key.split('/')
    for (let count = segments.length - 1; count > 0; count -= 1) {
      const around = this.#replayed?.get(segments.slice(0, count).join('/'))
      if (around?.kind === 'agent' && around.forwards !== true) return false
    }
    return true
  }
}

// Most runs of an agent that is code use no model. Nothing is ever added to it.
const nothingUsed = /* @__PURE__ */ new Tally()

function ownerOf(step: Scope): StepOwner {
  const { kind, name } = step.request
  return { kind, name, agent: step.agent, depth: step.depth, isForwarded: step.place.isForwarded && step.depth > 0 }
}
