import { AixgoError } from '../../errors/aixgo-error.ts'
import type { RunStore } from '../../runs/run-store.ts'
import type { Clock } from '../../util/clock.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { StepRef } from '../routing/envelope.ts'

/** A run that was put away, and how it is taken up again. */
export interface ParkedRun {
  readonly runId: string
  /** When its first timer comes, or its deadline: milliseconds since the Unix epoch. */
  readonly until: number | undefined
  /** The step that waits for this run's end. */
  readonly parent: StepRef | undefined
  /** Takes the run up again. Settles when it has ended; rejects with `RUN_PARKED` when it was put away again. */
  readonly resume: () => Promise<unknown>
}

/** What parking is made with. */
export interface ParkingOptions {
  readonly store: RunStore
  readonly clock: Clock
  /** Called when nothing that was taken up again is in progress any more. */
  readonly onQuiet: () => void
}

/** Takes parked runs of this process up again when what they wait for has come. */
export class Parking {
  readonly #options: ParkingOptions
  readonly #parked = new Map<string, { readonly run: ParkedRun; readonly cancel: (() => void) | undefined }>()
  /** Runs that were signalled while they were not parked here; they may be about to be. */
  readonly #early = new Set<string>()
  #resumed = 0
  #isClosed = false

  constructor(options: ParkingOptions) {
    this.#options = options
  }

  /** True while a run that was taken up again is in progress. */
  get isBusy(): boolean {
    return this.#resumed > 0
  }

  /** Keeps a run until its timer or a signal comes. */
  add(run: ParkedRun): void {
    if (this.#isClosed) return
    const { clock } = this.#options
    const { runId, until } = run
    this.#parked.get(runId)?.cancel?.()
    const cancel = until === undefined ? undefined : clock.setTimer(() => this.#resume(runId), until - clock.now())
    this.#parked.set(runId, { run, cancel })
    if (this.#early.delete(runId)) this.#resume(runId)
  }

  /** The run is over: it will not be parked. */
  forget(runId: string): void {
    this.#early.delete(runId)
  }

  /** Leaves word for a step of a run, and takes the run up again where it is parked here. */
  async signal(runId: string, key: string, value: JsonValue, by: string): Promise<'accepted' | 'late'> {
    const isHere = this.#parked.has(runId)
    // Whoever puts the run away in this moment must know.
    if (!isHere) this.#early.add(runId)
    let accepted: 'accepted' | 'late' | undefined
    try {
      accepted = await this.#options.store.signal(runId, key, value, by)
    } finally {
      if (!isHere && accepted !== 'accepted') this.#early.delete(runId)
    }
    if (accepted === 'accepted') this.#resume(runId)
    return accepted
  }

  /** No run is taken up any more; all of them stay in the store. */
  close(): void {
    this.#isClosed = true
    for (const { cancel } of this.#parked.values()) cancel?.()
    this.#parked.clear()
    this.#early.clear()
  }

  #resume(runId: string): void {
    const parked = this.#parked.get(runId)
    if (parked === undefined || this.#isClosed) return
    this.#parked.delete(runId)
    parked.cancel?.()
    this.#resumed += 1
    void this.#goOn(parked.run).finally(() => {
      this.#resumed -= 1
      if (this.#resumed === 0) this.#options.onQuiet()
    })
  }

  async #goOn({ runId, parent, resume }: ParkedRun): Promise<void> {
    try {
      await resume()
    } catch (thrown) {
      // It was put away again, or goes on in another process. How it ended otherwise is on its record.
      if (isParked(thrown, runId) || isStopped(thrown)) return
    }
    if (parent === undefined || parent.key === '') return
    // The caller goes on with what became of the call, which its record knows; a caller that is over is told in vain.
    await this.signal(parent.runId, parent.key, null, 'runtime').catch(() => {})
  }
}

/** True for what this run rejects with when it was put away. Its code may pass on what another run was put away with. */
export function isParked(thrown: unknown, runId: string | undefined): thrown is AixgoError {
  return AixgoError.isInstance(thrown) && thrown.code === 'RUN_PARKED' && thrown.details['runId'] === runId
}

/** True for what work is called off with when the runtime closes. */
function isStopped(thrown: unknown): boolean {
  return AixgoError.isInstance(thrown) && thrown.code === 'RUNTIME_STATE' && thrown.details['state'] === 'closed'
}

/** When a run that was put away must be looked at again: its first timer, or its deadline. */
export function parkedUntil({ details }: AixgoError, deadline: number | undefined): number | undefined {
  const { until } = details
  if (typeof until !== 'number') return deadline
  return deadline === undefined ? until : Math.min(until, deadline)
}
