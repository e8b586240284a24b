import { serializeError } from '../../errors/serialize-error.ts'
import { RunError } from '../../errors/run-error.ts'
import { systemClock } from '../../util/clock.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { EngineContext, Runnable } from '../engine.ts'
import type { InterceptedStep, StepInterceptor } from '../interceptors/interceptor.ts'
import type { Ledger, LedgerRecord } from '../ledger.ts'
import { parentKey } from '../step-key.ts'
import { divergenceError, isExplained, type Divergence } from './divergence.ts'
import { canonicalJson } from '../../util/json/canonical-json.ts'
import type { Scrub } from './scrub.ts'
import type { TapeRun } from './tape.ts'

// Replayed code waits for nothing but itself, so one that is not heard of for so long waits for what will never come.
const stallMs = 5000
// A step that the tape does not have is never answered; another branch gets this long to end the run without it.
const unknownStepMs = 100

type Intent = Extract<LedgerRecord, { type: 'intent' }>

/** What a playback is made with. */
export interface PlaybackOptions {
  readonly run: TapeRun
  /** What messages call the tape. */
  readonly tape: string
  readonly scrub: Scrub
}

/** Starts a run of the target on the ledger. */
export type StartPlayback<Result> = (target: Runnable, ledger: Ledger) => Promise<Result>

/** One run of a tape, played again: everything it asks for is held against the tape and answered from it. */
export class RunPlayback {
  readonly #options: PlaybackOptions
  readonly #intents: ReadonlyMap<string, Intent>
  readonly #ended: ReadonlySet<string>
  readonly #asked = new Map<string, JsonValue>()
  #unknown: string | undefined
  #beyond: RunError | undefined
  #cancelWatch: (() => void) | undefined
  #onStall: (error: RunError) => void = () => {}

  constructor(options: PlaybackOptions) {
    this.#options = options
    const { records } = options.run
    this.#intents = new Map(records.flatMap((record) => (record.type === 'intent' ? [[record.key, record]] : [])))
    this.#ended = new Set(
      records.flatMap((record) => (record.type === 'outcome' || record.type === 'failure' ? [record.key] : [])),
    )
  }

  /** Plays the run. Rejects with what the recorded run failed with, or with `RUN_DIVERGED` and an explanation. */
  async play<Result>(target: Runnable<never>, input: unknown, start: StartPlayback<Result>): Promise<Result> {
    const [first] = this.#options.run.records
    const recorded = first?.type === 'run' ? first.input : null
    if (this.#differs(recorded, input))
      throw this.#diverged({ what: 'it is given another input.', ...this.#sides(recorded, input) })
    try {
      return await start(this.#watched(target), this.#ledger(input as JsonValue))
    } catch (thrown) {
      throw this.#explain(thrown)
    } finally {
      this.#cancelWatch?.()
    }
  }

  /** Holds every step that the run asks for against the tape. */
  readonly interceptor: StepInterceptor = { name: 'tape', onAsk: (step) => this.#compareStep(step) }

  #ledger(input: JsonValue): Ledger {
    return {
      // The tape holds the input without its secrets; it was compared that way, and the run compares it as it is.
      history: this.#options.run.records.map((record) => (record.type === 'run' ? { ...record, input } : record)),
      append: (batch) => {
        const record = Array.isArray(batch) ? (batch as readonly LedgerRecord[])[0] : (batch as LedgerRecord)
        // A whole run is on the tape, so whatever comes on top of it is more than was recorded.
        const what =
          record !== undefined && 'key' in record
            ? `it asks for "${record.key}", which the recorded run did not.`
            : 'it goes on after its end.'
        throw (this.#beyond ??= this.#diverged({
          what,
          step: record !== undefined && 'key' in record ? record.key : undefined,
        }))
      },
    }
  }

  /** The agent, with its output held against the tape and an eye on whether it still moves. */
  #watched(target: Runnable<never>): Runnable {
    return {
      name: target.name,
      doRun: async (input: unknown, context: EngineContext) => {
        const stalled = new Promise<never>((_resolve, reject) => (this.#onStall = reject))
        this.#watch(stallMs)
        const output = await Promise.race([target.doRun(input as never, context), stalled])
        if (this.#beyond !== undefined) throw this.#beyond
        return this.#compareOutput(output)
      },
    }
  }

  #compareStep({ key, request }: InterceptedStep): void | Promise<void> {
    const intent = this.#intents.get(key)
    this.#asked.set(key, describeStep(request.kind, request.name, this.#options.scrub(request.input)))
    this.#watch(intent === undefined || this.#unknown !== undefined ? unknownStepMs : stallMs)
    if (intent === undefined) {
      this.#unknown ??= key
      return
    }
    if (this.#differs(intent.input ?? null, request.input)) {
      throw this.#diverged({
        step: key,
        what: 'its input differs.',
        ...this.#sides(intent.input ?? null, request.input),
      })
    }
    const recorded = this.#options.run.requests.get(key)
    if (recorded !== undefined && request.requestOf !== undefined)
      return this.#compareRequest(key, recorded, request.requestOf())
  }

  async #compareRequest(key: string, recorded: JsonValue, making: unknown): Promise<void> {
    const asked = await making
    if (this.#differs(recorded, asked))
      throw this.#diverged({ step: key, what: 'the model is asked something else.', ...this.#sides(recorded, asked) })
  }

  #compareOutput(output: unknown): unknown {
    const last = this.#options.run.records.at(-1)
    if (last?.type === 'error' || last?.type === 'cancel') {
      throw this.#diverged({
        what: 'it comes to an output, where the recorded run failed.',
        ...this.#sides(describeError(last.error), { output: this.#options.scrub(output) }),
      })
    }
    if (last?.type !== 'finish') return output
    if (this.#differs(last.output, output))
      throw this.#diverged({ what: 'it comes to another output.', ...this.#sides(last.output, output) })
    return last.output
  }

  /** The error of a failed replay: what the recorded run failed with, or an explained divergence. */
  #explain(thrown: unknown): unknown {
    if (isExplained(thrown)) return thrown
    if (RunError.isInstance(thrown) && thrown.code === 'RUN_DIVERGED')
      return this.#beyond ?? this.#explainReplay(thrown)
    const last = this.#options.run.records.at(-1)
    const error = serializeError(thrown)
    const recorded =
      last?.type === 'error' || last?.type === 'cancel'
        ? describeError(last.error)
        : { output: last?.type === 'finish' ? last.output : null }
    if (!this.#differs(recorded, describeError(error))) return thrown
    return this.#diverged({ what: 'it fails otherwise than recorded.', ...this.#sides(recorded, describeError(error)) })
  }

  #explainReplay({ details }: RunError): RunError {
    const [expected, found] = [String(details['expected'] ?? ''), String(details['found'] ?? '')]
    const missing = this.#neverAsked()
    if (found === 'end of run' && missing !== undefined) return this.#noLongerAsked(missing)
    if (expected === 'end of run')
      return this.#diverged({ step: found, what: `it asks for "${found}", which the recorded run did not.` })
    return this.#diverged({
      step: found,
      what: `the recorded run asked for "${expected}" here.`,
      recorded: this.#recordedStep(expected),
      asked: this.#asked.get(found) ?? null,
    })
  }

  #watch(delayMs: number): void {
    this.#cancelWatch?.()
    this.#cancelWatch = systemClock.setTimer(() => this.#onStall(this.#explainStall()), delayMs)
  }

  #explainStall(): RunError {
    if (this.#unknown !== undefined) {
      const asked = this.#asked.get(this.#unknown)
      return this.#diverged({
        step: this.#unknown,
        what: 'the recorded run did not ask for this step.',
        recorded: null,
        asked,
      })
    }
    const missing = this.#neverAsked()
    return missing === undefined
      ? this.#diverged({ what: 'it waits for something that is not on the tape.' })
      : this.#noLongerAsked(missing)
  }

  #noLongerAsked(key: string): RunError {
    return this.#diverged({
      step: key,
      what: 'the recorded run asked for this step, and it no longer does.',
      recorded: this.#recordedStep(key),
      asked: null,
    })
  }

  /** The first recorded step that the run should have asked for and did not. */
  #neverAsked(): string | undefined {
    for (const key of this.#intents.keys()) if (!this.#asked.has(key) && !this.#isInside(key)) return key
    return undefined
  }

  /** True for a step within one that is complete: its code does not run again. */
  #isInside(key: string): boolean {
    for (let parent = parentKey(key); parent !== ''; parent = parentKey(parent))
      if (this.#ended.has(parent)) return true
    return false
  }

  #recordedStep(key: string): JsonValue {
    const intent = this.#intents.get(key)
    return intent === undefined ? null : describeStep(intent.kind, intent.name, intent.input ?? null)
  }

  #differs(recorded: JsonValue, asked: unknown): boolean {
    return canonicalJson(this.#options.scrub(recorded)) !== canonicalJson(this.#options.scrub(asked))
  }

  #sides(recorded: JsonValue, asked: unknown): Pick<Divergence, 'recorded' | 'asked'> {
    return { recorded: this.#options.scrub(recorded), asked: this.#options.scrub(asked) }
  }

  #diverged(parts: Omit<Divergence, 'tape' | 'agent' | 'run'>): RunError {
    const { run, tape } = this.#options
    return divergenceError({ tape, agent: run.agent, run: run.id, ...parts })
  }
}

function describeStep(kind: string, name: string, input: JsonValue): JsonValue {
  return { [kind]: name, ...(input === null ? {} : { input }) }
}

function describeError({
  name,
  message,
  code,
}: {
  readonly name: string
  readonly message: string
  readonly code?: string | undefined
}): JsonValue {
  return { error: code === undefined ? `${name}: ${message}` : `${code}: ${message}` }
}
