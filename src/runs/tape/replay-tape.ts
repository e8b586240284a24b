import { RunError } from '../../errors/run-error.ts'
import type { Callable, RunListener } from '../context.ts'
import { checkOptionNames } from '../check-run-options.ts'
import { assertRunnable } from '../implementation.ts'
import type { RunResult } from '../result/run-result.ts'
import { startRun } from '../start-run.ts'
import { createWorld } from '../world.ts'
import { countedRandom } from './counted-random.ts'
import { RunPlayback } from './run-playback.ts'
import { createScrub } from './scrub.ts'
import type { Tape } from './tape.ts'
import { readTape } from './tape-file.ts'
import { tapeClock, tapeModels } from './tape-ports.ts'

/** How a tape is replayed. */
export interface ReplayTapeOptions {
  /** Values that were taken out when the tape was recorded, where the agent still has them. */
  readonly secrets?: Iterable<string> | undefined
  /** Told of every event of the run, in order. */
  readonly onEvent?: RunListener | undefined
  /** True to announce deltas, one for each part of a model's answer. */
  readonly streaming?: boolean | undefined
  /** The caller's own dependencies, as for `run`. Tools are not run, so only instructions see them. */
  readonly context?: unknown
}

const optionNames: Readonly<Record<keyof ReplayTapeOptions, true>> = {
  secrets: true,
  onEvent: true,
  streaming: true,
  context: true,
}

/**
 * Runs an agent on a tape, or on the file of one: at once, without a model, a tool, a clock or a network. Rejects with
 * `RUN_DIVERGED` and both sides beside each other when the agent asks for anything else than was recorded, and with what
 * the recorded run failed with where it failed.
 *
 * @example
 * const { output } = await replayTape(analyst, 'tapes/march.jsonl', 'Review March')
 *
 * @throws RunError `RUN_DIVERGED`, `TAPE_INVALID`.
 */
export async function replayTape<Input, Output>(
  agent: Callable<Input, Output, never>,
  source: Tape | string,
  input: NoInfer<Input>,
  options: ReplayTapeOptions = {},
): Promise<RunResult<Output>> {
  checkOptionNames(options, optionNames, 'replayTape')
  const tape = typeof source === 'string' ? readTape(source) : source
  const { secrets, onEvent, streaming = false, context } = options
  const name = tape.file ?? 'tape'
  const playback = new RunPlayback({ run: onlyRun(tape, agent.name), tape: name, scrub: createScrub(secrets) })
  const world = createWorld({
    clock: tapeClock,
    random: countedRandom('tape'),
    resolveModel: tapeModels,
    interceptors: [playback.interceptor],
  })
  const agentRun = assertRunnable(agent, 'replayTape')
  const played = await playback.play(agentRun, input, (target, ledger) =>
    startRun(target, input as unknown, { ledger, onEvent }, { isStreaming: streaming, context, world }),
  )
  return played as RunResult<Output>
}

/** The run of a tape that holds one run of this agent. */
function onlyRun(tape: Tape, agent: string): Tape['runs'][number] {
  const name = tape.file ?? 'tape'
  const [run, ...others] = tape.runs.filter((each) => each.agent === agent)
  if (run === undefined) {
    const agents = tape.header.agents.map((each) => `"${each}"`).join(', ')
    throw new RunError(
      'RUN_DIVERGED',
      `The tape "${name}" has no run of agent "${agent}"; it was recorded from ${agents}.`,
      { details: { agent } },
    )
  }
  if (others.length === 0) return run
  throw new RunError(
    'TAPE_INVALID',
    `The tape "${name}" has ${others.length + 1} runs of agent "${agent}". Replay it with a system.`,
    { details: { agent } },
  )
}
