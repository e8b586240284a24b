import type { WaitingFor } from '../../events/event.ts'
import type { Clock } from '../../util/clock.ts'
import { nextTurn } from '../../util/clock.ts'
import type { Scope } from './door.ts'
import type { ParkedWait, SignalRecord } from '../ledger.ts'
import { defined } from '../../util/options/defined.ts'

// Shorter timers are waited for in the process: putting the run away and replaying it would take longer.
const parkAfterMs = 1000

/** A step that waits for something outside the run. */
interface Wait {
  readonly waitingFor: WaitingFor
  readonly onSignal: ((signal: SignalRecord) => void) | undefined
  cancelTimer: (() => void) | undefined
}

/**
 * Keeps account of what a run is doing: which steps are in flight, and which of them only wait. When all of them wait, and
 * the run's code begins nothing more, the run can be parked.
 */
export class Waits {
  readonly #clock: Clock
  readonly #canPark: boolean
  readonly #ending: { park(): void }
  #waits: Map<string, Wait> | undefined
  /** Signals for steps that do not wait yet. */
  #early: Map<string, SignalRecord> | undefined
  /** Steps in flight that neither wait nor merely contain other steps. */
  #busy = 0
  #inFlight = 0
  /** Steps that were ever begun; tells whether anything was, between two looks. */
  #begun = 0
  #isWatching = false

  /** `canPark` where the run can be put away; `ending` is told once everything in the run waits. */
  constructor(clock: Clock, canPark: boolean, ending: { park(): void }) {
    this.#clock = clock
    this.#canPark = canPark
    this.#ending = ending
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** True while steps are in flight beside those that a step is nested in. */
  hasOthersThan({ place }: Scope): boolean {
    let around = 0
    for (let { step } = place; step !== undefined; step = step.place.step) around += step.hasSettled ? 0 : 1
    return this.#inFlight > around
  }

  /** A step was asked for. */
  enter(step: Scope): void {
    this.#begun += 1
    this.#inFlight += 1
    this.#busy += 1
    step.place.frame.inFlight += 1
    const { step: parent } = step.place
    if (parent === undefined) return
    parent.openChildren += 1
    if (parent.openChildren === 1 && isTransparent(parent)) this.#busy -= 1
  }

  /** A step has settled. */
  leave(step: Scope): void {
    this.#inFlight -= 1
    step.place.frame.inFlight -= 1
    step.hasSettled = true
    // One that left steps of its own behind was not counted while they went on, and is not counted after them.
    if (step.openChildren === 0 || !isTransparent(step)) this.#busy -= 1
    const { step: parent } = step.place
    if (parent !== undefined) {
      parent.openChildren -= 1
      if (parent.openChildren === 0 && isTransparent(parent) && !parent.hasSettled) this.#busy += 1
    }
    if (this.#waits !== undefined) this.look()
  }

  /** What the run waits for. */
  get waitingFor(): readonly WaitingFor[] {
    return this.#waits === undefined ? [] : [...this.#waits.values()].map(({ waitingFor }) => waitingFor)
  }

  /** True when the run waits for something that cannot come in this process. */
  get needsAttention(): boolean {
    return this.waitingFor.some(({ kind }) => kind === 'attention')
  }

  get parked(): ParkedWait {
    const { waitingFor } = this
    const times = waitingFor.flatMap(({ until }) => (until === undefined ? [] : [until]))
    const signals = waitingFor.flatMap(({ key, kind }) => (kind === 'timer' ? [] : [key]))
    return { waitingFor, signals, ...(times.length === 0 ? {} : { until: Math.min(...times) }) }
  }

  /** Waits until a time. Where that is long and the run can be put away, this counts as waiting and not as work. */
  async until(step: Scope, wakeAt: number): Promise<void> {
    const remainingMs = wakeAt - this.#clock.now()
    const { signal } = step
    signal.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        end()
        reject(signal.reason)
      }
      const end = (): void => {
        cancelTimer()
        signal.removeEventListener('abort', onAbort)
        if (isLong) this.#end(step.key)
      }
      const cancelTimer = this.#clock.setTimer(() => {
        end()
        resolve()
      }, remainingMs)
      const isLong = this.#canPark && remainingMs > parkAfterMs
      if (isLong)
        this.#begin({ waitingFor: { key: step.key, kind: 'timer', until: wakeAt }, onSignal: undefined, cancelTimer })
      signal.addEventListener('abort', onAbort, { once: true })
    })
  }

  /** Waits for a signal, or until a time. Settles in this process only if what it waits for comes before the run is parked. */
  signal(step: Scope, kind: Exclude<WaitingFor['kind'], 'timer'>): Promise<SignalRecord | undefined> {
    const { signal: aborts, wakeAt: until, key } = step
    aborts.throwIfAborted()
    const early = this.take(key)
    if (early !== undefined) return Promise.resolve(early)
    // The time went by while the run was put away: what would have come by then is here.
    if (until !== undefined && until <= this.#clock.now()) return Promise.resolve(undefined)
    return new Promise((resolve, reject) => {
      const end = (): void => {
        cancelTimer?.()
        aborts.removeEventListener('abort', onAbort)
        this.#end(key)
      }
      const onAbort = (): void => {
        end()
        reject(aborts.reason)
      }
      const onSignal = (signal: SignalRecord | undefined): void => {
        end()
        resolve(signal)
      }
      const cancelTimer =
        until === undefined ? undefined : this.#clock.setTimer(() => onSignal(undefined), until - this.#clock.now())
      const waitingFor = defined({ key, kind, until })
      aborts.addEventListener('abort', onAbort, { once: true })
      this.#begin({ waitingFor, onSignal, cancelTimer })
    })
  }

  /** Gives a signal to the step that waits for it, or keeps it until one does. */
  deliver(signal: SignalRecord): void {
    const wait = this.#waits?.get(signal.key)
    if (wait?.onSignal !== undefined) wait.onSignal(signal)
    else (this.#early ??= new Map()).set(signal.key, signal)
  }

  /** The signal that came for a step before it waited. */
  take(key: string): SignalRecord | undefined {
    const early = this.#early?.get(key)
    if (early !== undefined) this.#early?.delete(key)
    return early
  }

  /** The run is put away: no timer of its fires any more. */
  dispose(): void {
    for (const { cancelTimer } of this.#waits?.values() ?? []) cancelTimer?.()
  }

  #begin(wait: Wait): void {
    ;(this.#waits ??= new Map()).set(wait.waitingFor.key, wait)
    this.#busy -= 1
    this.look()
  }

  #end(key: string): void {
    if (this.#waits?.delete(key) !== true) return
    this.#busy += 1
  }

  #isIdle(): boolean {
    return this.#busy === 0 && (this.#waits?.size ?? 0) > 0
  }

  /** Looks whether everything waits. The code may be about to begin something, so that takes a turn of the event loop. */
  look(): void {
    if (this.#isWatching || !this.#isIdle()) return
    this.#isWatching = true
    const begun = this.#begun
    void nextTurn().then(() => {
      this.#isWatching = false
      if (!this.#isIdle()) return
      if (this.#begun === begun) this.#ending.park()
      else this.look()
    })
  }
}

/**
 * True for a step that is nothing but the steps within it, so that it can be begun anew when the run is taken up again. The
 * code of a tool that must run only once cannot, whatever it waits for.
 */
function isTransparent({ request }: Scope): boolean {
  return request.effect === 'none'
}
