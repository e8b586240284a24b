import { RuntimeError } from '../../errors/runtime-error.ts'
import type { Budget } from '../../runs/budget.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { startRun, type RunOptions, type RunResult } from '../../runs/start-run.ts'
import { orAbort } from '../../util/abort.ts'
import type { Activity } from './activity.ts'
import type { AgentHost } from './agent-host.ts'
import type { RuntimeCore } from '../runtime-core.ts'
import type { Semaphore } from '../mailbox/semaphore.ts'

/** How an agent is called. Everything has a default. */
export interface CallOptions {
  /** Gives the call up: the run is aborted, and the call rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Milliseconds after which the call is aborted with `DEADLINE_EXCEEDED`, the wait for the agent included. */
  readonly timeoutMs?: number
  /** The conversation the run belongs to. */
  readonly session?: string
  /** On whose behalf the run is made; its budget is that of the runtime's store. */
  readonly tenant?: string
  /** Limits for this run and all agents that it calls. */
  readonly budget?: Budget
}

/** A call on its way. */
export interface AgentCall {
  readonly host: AgentHost
  readonly core: RuntimeCore
  /** Limits the calls of the whole runtime. */
  readonly limit: Semaphore | undefined
  readonly input: unknown
  readonly options: CallOptions & { readonly context?: unknown }
}

/**
 * Runs an agent when it has a free slot. Rejects at once when the call is given up; the slot stays taken until the run
 * has stopped, or is abandoned.
 */
export async function callAgent(call: AgentCall): Promise<RunResult<unknown>> {
  const { host, options } = call
  options.signal?.throwIfAborted()
  const activity = host.begin()
  activity.follow(options.signal)
  if (options.timeoutMs !== undefined) limitTime(activity, call, options.timeoutMs)
  const settle = await takeSlot(call, activity)
  // The call may have been given up after the slot was given to it.
  if (activity.isAborted) {
    settle()
    throw activity.signal.reason
  }
  const run = startCall(call, activity)
  run.then(settle, settle)
  return orAbort(run, activity.signal)
}

/** Takes all that the call needs. Gives the function that ends the activity and gives everything back. */
async function takeSlot({ host, core, limit }: AgentCall, activity: Activity): Promise<() => void> {
  const round = core.rounds.begin()
  const taken = [() => core.rounds.release(round), () => host.end(activity)]
  activity.onAbandon = () => {
    for (const giveBack of taken.splice(0).reverse()) giveBack()
  }
  const settle = (): void => {
    if (activity.settle()) activity.onAbandon?.()
  }
  try {
    if (limit !== undefined) {
      await limit.acquire(activity.signal)
      taken.push(() => limit.release())
    }
    await host.slots.acquire(activity.signal)
    taken.push(() => host.slots.release())
    return settle
  } catch (thrown) {
    settle()
    throw thrown
  }
}

function startCall({ host, core, input, options }: AgentCall, activity: Activity): Promise<RunResult<unknown>> {
  host.counters.calls += 1
  const { clock, random, resolveModel, listener, streaming, budgets, prices } = core
  const runOptions = {
    signal: activity.signal,
    clock,
    random,
    resolveModel,
    onEvent: listener,
    session: options.session,
    tenant: options.tenant,
    budget: options.budget,
    budgets,
    prices,
  }
  const mode = { streaming, context: options.context }
  // To a run, undefined and absent mean the same.
  if (core.tape === undefined) return startRun<unknown, unknown>(host.agent, input, runOptions as RunOptions, mode)
  const taped = core.tape.open({ agent: host.agent, input, from: undefined, parent: undefined })
  return taped.attempt(memoryLedger(), (target, ledger, own = random) =>
    startRun(target, input, { ...runOptions, ledger, random: own } as RunOptions, mode),
  )
}

function limitTime(activity: Activity, { host }: AgentCall, timeoutMs: number): void {
  const details = { agent: host.name, timeoutMs }
  activity.limit(
    timeoutMs,
    () =>
      new RuntimeError('DEADLINE_EXCEEDED', `The call of agent "${host.name}" took longer than ${timeoutMs} ms.`, {
        details,
      }),
  )
}
