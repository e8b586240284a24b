import { RuntimeError } from '../../errors/runtime-error.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { ContextNeed, Givable, GivenContext } from '../../util/compiler/context-of.ts'
import { version } from '../../util/version.ts'
import type { Callable } from '../context.ts'
import { checkOptionNames, checkRunOptions } from '../check-run-options.ts'
import type { StepInterceptor } from '../interceptors/interceptor.ts'
import { assertRunnable } from '../implementation.ts'
import { readHistory, type Ledger, type LedgerRecord } from '../ledger.ts'
import { memoryLedger } from '../memory/memory-ledger.ts'
import type { RunResult } from '../result/run-result.ts'
import { runOptionNames, startRun, type RunOptions } from '../start-run.ts'
import { createWorld } from '../world.ts'
import { RunRecording, closeRecords, tapeRecords } from './run-recording.ts'
import { createScrub } from './scrub.ts'
import { idsOf, StableIds } from './stable-ids.ts'
import type { Tape, TapeRun } from './tape.ts'
import { writeTape } from './tape-file.ts'

/** How a run is recorded. */
export interface RecordTapeOptions extends Omit<RunOptions, 'store'> {
  /** Where the tape is written, at the end of the run; without it, only `tape` of the result has it. */
  readonly file?: string | undefined
  /** Values that must not be on the tape, beside all that looks like a key. */
  readonly secrets?: Iterable<string> | undefined
  /** True to have the models stream. */
  readonly streaming?: boolean | undefined
}

const optionNames: Readonly<Record<keyof RecordTapeOptions, true>> = {
  ...runOptionNames,
  file: true,
  secrets: true,
  streaming: true,
}

/** A recorded run's result, with its tape. */
export interface RecordedResult<Output> extends RunResult<Output> {
  readonly tape: Tape
}

/**
 * Runs an agent and keeps all that it took from the world on a tape. A run that fails is written too, and then rejects
 * as `run` does.
 *
 * @example
 * const { output } = await recordTape(analyst, 'Review March', { file: 'tapes/march.jsonl' })
 */
export async function recordTape<Input, Output, Context, Given extends Givable<Context> = never>(
  agent: Callable<Input, Output, Context>,
  input: NoInfer<Input> & ContextNeed<Context, Given>,
  options: RecordTapeOptions & GivenContext<Given> = {},
): Promise<RecordedResult<Output>> {
  checkOptionNames(options, optionNames, 'recordTape')
  refuseStore(options)
  const { file, secrets, streaming = false, context, ledger = memoryLedger(), ...runOptions } = options
  const target = assertRunnable(agent, 'recordTape')
  const recording = new RunRecording(runName(agent.name), agent.name, createScrub(secrets))
  const tape = (): Tape => makeTape([{ run: recording.finish(), runId: recording.runId }])
  try {
    const history = await readHistory(ledger)
    // The tape stands outside of the caller's own, and has what they let through.
    const interceptors = [recording.interceptor, ...ownInterceptors(runOptions)]
    const world = createWorld({ ...runOptions, interceptors })
    const result = await startRun(
      target,
      input as never,
      { ...runOptions, ledger: recording.listen(ledger, history) },
      { isStreaming: streaming, context, world },
    )
    const made = tape()
    if (file !== undefined) writeTape(file, made)
    return withTape(result, ledger, made)
  } catch (thrown) {
    recording.fail(thrown)
    if (file !== undefined) writeTape(file, tape())
    throw thrown
  }
}

/** A run that a store records has its record there, and nothing of it would come to the tape. */
function refuseStore(options: object): void {
  if (!('store' in options) || options.store === undefined) return
  throw new RuntimeError(
    'RUNTIME_OPTIONS_INVALID',
    'recordTape takes no "store". Run the agent with the store, and make a tape of its record: ' +
      'tapeFromLedger(await store.open(result.runId)).',
  )
}

/** The caller's interceptors, which plain options of a run may hold though their type does not say so. */
function ownInterceptors(options: RunOptions): readonly StepInterceptor[] {
  checkRunOptions(options, 'recordTape')
  return (options as { readonly interceptors?: readonly StepInterceptor[] | undefined }).interceptors ?? []
}

/**
 * Makes a tape of a run's ledger, for example one of production, to replay it in a test. Ledgers do not keep what models
 * were asked, so a replay compares the steps, their inputs and the output.
 */
export function tapeFromLedger(
  ledger: Ledger | readonly LedgerRecord[],
  options: Pick<RecordTapeOptions, 'secrets'> = {},
): Tape {
  const records = recordsOf(ledger)
  const [first] = records
  if (first?.type !== 'run') throw new TypeError('This ledger holds no run: it does not begin with a "run" record.')
  const scrub = createScrub(options.secrets)
  const error = { name: 'Error', message: 'The run had not ended when its ledger was exported.' }
  const id = runName(first.agent)
  const closed = tapeRecords(closeRecords(records, error), id, scrub)
  return makeTape([
    { run: { id, agent: first.agent, records: closed, requests: new Map<string, JsonValue>() }, runId: first.runId },
  ])
}

/** What came of the run, with its tape, which is no part of the result's JSON either. */
function withTape<Output>(result: RunResult<Output>, ledger: Ledger, tape: Tape): RecordedResult<Output> {
  // What is defined so is not enumerable, as the getters of a result are not.
  return Object.defineProperties(result, { ledger: { value: ledger }, tape: { value: tape } }) as RecordedResult<Output>
}

/** The id on the tape of a run that stands alone. */
function runName(agent: string): string {
  return `call[1]>${agent}`
}

function recordsOf(ledger: Ledger | readonly LedgerRecord[]): readonly LedgerRecord[] {
  if (!('append' in ledger)) return ledger
  if ('records' in ledger) return ledger.records as readonly LedgerRecord[]
  const history = readHistory(ledger)
  if ('then' in history)
    throw new TypeError(
      'This ledger gives its records one after another. Give them as a list: tapeFromLedger(records).',
    )
  return history
}

function makeTape(recorded: readonly { readonly run: TapeRun; readonly runId: string | undefined }[]): Tape {
  const runs = recorded.map(({ run }) => run)
  const ids = new StableIds(
    recorded.map(({ run, runId }) => ({ id: run.id, runId })),
    idsOf(runs),
  )
  return {
    header: { version: 1, aixgo: version, agents: runs.map(({ agent }) => agent) },
    inputs: [],
    items: [],
    runs: runs.map((run) => ids.apply(run)),
  }
}
