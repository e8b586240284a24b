import { deserializeError } from '../errors/ensure-error.ts'
import { RunError } from '../errors/run-error.ts'
import type { JsonValue } from '../util/json.ts'
import type { LedgerRecord } from './ledger.ts'
import { parentKey } from './step-key.ts'

/** What a replay knows of a step that the run asks for. */
export type Recorded =
  | { readonly type: 'outcome'; readonly value: JsonValue }
  | { readonly type: 'failure'; readonly error: Error }
  /** Intended, but what came of it is not known. */
  | { readonly type: 'unknown' }
  /** Never intended: the record ends before it. */
  | { readonly type: 'new' }

/** What a replay is made with. */
export interface ReplayOptions {
  readonly history: readonly LedgerRecord[]
  /** Told of each record when its turn comes, so that a replay announces the same events in the same order. */
  readonly announce: (record: LedgerRecord) => void
  /** Called once, when all of the history has been given out and the run goes on live. */
  readonly onEnd: () => void
  /** Called when the run waits for something while the record waits for something else; returns a way to cancel. */
  readonly watch: (onStall: () => void) => () => void
}

interface Waiter {
  readonly resolve: (recorded: Recorded) => void
  readonly reject: (error: Error) => void
}

interface Expectation {
  readonly keys: string[]
  next: number
}

/**
 * Gives a run its recorded outcomes, one after another in the order they were recorded: a step is answered only when
 * every earlier record has had its turn. Code that asks for its steps in the same order therefore sees the same world,
 * races included. Steps nested in a completed step are announced without running the code that made them.
 */
export class Replay {
  readonly #options: ReplayOptions
  readonly #completed = new Set<string>()
  readonly #values = new Map<string, JsonValue>()
  readonly #expected = new Map<string, Expectation>()
  readonly #requested = new Set<string>()
  readonly #waiting = new Map<string, Waiter>()
  readonly #beyond: Waiter[] = []
  readonly #finished: boolean
  #cursor = 0
  #cancelWatch: (() => void) | undefined

  constructor(options: ReplayOptions) {
    this.#options = options
    const last = options.history.at(-1)
    this.#finished = last?.type === 'finish' || last?.type === 'error'
    for (const record of options.history) this.#index(record)
  }

  /** Starts with the records that no step asks for. */
  start(): void {
    this.#advance()
  }

  /**
   * Answers the run's next request. The promise waits for the step's turn.
   * @throws RunError `RUN_DIVERGED` when the record holds another step in this place.
   */
  request(key: string): Promise<Recorded> {
    const known = this.#match(key)
    return new Promise<Recorded>((resolve, reject) => {
      if (known) {
        this.#requested.add(key)
        this.#waiting.set(key, { resolve, reject })
      } else {
        this.#beyond.push({ resolve, reject })
      }
      this.#advance()
    })
  }

  /** The recorded value of a clock reading or a random draw, or `undefined` when the record ends before it. */
  value(key: string): JsonValue | undefined {
    if (!this.#match(key)) return undefined
    this.#requested.add(key)
    this.#advance()
    return this.#values.get(key)
  }

  /**
   * The record of the run's end, once all before it has been given out.
   * @throws RunError `RUN_DIVERGED` when the run ended early or with another output than its record.
   */
  end(output: JsonValue): LedgerRecord | undefined {
    this.#cancelWatch?.()
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

  #index(record: LedgerRecord): void {
    if (record.type === 'intent' || record.type === 'value') {
      const parent = parentKey(record.key)
      const expectation = this.#expected.get(parent)
      if (expectation === undefined) this.#expected.set(parent, { keys: [record.key], next: 0 })
      else expectation.keys.push(record.key)
    }
    if (record.type === 'value') this.#values.set(record.key, record.value)
    if (record.type === 'outcome' || record.type === 'failure') this.#completed.add(record.key)
  }

  /** True when the record holds this step here, false when it ends before it. */
  #match(key: string): boolean {
    const expectation = this.#expected.get(parentKey(key))
    const expected = expectation?.keys[expectation.next]
    if (expectation === undefined || expected === undefined) return false
    if (expected !== key) {
      throw diverged(
        `The run asked for step "${key}", but its record holds "${expected}" in that place.`,
        expected,
        key,
      )
    }
    expectation.next += 1
    return true
  }

  #advance(): void {
    const { history } = this.#options
    for (;;) {
      const record = history[this.#cursor]
      if (record === undefined || record.type === 'finish' || record.type === 'error') break
      if ((record.type === 'intent' || record.type === 'value') && !this.#isDue(record.key))
        return this.#watchForStall()
      this.#cursor += 1
      this.#options.announce(record)
      this.#deliver(record)
    }
    if (this.#finished) return
    this.#cancelWatch?.()
    this.#options.onEnd()
    for (const waiter of this.#beyond.splice(0)) waiter.resolve({ type: 'new' })
  }

  #deliver(record: LedgerRecord): void {
    if (record.type === 'outcome') this.#answer(record.key, { type: 'outcome', value: record.value })
    else if (record.type === 'failure')
      this.#answer(record.key, { type: 'failure', error: deserializeError(record.error) })
    // In a finished run a step without an outcome lost a race: it never came back, and does not now.
    else if (record.type === 'intent' && !this.#completed.has(record.key) && !this.#finished) {
      this.#answer(record.key, { type: 'unknown' })
    }
  }

  #answer(key: string, recorded: Recorded): void {
    this.#waiting.get(key)?.resolve(recorded)
    this.#waiting.delete(key)
  }

  /** A record's turn has come when the run asked for its step, or when it belongs to a step that is complete. */
  #isDue(key: string): boolean {
    if (this.#requested.has(key)) return true
    for (let parent = parentKey(key); parent !== ''; parent = parentKey(parent)) {
      if (this.#completed.has(parent)) return true
    }
    return false
  }

  // Code that left out a recorded step in one branch would make all others wait for ever.
  #watchForStall(): void {
    this.#cancelWatch?.()
    this.#cancelWatch = undefined
    if (this.#beyond.length === 0) return
    this.#cancelWatch = this.#options.watch(() => {
      const record = this.#options.history[this.#cursor]
      const expected = record === undefined ? 'end of record' : describe(record)
      const error = diverged(`The run no longer asks for ${expected}, which its record holds.`, expected, 'nothing')
      for (const waiter of [...this.#beyond.splice(0), ...this.#waiting.values()]) waiter.reject(error)
    })
  }
}

function describe(record: LedgerRecord): string {
  return 'key' in record ? `step "${record.key}"` : `the ${record.type} record`
}

function diverged(message: string, expected: string, found: string): RunError {
  return new RunError('RUN_DIVERGED', `${message} The code or its configuration changed since the run was recorded.`, {
    details: { expected, found },
  })
}
