import type { AnyAgent } from '../../agents/agent.ts'
import { implementationOf } from '../../agents/implementation.ts'
import { withHooks } from '../../agents/with-hooks.ts'
import { checkOptionValues } from '../../runs/check-run-options.ts'
import { mapping, truth, type OptionChecks } from '../../util/options/wrong-value.ts'
import type { MessageContent } from '../../messages/message.ts'
import { countedRandom } from '../../runs/tape/counted-random.ts'
import { readHistory } from '../../runs/ledger.ts'
import { RunRecording } from '../../runs/tape/run-recording.ts'
import { createScrub, type Scrub } from '../../runs/tape/scrub.ts'
import { idsOf, StableIds } from '../../runs/tape/stable-ids.ts'
import type { Tape, TapeHeader, TapeInput, TapeRun } from '../../runs/tape/tape.ts'
import { tapeTime } from '../../runs/tape/tape.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { systemClock } from '../../util/clock.ts'
import type { Random } from '../../util/random.ts'
import { version } from '../../util/version.ts'
import type { RunCause, RuntimeTape, TapedRun } from './runtime-tape.ts'
import { byAgentAndCause, RunNames } from './run-names.ts'

/** How a system is recorded. */
export interface TapeRecorderOptions {
  /** Values that must not be on the tape, beside all that looks like a key. */
  readonly secrets?: Iterable<string> | undefined
  /**
   * True for a system that takes nothing from the world: its clock stands still and its chance is counted, so that each
   * recording gives the same tape. Waits still take their time.
   */
  readonly deterministic?: boolean | undefined
  /** What is told of the models on the tape. */
  readonly header?: Pick<TapeHeader, 'offline' | 'model'> | undefined
}

// Secrets are looked at where they are taken out.
const optionChecks: OptionChecks<keyof TapeRecorderOptions> = {
  secrets: () => undefined,
  deterministic: truth,
  header: mapping,
}

/** Records what a runtime takes from the world. Hand it in as `tape`, and take the tape when the runtime is closed. */
export interface TapeRecorder extends RuntimeTape {
  /** The tape of all that has happened so far; runs in progress end there. */
  finish(): Tape
}

/**
 * Makes a recorder for one runtime or system.
 *
 * @example
 * const recorder = tapeRecorder()
 * await using runtime = await createRuntime({ agents, tape: recorder })
 * await runtime.feed('Where is my order?')
 * await runtime.idle()
 * writeTape('tapes/order.jsonl', recorder.finish())
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function tapeRecorder(options: TapeRecorderOptions = {}): TapeRecorder {
  checkOptionValues(options, optionChecks, 'tapeRecorder')
  return new SystemRecorder(options)
}

class SystemRecorder implements TapeRecorder {
  readonly isPlayed = false
  readonly ports: RuntimeTape['ports']
  readonly #options: TapeRecorderOptions
  readonly #scrub: Scrub
  readonly #agents = new Set<string>()
  readonly #inputs: TapeInput[] = []
  readonly #items = new Map<string, JsonValue[]>()
  readonly #recordings = new Map<string, RunRecording>()
  readonly #names = new RunNames()
  readonly #nameOfRun = new Map<string, string>()

  constructor(options: TapeRecorderOptions) {
    this.#options = options
    this.#scrub = createScrub(options.secrets)
    const standing = { ...systemClock, now: () => tapeTime }
    this.ports = options.deterministic === true ? { clock: standing, random: countedRandom('message') } : {}
  }

  wrap(agent: AnyAgent): AnyAgent {
    this.#agents.add(agent.name)
    const { source } = implementationOf(agent)
    if (source === undefined) return agent
    return withHooks(agent, { source: (context) => this.#listen(agent.name, source(context)) })
  }

  noteInput(to: string | null, content: MessageContent): void {
    this.#inputs.push({ to, value: this.#scrub(content) })
  }

  open(cause: RunCause): TapedRun {
    const id = this.#names.next(cause, (runId) => this.#nameOfRun.get(runId))
    // A run that is called again by a later attempt of its caller goes on with its record.
    const recording = this.#recordings.get(id) ?? new RunRecording(id, cause.agent.name, this.#scrub)
    this.#recordings.set(id, recording)
    const random = this.#options.deterministic === true ? runRandom(id) : undefined
    return {
      isFinal: false,
      attempt: async (ledger, start) => {
        // What the run calls and emits begins other runs, whose names begin with its own.
        const onRun = (runId: string): void => void this.#nameOfRun.set(runId, id)
        const listened = recording.listen(ledger, await readHistory(ledger), onRun)
        try {
          return await start({
            target: implementationOf(cause.agent),
            ledger: listened,
            interceptor: recording.interceptor,
            random,
          })
        } catch (thrown) {
          recording.fail(thrown)
          throw thrown
        }
      },
    }
  }

  finish(): Tape {
    const recordings = [...this.#recordings.values()].filter(({ hasBegun }) => hasBegun).sort(byAgentAndCause)
    const runs = recordings.map((recording) => recording.finish())
    const ids = new StableIds(
      recordings.map(({ id, runId }) => ({ id, runId })),
      idsOf(runs),
    )
    const names = [...this.#items.keys()].sort()
    return {
      header: { version: 1, aixgo: version, agents: [...this.#agents], ...this.#options.header },
      inputs: this.#inputs,
      items: names.flatMap((from) => this.#entered(from, runs).map((value) => ({ from, value }))),
      runs: runs.map((run) => ids.apply(run)),
    }
  }

  async *#listen(agent: string, source: AsyncIterable<JsonValue>): AsyncGenerator<JsonValue> {
    const items = this.#items.get(agent) ?? []
    this.#items.set(agent, items)
    for await (const item of source) {
      // Nothing is sent for these, so they must not be counted among the items that begin runs.
      if (item !== null && item !== undefined) items.push(this.#scrub(item))
      yield item
    }
  }

  /** The items that came in. One may have been on its way when the limit of rounds was reached, and begun no run. */
  #entered(from: string, runs: readonly TapeRun[]): readonly JsonValue[] {
    const items = this.#items.get(from) ?? []
    const begun = runs.flatMap(({ id }) =>
      id.startsWith(`${from}[`) ? [Number.parseInt(id.slice(from.length + 1), 10)] : [],
    )
    return begun.length === 0
      ? items
      : items.slice(
          0,
          begun.reduce((most, each) => Math.max(most, each), 0),
        )
  }
}

/** Chance for one run, whatever runs beside it. The first id is the run's own. */
function runRandom(name: string): Random {
  const counted = countedRandom(`${name}#id`)
  let isNamed = false
  return {
    next: counted.next,
    id: () => {
      if (isNamed) return counted.id()
      isNamed = true
      return name
    },
  }
}
