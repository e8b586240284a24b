import { restoreError } from '../../errors/restore-error.ts'
import { RunError } from '../../errors/run-error.ts'
import { nextTurn } from '../../util/clock.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { IntentRecord, LedgerRecord, OutcomeRecord, SignalRecord, TerminalRecord } from '../ledger.ts'
import { parentKey } from '../step-key.ts'

/** What a replay knows of a step that the run asks for. */
export type Recorded =
  | Pick<OutcomeRecord, 'type' | 'value' | 'answer'>
  | { readonly type: 'failure'; readonly error: Error }
  /** Intended, but what came of it is not known; or known not to have begun. */
  | { readonly type: 'open'; readonly intent: IntentRecord; readonly hasBegun: boolean }
  /** Never intended: the record ends before it. */
  | { readonly type: 'new' }

/** What a replay is made with. */
export interface ReplayOptions {
  readonly history: readonly LedgerRecord[]
  /** Told of each record when its turn comes, so that a replay announces the same events in the same order. */
  readonly announce: (record: LedgerRecord) => void
  /** Called once, when all of the history has been given out and the run goes on live. */
  readonly onEnd: () => void
  /** Called once, when all that came before a cancellation has been given out: the code does not come to that by itself. */
  readonly onCancel: (reason: Error) => void
  /** Called when the run waits for something while the record waits for something else; returns a way to cancel. */
  readonly watch: (onStall: () => void) => () => void
}

interface Waiter {
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (error: Error) => void
  /** How many answers had been given when this was asked. */
  readonly after: number
}

/** The steps of one parent, by their place among them. */
interface Expectation {
  readonly keys: (string | undefined)[]
  /** How many of them are on the record. */
  count: number
}

/**
 * Gives a run its recorded outcomes, one after another in the order they were recorded: a step is answered only when
 * every earlier record has had its turn, and the code has gone as far as an earlier outcome takes it. Code that asks for its
 * steps in the same order therefore sees the same world, races included. Steps nested in a completed step are announced without running the code that made them.
 */
export class Replay {
  readonly #options: ReplayOptions
  readonly #completed = new Set<string>()
  readonly #values = new Map<string, JsonValue>()
  readonly #signals = new Map<string, SignalRecord>()
  readonly #unbegun = new Set<string>()
  readonly #intended = new Set<string>()
  readonly #expected = new Map<string, Expectation>()
  readonly #requested = new Set<string>()
  readonly #waiting = new Map<string, Waiter>()
  readonly #beyond: Waiter[] = []
  /** Live steps that have ended while the record still goes on. */
  readonly #held: (() => void)[] = []
  readonly #finished: boolean
  #cursor = 0
  /** True while the code makes what it will of the last outcome that it was given. */
  #isSettling = false
  /** True once the code has settled. */
  #isEnding = false
  #answered = 0
  #hasEnded = false
  #cancelWatch: (() => void) | undefined

  constructor(options: ReplayOptions) {
    this.#options = options
    const last = options.history.at(-1)
    this.#finished = last !== undefined && isTerminal(last)
    for (const record of options.history) this.#index(record)
  }

  /** True for the record of a run that is over. */
  get isFinished(): boolean {
    return this.#finished
  }

  /** Starts with the records that no step asks for. */
  start(): void {
    this.#advance()
  }

  /**
   * Answers the run's next request. The promise waits for the step's turn.
   * @throws RunError `RUN_DIVERGED` when the record holds another step in this place.
   */
  request(key: string, order: number): Promise<Recorded> {
    const known = this.#match(key, order)
    return new Promise<Recorded>((resolve, reject) => {
      if (known) {
        this.#requested.add(key)
        this.#waiting.set(key, { resolve, reject, after: this.#answered })
      } else {
        this.#beyond.push({ resolve, reject, after: this.#answered })
      }
      this.#advance()
    })
  }

  /** What was signalled for steps that have not come to an end. */
  get signals(): readonly SignalRecord[] {
    return [...this.#signals.values()].filter(({ key }) => !this.#completed.has(key))
  }

  /** How many steps of this parent are on the record. */
  recordedCount(parent: string): number {
    return this.#expected.get(parent)?.count ?? 0
  }

  /**
   * The recorded value of a clock reading or a random draw, or `undefined` when the record ends before it.
   * @throws what ended a run that was cancelled before it, RunError `RUN_DIVERGED` where the run was over otherwise.
   */
  value(key: string, order: number): JsonValue | undefined {
    if (this.#match(key, order)) {
      this.#requested.add(key)
      // The code goes on with the value before it is told of what was recorded after it.
      this.#answered += 1
      void this.#settle()
      this.#advance()
      return this.#values.get(key)
    }
    const last = this.#options.history.at(-1)
    if (last === undefined || !isTerminal(last)) return undefined
    if (last.type === 'cancel') throw restoreError(last.error)
    throw diverged(`The run asked for "${key}", which its record does not hold.`, 'end of run', key)
  }

  /**
   * The record of the run's end, once all before it has been given out.
   * @throws RunError `RUN_DIVERGED` when the run ended early or with another output than its record.
   */
  end(output: JsonValue): LedgerRecord | undefined {
    const record = this.#options.history[this.#cursor]
    if (record === undefined) return undefined
    if (record.type !== 'finish') {
      throw diverged(`The run ended, but its record goes on with ${describe(record)}.`, describe(record), 'end of run')
    }
    if (JSON.stringify(record.output) !== JSON.stringify(output ?? null)) {
      throw diverged('The run took the recorded steps but came to another output.', 'recorded output', 'another output')
    }
    return record
  }

  /**
   * Resolves once all of the record has been given out: what a live step comes to was not known before that, and must not
   * overtake it.
   */
  given(): Promise<void> {
    return new Promise((resolve) => {
      this.#held.push(resolve)
      this.#advance()
    })
  }

  /** Lets go of live steps that have ended: the run does not wait for the rest of its record any more. */
  release(): void {
    for (const resolve of this.#held.splice(0)) resolve()
  }

  /** The code has settled: what is left of the record has its turn now, as far as it can. */
  flush(): void {
    this.#isSettling = false
    this.#isEnding = true
    this.#advance()
    this.#stopWatching()
  }

  #index(record: LedgerRecord): void {
    if (record.type === 'intent' && this.#intended.has(record.key)) return this.#indexAgain(record.key)
    if (record.type === 'intent' || record.type === 'value') {
      const parent = parentKey(record.key)
      let expectation = this.#expected.get(parent)
      if (expectation === undefined) this.#expected.set(parent, (expectation = { keys: [], count: 0 }))
      expectation.keys[record.order ?? expectation.count] = record.key
      expectation.count += 1
    }
    if (record.type === 'intent') this.#intended.add(record.key)
    if (record.type === 'signal') this.#signals.set(record.key, record)
    if (record.type === 'unbegun') this.#unbegun.add(record.key)
    // What was said of an attempt does not hold for the one that came of it.
    if (record.type === 'unknown') this.#signals.delete(record.key)
    if (record.type === 'value') this.#values.set(record.key, record.value)
    if (record.type === 'outcome' || record.type === 'failure') this.#completed.add(record.key)
  }

  /** The step was begun anew: what was said of the attempt before does not hold for this one. */
  #indexAgain(key: string): void {
    this.#unbegun.delete(key)
    this.#signals.delete(key)
  }

  /** True when the record holds this step here, false when it ends before it. */
  #match(key: string, order: number): boolean {
    const expected = this.#expected.get(parentKey(key))?.keys[order]
    if (expected === undefined) return false
    if (expected !== key) {
      throw diverged(
        `The run asked for step "${key}", but its record holds "${expected}" in that place.`,
        expected,
        key,
      )
    }
    return true
  }

  #advance(): void {
    const { history } = this.#options
    this.#stopWatching()
    for (;;) {
      const record = history[this.#cursor]
      if (record === undefined || isTerminal(record)) break
      if ((record.type === 'intent' || record.type === 'value') && !this.#isDue(record.key))
        return this.#watchForStall()
      if (this.#isSettling && this.#overtakes(record)) return
      this.#cursor += 1
      this.#options.announce(record)
      this.#deliver(record)
    }
    if (this.#isSettling && (this.#finished || this.#isAwaited)) return
    if (this.#finished) return this.#reachEnd()
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#options.onEnd()
    for (const waiter of this.#beyond.splice(0)) waiter.resolve({ type: 'new' })
    this.release()
  }

  /** All of the record of a run that is over has been given out. What the code asks for beyond it, it did not ask for then. */
  #reachEnd(): void {
    const last = this.#options.history[this.#cursor]
    if (last?.type !== 'cancel') return this.#watchForStall()
    if (!this.#isEnding) this.#options.onCancel(restoreError(last.error))
  }

  /** True for a record that could reach code which asked for it before that which was answered last goes on. */
  #overtakes(record: LedgerRecord): boolean {
    if (record.type !== 'outcome' && record.type !== 'failure' && record.type !== 'intent') return false
    const waiter = this.#waiting.get(record.key)
    if (waiter === undefined || !this.#isEarlier(waiter)) return false
    return record.type !== 'intent' || (!this.#completed.has(record.key) && !this.#finished)
  }

  /** True when somebody waits for the end of the record who did not come by the last answer. */
  get #isAwaited(): boolean {
    return this.#held.length > 0 || this.#beyond.some((waiter) => this.#isEarlier(waiter))
  }

  /** True for who asked before the last answer was given. Who asks after it does so because of it. */
  #isEarlier({ after }: Waiter): boolean {
    return after < this.#answered
  }

  #deliver(record: LedgerRecord): void {
    if (record.type === 'outcome') this.#answer(record.key, record)
    else if (record.type === 'failure') this.#answer(record.key, { type: 'failure', error: restoreError(record.error) })
    // In a finished run a step without an outcome lost a race: it never came back, and does not now.
    else if (record.type === 'intent' && !this.#completed.has(record.key) && !this.#finished) {
      this.#answer(record.key, { type: 'open', intent: record, hasBegun: !this.#unbegun.has(record.key) })
    }
  }

  #answer(key: string, recorded: Recorded): void {
    const waiter = this.#waiting.get(key)
    if (waiter === undefined) return
    waiter.resolve(recorded)
    this.#waiting.delete(key)
    this.#answered += 1
    if (recorded.type !== 'open') void this.#settle()
  }

  // Outcomes that come one right after the other on the record did not when they were recorded. Some take more turns through
  // promises than others to reach the code that waits for them, so a later one could overtake an earlier one.
  async #settle(): Promise<void> {
    this.#isSettling = !this.#isEnding
    await nextTurn()
    if (!this.#isSettling) return
    this.#isSettling = false
    this.#advance()
  }

  /**
   * A record's turn has come when the run asked for its step, or when it belongs to a step that is complete, or was left
   * behind in a run that is over: the code within it does not run again.
   */
  #isDue(key: string): boolean {
    if (this.#requested.has(key)) return true
    for (let parent = parentKey(key); parent !== ''; parent = parentKey(parent)) {
      if (this.#completed.has(parent) || (this.#finished && this.#intended.has(parent))) return true
    }
    return false
  }

  #stopWatching(): void {
    this.#cancelWatch?.()
    this.#cancelWatch = undefined
  }

  // Code that left out a recorded step in one branch would make all others wait for ever.
  #watchForStall(): void {
    this.#stopWatching()
    if (this.#beyond.length === 0 && this.#held.length === 0) return
    this.#cancelWatch = this.#options.watch(() => {
      const record = this.#options.history[this.#cursor]
      const expected = record === undefined ? 'end of record' : describe(record)
      const error = diverged(`The run no longer asks for ${expected}, which its record holds.`, expected, 'nothing')
      for (const waiter of [...this.#beyond.splice(0), ...this.#waiting.values()]) waiter.reject(error)
      this.release()
    })
  }
}

/** True for the record that ends a run for good. */
export function isTerminal(record: LedgerRecord): record is TerminalRecord {
  return record.type === 'finish' || record.type === 'error' || record.type === 'cancel'
}

function describe(record: LedgerRecord): string {
  return 'key' in record ? `step "${record.key}"` : `the ${record.type} record`
}

function diverged(message: string, expected: string, found: string): RunError {
  return new RunError('RUN_DIVERGED', `${message} The code or its configuration changed since the run was recorded.`, {
    details: { expected, found },
  })
}
