import { RunError } from '../../errors/run-error.ts'
import { restoreError } from '../../errors/restore-error.ts'
import { serializeError } from '../../errors/serialize-error.ts'
import type { WaitingFor } from '../../events/event.ts'
import type { Scope } from './door.ts'
import { causesOf, isInterruption, terminalOf } from './ending.ts'
import { fromRecord, jsonOf } from '../json-values.ts'
import { giveBack, type LedgerRecord } from '../ledger.ts'
import type { RunInternals, StepKeeper } from './run-internals.ts'

/** How the code of a run came to its end, or did not. */
export type RunEnd =
  | { readonly type: 'output'; readonly output: unknown }
  | { readonly type: 'thrown'; readonly thrown: unknown; readonly isAborted: boolean }

/**
 * Brings a run to its end. It is open while its code runs. It closes when the code has settled or the run is called off:
 * then no step begins any more, what is in flight is called off, effects that must not be forgotten may still be recorded
 * for a while, and the end is recorded as the last record, once; nothing is announced after it. Or everything in the run
 * waits, and it is parked.
 */
export class RunEnding implements StepKeeper {
  readonly #run: RunInternals
  #state: 'open' | 'closing' | 'parked' | 'closed' = 'open'
  /** Effects in flight that must not be forgotten. */
  #kept: Set<Scope> | undefined
  #isCodeRunning = true
  #onSettled: (() => void) | undefined

  constructor(run: RunInternals) {
    this.#run = run
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** True once nothing is recorded and announced any more. */
  get isOver(): boolean {
    return this.#state === 'closed' || this.#state === 'parked'
  }

  /** False where the code of the run ignored that it was called off. What was put away is not waited for any more. */
  get hasStopped(): boolean {
    return !this.#isCodeRunning || this.#state === 'parked'
  }

  /** An effect has begun that must not be forgotten. */
  keep(step: Scope): void {
    ;(this.#kept ??= new Set()).add(step)
  }

  isKept(step: Scope): boolean {
    return this.#kept?.has(step) === true
  }

  /** It has come to its end, or waits for a person. */
  release(step: Scope): boolean {
    const wasKept = this.#kept?.delete(step) === true
    if (wasKept) this.#look()
    return wasKept
  }

  /** The code has settled. */
  settled(end: RunEnd): void {
    this.#isCodeRunning = false
    this.end(end)
    this.#look()
  }

  /** The code has settled, or the run was called off. Only the first time counts. */
  end(end: RunEnd): void {
    if (this.#state !== 'open') return
    this.#state = 'closing'
    this.#run.frame.close()
    this.#run.replay?.release()
    if (this.#hasSettled && this.#run.asked.length === 0) this.#conclude(end)
    else void this.#closeSlowly(end)
  }

  /** Everything in the run waits: it is put away where that is possible, or its caller is told that it cannot go on. */
  park(): void {
    const { parts, waits, replay } = this.#run
    if (this.#state !== 'open' || replay !== undefined) return
    const isParked = parts.ledger.park !== undefined
    if (!isParked && !waits.needsAttention) return
    this.#state = 'parked'
    void this.#park(isParked)
  }

  /** Says that what became of a step is not known. */
  forget(step: Scope): void {
    const { writer, announcer, parts } = this.#run
    const record: LedgerRecord = { type: 'unknown', key: step.key, at: this.#now() }
    void writer.append(record, 'ordered')
    announcer.live(record, step)
    this.#run.warn(
      step,
      `Step "${step.key}" ("${step.request.name}") was under way when its work was called off, and did not come to an ` +
        `end within ${parts.graceMs} ms: it is not known whether its effect happened.`,
    )
  }

  get #hasSettled(): boolean {
    // What is on the record to its end has nothing in flight, whatever its code still waits for.
    const isCodeRunning = this.#isCodeRunning && this.#run.replay?.isFinished !== true
    return !isCodeRunning && (this.#kept?.size ?? 0) === 0
  }

  #look(): void {
    if (this.#hasSettled) this.#onSettled?.()
  }

  async #closeSlowly(end: RunEnd): Promise<void> {
    await this.#whenSettled()
    for (const step of this.#kept ?? []) this.forget(step)
    const first = await firstRejection(this.#run.asked)
    this.#conclude(first === undefined ? end : { type: 'thrown', thrown: first.reason, isAborted: false })
  }

  /** Waits for the code and for effects that must not be forgotten, but not for ever. */
  #whenSettled(): Promise<void> {
    if (this.#hasSettled) return Promise.resolve()
    const { world, graceMs } = this.#run.parts
    return new Promise((resolve) => {
      const cancel = world.clock.setTimer(resolve, graceMs)
      this.#onSettled = () => {
        cancel()
        resolve()
      }
    })
  }

  #conclude(end: RunEnd): void {
    this.#run.replay?.flush()
    try {
      if (end.type === 'output') this.#finish(end.output)
      else this.#fail(end.thrown, end.isAborted)
    } catch (thrown) {
      this.#fail(thrown, false)
    }
  }

  #finish(output: unknown): void {
    const { parts, replay, divergence, finishReason } = this.#run
    if (divergence !== undefined) throw divergence
    const json = jsonOf(output, `The output of agent "${parts.agent}"`)
    const settle = (): void => this.#run.resolve(fromRecord(json))
    // On the record already: nothing is written, and everybody is told what the record says.
    const recorded = replay?.end(json)
    if (recorded !== undefined) return this.#announceEnd(recorded, settle, true)
    const at = this.#now()
    const emits =
      parts.host.outletsOf?.(json, parts.id).map((emission): LedgerRecord => ({ type: 'emit', ...emission, at })) ??
      nothing
    const end: LedgerRecord =
      finishReason === undefined
        ? { type: 'finish', at, output: json }
        : { type: 'finish', at, output: json, finishReason }
    this.#writeEnd(emits, end, settle)
  }

  #fail(thrown: unknown, isAborted: boolean): void {
    const { parts, replay, writer, failures, begun } = this.#run
    const settle = (): void => this.#run.reject(thrown)
    const last = replay?.isFinished === true ? parts.history.at(-1) : undefined
    if (last?.type === 'error') return this.#announceEnd(last, settle, true)
    // The code came to something else when it was called off, of which nobody was told.
    const isOwn = last?.type === 'cancel' && !isAborted && this.#run.divergence === undefined
    if (last?.type === 'cancel')
      return this.#announceEnd(last, isOwn ? () => this.#run.reject(restoreError(last.error)) : settle, true)
    // Who calls off a run that is being taken up again ends it all the same.
    const isReplaying = replay !== undefined && (replay.isFinished || !isAborted)
    if (isReplaying || writer.failure !== undefined || isInterruption(thrown, isAborted)) return this.#interrupt(thrown)
    const failed = causesOf(thrown, failures, begun)
    if (!isAborted && parts.host.willRetry?.(thrown, failed) === true) return this.#interrupt(thrown)
    const keys = failed.map(({ key }) => key)
    this.#writeEnd([], terminalOf(thrown, { isAborted, agent: parts.agent, at: this.#now(), failed: keys }), settle)
  }

  /** The run stops, but its record stays open: it can be taken up again. */
  #interrupt(thrown: unknown): void {
    const { announcer, replay } = this.#run
    this.#state = 'closed'
    const error = serializeError(thrown)
    const { usage, cost } = announcer.tally
    const at = replay === undefined ? this.#now() : announcer.lastAt
    announcer.note((base) => ({ ...base, at, type: 'run-interrupt', error, usage, cost }))
    this.#settle(() => this.#run.reject(thrown))
  }

  /** Writes the last record, and tells of it once it is safe. */
  #writeEnd(before: readonly LedgerRecord[], record: LedgerRecord, settle: () => void): void {
    const { writer, announcer } = this.#run
    this.#state = 'closed'
    const pending = writer.end(before.length === 0 ? record : [...before, record])
    const announce = (): void => {
      for (const each of before) announcer.live(each)
      this.#announceEnd(record, settle, false)
    }
    if (pending === undefined) return announce()
    // Nothing may stand over a record that is missing, even where the ledger would have it so.
    const onSafe = (): void => (writer.failure === undefined ? announce() : this.#interrupt(writer.failure))
    pending.then(onSafe, (failure: unknown) => this.#interrupt(failure))
  }

  #announceEnd(record: LedgerRecord, settle: () => void, isReplayed: boolean): void {
    const { announcer } = this.#run
    this.#state = 'closed'
    if (isReplayed) announcer.replayed(record)
    else announcer.live(record)
    this.#settle(settle)
  }

  async #park(isParked: boolean): Promise<void> {
    const { parts, waits, announcer } = this.#run
    const { parked } = waits
    // What is put away must not wake up on the way.
    waits.dispose()
    try {
      await parts.ledger.park?.(parked)
      announcer.note((base) => ({ ...base, type: 'run-park', waitingFor: parked.waitingFor }))
      this.#settle(() => this.#run.reject(parkedError(parts.id, parked.waitingFor, isParked)))
    } catch (thrown) {
      this.#settle(() => this.#run.reject(thrown))
    }
  }

  /** Gives everything back, and tells the caller. */
  #settle(settle: () => void): void {
    const { announcer, waits, writer, parts } = this.#run
    this.#run.release(this.#state === 'parked')
    announcer.close()
    waits.dispose()
    writer.close()
    const released = giveBack(parts.ledger)
    if (released === undefined) settle()
    else released.then(settle, settle)
  }

  #now(): number {
    return this.#run.parts.world.clock.now()
  }
}

const nothing: readonly LedgerRecord[] = []

function parkedError(runId: string, waitingFor: readonly WaitingFor[], isParked: boolean): RunError {
  const times = waitingFor.flatMap(({ until }) => (until === undefined ? [] : [until]))
  const until = times.length === 0 ? undefined : Math.min(...times)
  const details = { runId, waitingFor: waitingFor.map(({ key }) => key), until }
  if (isParked) {
    const names = waitingFor.map(({ key, kind }) => `${kind} ("${key}")`)
    const unknown = waitingFor.find(({ kind }) => kind === 'attention')
    const hint =
      unknown === undefined
        ? ''
        : ` It is not known whether "${unknown.key}" happened: signal that key { action: "retry" }, { action: "value", value } or { action: "fail" }.`
    const message = `Run "${runId}" waits for ${names.join(', ')}, and goes on when it has come.${hint}`
    return new RunError('RUN_PARKED', message, { details })
  }
  const keys = waitingFor.flatMap(({ key, kind }) => (kind === 'attention' ? [`"${key}"`] : []))
  return new RunError(
    'RUN_NEEDS_ATTENTION',
    `It is not known whether step ${keys.join(', ')} happened, and its effect is "once". ` +
      'Give it a `reconcile` function that can tell, or mark its effect as "none" or "idempotent" if it may be repeated; ' +
      'in a store, the run waits for a person to say it.',
    { details },
  )
}

/** The first of these that failed, which is what led to all else. */
async function firstRejection(promises: readonly Promise<void>[]): Promise<{ readonly reason: unknown } | undefined> {
  for (const settled of await Promise.allSettled(promises)) if (settled.status === 'rejected') return settled
  return undefined
}
