import type { AnyAgent } from '../../agents/agent.ts'
import { implementationOf } from '../../agents/implementation.ts'
import { withHooks } from '../../agents/with-hooks.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import { checkOptionValues } from '../../runs/check-run-options.ts'
import { isRecord } from '../../util/is-record.ts'
import type { OptionChecks } from '../../util/options/wrong-value.ts'
import { shown } from '../../util/text/shown.ts'
import type { MessageContent } from '../../messages/message.ts'
import { countedRandom } from '../../runs/tape/counted-random.ts'
import { divergenceError, isExplained } from '../../runs/tape/divergence.ts'
import { RunPlayback } from '../../runs/tape/run-playback.ts'
import { createScrub, type Scrub } from '../../runs/tape/scrub.ts'
import type { Tape, TapeInput, TapeRun } from '../../runs/tape/tape.ts'
import { readTape } from '../../runs/tape/tape-file.ts'
import { tapeClock, tapeModels } from '../../runs/tape/tape-ports.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { RunCause, RuntimeTape, TapedRun } from './runtime-tape.ts'
import { byAgentAndCause, RunNames } from './run-names.ts'

/** How a system is played again. */
export interface TapePlayerOptions {
  /** Values that were taken out when the tape was recorded, where the system still has them. */
  readonly secrets?: Iterable<string> | undefined
}

// Secrets are looked at where they are taken out.
const optionChecks: OptionChecks<keyof TapePlayerOptions> = { secrets: () => undefined }

function noTape(given: unknown): RuntimeError {
  const message = `tapePlayer takes a tape or the path of its file, tapePlayer('tapes/order.jsonl'), not ${shown(given)}.`
  return new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
}

/** Stands in for the world: sources give the recorded items at once, and every run comes from the tape. */
export interface TapePlayer extends RuntimeTape {
  readonly tape: Tape
  /** What was sent into the recorded system; send it again where it was sent. */
  readonly inputs: readonly TapeInput[]
  /**
   * Call when the runtime is idle.
   * @throws RunError `RUN_DIVERGED` with the first difference, in the order of the tape.
   */
  assertSame(): void
}

/**
 * Makes a player for one runtime or system from a tape or its file.
 *
 * @example
 * const player = tapePlayer('tapes/order.jsonl')
 * await using runtime = await createRuntime({ agents, tape: player })
 * await runtime.feed('Where is my order?')
 * await runtime.idle()
 * player.assertSame()
 *
 * @throws RunError `TAPE_INVALID`, RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function tapePlayer(tape: Tape | string, options: TapePlayerOptions = {}): TapePlayer {
  checkOptionValues(options, optionChecks, 'tapePlayer')
  if (typeof tape !== 'string' && !(isRecord(tape) && Array.isArray(tape['runs']))) throw noTape(tape)
  return new SystemPlayer(typeof tape === 'string' ? readTape(tape) : tape, createScrub(options.secrets))
}

class SystemPlayer implements TapePlayer {
  readonly isPlayed = true
  readonly tape: Tape
  readonly ports = { clock: tapeClock, random: countedRandom('message'), resolveModel: tapeModels }
  readonly #scrub: Scrub
  readonly #runs: ReadonlyMap<string, TapeRun>
  readonly #names = new RunNames()
  readonly #played = new Set<string>()
  readonly #divergences: { readonly id: string; readonly agent: string; readonly error: Error }[] = []

  constructor(tape: Tape, scrub: Scrub) {
    this.tape = tape
    this.#scrub = scrub
    this.#runs = new Map(tape.runs.map((run) => [run.id, run]))
  }

  get inputs(): readonly TapeInput[] {
    return this.tape.inputs
  }

  wrap(agent: AnyAgent): AnyAgent {
    // Nothing is got ready or given back: what an agent would open is never used.
    const isSource = implementationOf(agent).source !== undefined
    const source = isSource ? () => this.#itemsOf(agent.name) : undefined
    return withHooks(agent, { source, doStart: undefined, doStop: undefined })
  }

  noteInput(_to: string | null, _content: MessageContent): void {
    // What is sent shows in the runs it begins, and is held against the tape there.
  }

  open(cause: RunCause): TapedRun {
    // On a tape a run's id is its name.
    const id = this.#names.next(cause, (runId) => runId)
    this.#played.add(id)
    const run = this.#runs.get(id)
    const { name } = cause.agent
    if (run === undefined) return this.#refuse(id, cause)
    const playback = new RunPlayback({ run, tape: this.#name, scrub: this.#scrub })
    return {
      isFinal: true,
      attempt: async (_ledger, start) => {
        const { interceptor } = playback
        try {
          return await playback.play(implementationOf(cause.agent), cause.input, (target, ledger) =>
            start({ target, ledger, interceptor }),
          )
        } catch (thrown) {
          if (isExplained(thrown)) this.#divergences.push({ id, agent: name, error: thrown })
          throw thrown
        }
      },
    }
  }

  assertSame(): void {
    const [first] = this.#divergences.toSorted((a, b) => this.#rank(a.id) - this.#rank(b.id) || byAgentAndCause(a, b))
    if (first !== undefined) throw first.error
    // What a run called is on the run's own record, and is not run again.
    const missing = this.tape.runs.find(({ id }) => !this.#played.has(id) && !isCalled(id))
    if (missing === undefined) return
    const { id, agent, records } = missing
    const [begin] = records
    const recorded: JsonValue = { input: begin?.type === 'run' ? begin.input : null }
    throw divergenceError({
      tape: this.#name,
      agent,
      run: id,
      what: 'the agent does not get this message any more.',
      recorded,
    })
  }

  get #name(): string {
    return this.tape.file ?? 'tape'
  }

  #refuse(id: string, { agent, input }: RunCause): TapedRun {
    const asked: JsonValue = { input: this.#scrub(input) }
    const error = divergenceError({
      tape: this.#name,
      agent: agent.name,
      run: id,
      what: 'the agent gets a message that it did not get when the tape was recorded.',
      asked,
    })
    return {
      isFinal: true,
      attempt: () => {
        this.#divergences.push({ id, agent: agent.name, error })
        return Promise.reject(ensureError(error))
      },
    }
  }

  /** Causes come before what they caused, and what is on the tape before what is not. */
  #rank(id: string): number {
    return id.split('>').length + (this.#runs.has(id) ? 0 : 1_000_000)
  }

  async *#itemsOf(agent: string): AsyncGenerator<JsonValue> {
    for (const { from, value } of this.tape.items) if (from === agent) yield value
  }
}

/** True for the name of a run that another run called. */
function isCalled(id: string): boolean {
  return id.includes('/agent:')
}
