import { deadlineExceeded } from '../errors/deadline-exceeded.ts'
import { modelName } from '../models/model.ts'
import type { JsonValue } from '../util/json/json.ts'
import { version } from '../util/version.ts'
import type { Budget, BudgetAccount } from './budget.ts'
import type { HeldSlot } from './call-port.ts'
import { checkBudget } from './budget/check-budget.ts'
import { runBudgets } from './budget/run-budgets.ts'
import type { Received, RunListener } from './context.ts'
import { checkOrigin } from './check-origin.ts'
import { checkOptionNames, checkRunOptions } from './check-run-options.ts'
import type { RunHost } from './run/door.ts'
import type { Runnable } from './engine.ts'
import { budgetInterceptor } from './interceptors/budget.ts'
import { costInterceptor } from './interceptors/cost.ts'
import { StepChain } from './interceptors/step-chain.ts'
import type { StepInterceptor } from './interceptors/interceptor.ts'
import { jsonOf } from './json-values.ts'
import {
  giveBack,
  readHistory,
  recordVersion,
  type Ledger,
  type LedgerRecord,
  type RunRecord,
  type RunStart,
} from './ledger.ts'
import { privateLedger } from './memory/memory-ledger.ts'
import { openRun, type Opening } from './open-run.ts'
import type { RunResult } from './result/run-result.ts'
import type { RunStore } from './run-store.ts'
import { isTerminal } from './replay/replay.ts'
import { Run } from './run/run.ts'
import { withoutRetried } from './replay/without-retried.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'
import { defined } from '../util/options/defined.ts'

/** How a run is started. Everything has a default. */
export interface RunOptions extends WorldOptions {
  /** Stops the run for good: the model request and the tools are aborted, and the run rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Milliseconds after which the run is aborted with `DEADLINE_EXCEEDED`. A run that is taken up again
   * keeps the limit it was started with; one that had none is given this, from now on.
   */
  readonly timeoutMs?: number | undefined
  /** Names the conversation this run belongs to, for budgets, events and records. It keeps no history: give `{ messages }`. */
  readonly session?: string | undefined
  /** On whose behalf the run is made; its budget is that of the store. */
  readonly tenant?: string | undefined
  /** Where the run is recorded. With a history, the run continues from it and repeats no recorded step. */
  readonly ledger?: Ledger | undefined
  /** Where the run is recorded, instead of `ledger`: a store of runs, which knows them by their ids. */
  readonly store?: RunStore | undefined
  /**
   * The run's id, made up unless given. Starting a run that exists in the store attaches to it: where it is under way in this
   * process, its own `signal`, `timeoutMs`, `budget` and context go on holding, and of these options only `onEvent` counts.
   */
  readonly runId?: string | undefined
  /** Told of every event of the run, in order. What it throws changes nothing. */
  readonly onEvent?: RunListener | undefined
  /** Limits for this run and all agents that it calls. */
  readonly budget?: Budget | undefined
  /** The step of another run that caused this one, as `runId/key`. */
  readonly parent?: string | undefined
}

/** The names of all options, and of the context and the interceptors that stand beside them. */
export const runOptionNames: Readonly<Record<keyof RunOptions | 'context' | 'interceptors', true>> = {
  interceptors: true,
  signal: true,
  timeoutMs: true,
  context: true,
  session: true,
  tenant: true,
  onEvent: true,
  budget: true,
  store: true,
  runId: true,
  ledger: true,
  parent: true,
  clock: true,
  random: true,
  resolveModel: true,
  prices: true,
  budgets: true,
}

/** What only the code which starts runs for others sets: streams, and the runtime that hosts the agent. */
export interface RunMode extends RunHost {
  readonly isStreaming: boolean
  readonly context: unknown
  /** The message that a runtime delivered, for runs that handle one. */
  readonly received?: Received | undefined
  /** What the first record keeps of how the run was started; made from the options where there is no host. */
  readonly start?: RunStart | undefined
  readonly cause?: RunRecord['cause'] | undefined
  /** The world of the host. */
  readonly world?: World | undefined
  /** How deep the run is nested in calls of other runs. */
  readonly depth?: number | undefined
  readonly slots?: readonly HeldSlot[] | undefined
  /** Budgets of the caller, which this run draws on too. */
  readonly budgets?: readonly BudgetAccount[] | undefined
  readonly graceMs?: number | undefined
  readonly rootId?: string | undefined
  /** The steps that are done again, where the run is taken up after a failure. */
  readonly retry?: { readonly keys: readonly string[]; readonly attempt: number } | undefined
  /** Says whether a run that has failed or was called off is taken up again, and how. Asked where nothing is said above. */
  reopen?(history: readonly LedgerRecord[]): RunMode['retry']
  /** Given the run once it is there, to call it off. */
  onRun?(run: Run): void
}

const defaultGraceMs = 1000

/** Runs an agent on an input, recording every step in the ledger. Rejects with whatever the agent throws. */
export function startRun<Input, Output>(
  target: Runnable<Input, Output>,
  input: Input,
  options: RunOptions,
  mode: RunMode,
): Promise<RunResult<Output>> {
  try {
    // A host has checked its own.
    if (mode.world === undefined) checkOptions(options, target.name)
    options.signal?.throwIfAborted()
    const world = mode.world ?? createWorld(options)
    const asked: AskedRun = { agent: target.name, input: jsonOf(input, `The input of agent "${target.name}"`) }
    // Hosts look after that by themselves.
    if (mode.world === undefined && world.yielder.spent())
      return world.yielder.next().then(() => begin({ target, asked, world, options, mode }))
    return begin({ target, asked, world, options, mode })
  } catch (thrown) {
    return Promise.reject(thrown)
  }
}

function checkOptions(options: RunOptions, agent: string): void {
  checkOptionNames(options, runOptionNames, `agent "${agent}"`)
  checkRunOptions(options, `agent "${agent}"`)
}

/** Opens the ledger and starts the run. */
function begin<Input, Output>(parts: Beginning<Input, Output>): Promise<RunResult<Output>> {
  try {
    const { options } = parts
    options.signal?.throwIfAborted()
    const { store, ledger = privateLedger(), onEvent: listener } = options
    if (store !== undefined) {
      const start: Opening<Output>['start'] = (opened) => startOn(parts, opened)
      const retryOf = (history: readonly LedgerRecord[]): RunMode['retry'] =>
        parts.mode.retry ?? parts.mode.reopen?.(history)
      const recall = parts.target.doRecall
      return openRun({ store, record: firstRecord(parts), listener, retryOf, recall, start })
    }
    const history = readHistory(ledger)
    return 'then' in history
      ? history.then((records) => startOn(parts, { ledger, history: records, listener }))
      : startOn(parts, { ledger, history, listener })
  } catch (thrown) {
    return Promise.reject(thrown)
  }
}

/** What is asked of which agent. */
interface AskedRun {
  readonly agent: string
  readonly input: JsonValue
}

/** A run that is about to begin. */
interface Beginning<Input, Output> {
  readonly target: Runnable<Input, Output>
  readonly asked: AskedRun
  readonly world: World
  readonly options: RunOptions
  readonly mode: RunMode
}

/** A ledger that a run is started on. */
interface OpenedLedger {
  readonly ledger: Ledger
  readonly history: readonly LedgerRecord[]
  readonly listener: RunListener | undefined
  /** The record of a new run, where it had to be made before the ledger was opened. */
  readonly record?: RunRecord | undefined
  /** How it is taken up again after a failure, where that has been decided. */
  readonly retry?: RunMode['retry'] | undefined
}

/** Starts a run on its ledger, or takes it up again. */
function startOn<Input, Output>(parts: Beginning<Input, Output>, opened: OpenedLedger): Promise<RunResult<Output>> {
  try {
    return beginOn(parts, opened)
  } catch (thrown) {
    const reject = (): never => {
      throw thrown
    }
    // One that is of no use here is given back.
    return Promise.resolve(giveBack(opened.ledger)).then(reject, reject)
  }
}

function beginOn<Input, Output>(parts: Beginning<Input, Output>, opened: OpenedLedger): Promise<RunResult<Output>> {
  const { target, world, options, mode } = parts
  const { ledger, listener } = opened
  const history = takenUp(opened, parts)
  const [first] = history
  // Made only for a new run: a replay reads no clock and makes no id.
  const record = first?.type === 'run' ? first : (opened.record ?? firstRecord(parts))
  if (first?.type === 'run') checkOrigin(first, parts.asked.agent, parts.asked.input)
  const { start } = record
  const session = start.session ?? options.session
  const tenant = start.tenant ?? options.tenant
  const budgets = runBudgets(record.runId, {
    budget: options.budget === undefined ? start.budget : options.budget,
    budgets: world.budgets,
    session,
    tenant,
    callers: mode.budgets,
  })
  const run = new Run({
    id: record.runId,
    agent: target.name,
    rootId: mode.rootId ?? record.runId,
    depth: mode.depth ?? 0,
    record,
    ledger,
    history,
    world,
    chain: StepChain.of(world.interceptors, ownInterceptors),
    budgets,
    context: mode.context,
    session,
    tenant,
    received: mode.received,
    isStreaming: mode.isStreaming,
    listener,
    slots: mode.slots ?? noSlots,
    graceMs: mode.graceMs ?? defaultGraceMs,
    host: mode,
  })
  mode.onRun?.(run)
  run.onEnd = limitTime(run, record, options)
  run.start(target)
  // The output is the target's, as JSON has it.
  return run.done as Promise<RunResult<Output>>
}

/** The records that count: of a run that is taken up after a failure, all but that failure. */
function takenUp(
  { ledger, history, retry: decided }: OpenedLedger,
  { mode, world }: Pick<Beginning<never, unknown>, 'mode' | 'world'>,
): readonly LedgerRecord[] {
  if (history.length === 0) return history
  const retry = decided ?? mode.retry ?? mode.reopen?.(history)
  if (retry === undefined) return withoutRetried(history)
  const record: LedgerRecord = { type: 'retry', ...retry, at: world.clock.now() }
  // A ledger that cannot take it fails again with the next record, and the run hears of that.
  void Promise.resolve(ledger.append(record, 'ordered')).catch(() => {})
  return withoutRetried([...history, record])
}

const noSlots: readonly HeldSlot[] = []

/** Calls the run off when its caller does, or when its deadline passes, which may be now. Gives the way to stop watching for both. */
function limitTime(run: Run, { start, agent, at }: RunRecord, options: RunOptions): (() => void) | undefined {
  const { signal, timeoutMs } = options
  const { clock } = run.parts.world
  const last = run.parts.history.at(-1)
  // What is over is told as it was, however late. A run that was started without a limit may be given one when it goes on.
  const isOver = last !== undefined && isTerminal(last)
  const deadline = isOver
    ? undefined
    : (start.deadline ?? (timeoutMs === undefined ? undefined : clock.now() + timeoutMs))
  if (signal === undefined && deadline === undefined) return undefined
  const onAbort = (): void => run.abort(signal?.reason)
  // Between the request and the start, a ledger was read.
  if (signal?.aborted === true) onAbort()
  else signal?.addEventListener('abort', onAbort, { once: true })
  const limitMs = start.deadline === undefined ? (timeoutMs ?? 0) : start.deadline - at
  const onDeadline = (): void => run.abort(deadlineExceeded(agent, limitMs))
  const remainingMs = deadline === undefined ? Infinity : deadline - clock.now()
  if (remainingMs <= 0) onDeadline()
  const cancel = deadline === undefined || remainingMs <= 0 ? undefined : clock.setTimer(onDeadline, remainingMs)
  return () => {
    cancel?.()
    signal?.removeEventListener('abort', onAbort)
  }
}

function firstRecord({ target, asked, options, mode, world }: Beginning<never, unknown>): RunRecord {
  const at = world.clock.now()
  const { agent, input } = asked
  const cause = mode.cause ?? parentOf(options.parent)
  const runId = options.runId ?? world.random.id()
  const code = target.version === undefined ? engineCode : `${target.version} ${engineCode}`
  const start = startOf(options, mode, at)
  return cause === undefined
    ? { type: 'run', v: recordVersion, runId, agent, input, at, code, start }
    : { type: 'run', v: recordVersion, runId, agent, input, at, code, start, cause }
}

const engineCode = `aixgo@${version}`
const plainStart: RunStart = { streaming: false }

function startOf(options: RunOptions, mode: RunMode, at: number): RunStart {
  const { session, tenant, budget, timeoutMs } = options
  const { isStreaming: streaming, start } = mode
  if (start !== undefined) return budget === undefined ? start : { ...start, budget: recordedBudget(budget) }
  const isPlain = session === undefined && tenant === undefined && budget === undefined && timeoutMs === undefined
  if (isPlain && !streaming) return plainStart
  return defined({
    streaming,
    session,
    tenant,
    budget: budget && recordedBudget(budget),
    deadline: timeoutMs === undefined ? undefined : at + timeoutMs,
  })
}

/** A budget as the record keeps it: a cheaper model by its name. */
function recordedBudget(budget: Budget): Budget {
  const { cheaperModel, ...limits } = checkBudget(budget, 'the run')
  return defined({ ...limits, cheaperModel: cheaperModel && modelName(cheaperModel) })
}

function parentOf(parent: string | undefined): RunRecord['cause'] | undefined {
  if (parent === undefined) return undefined
  const slash = parent.indexOf('/')
  return slash < 0 ? { runId: parent, key: '' } : { runId: parent.slice(0, slash), key: parent.slice(slash + 1) }
}

const ownInterceptors: readonly StepInterceptor[] = [budgetInterceptor, costInterceptor]
