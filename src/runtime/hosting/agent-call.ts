import type { AnyAgent } from '../../agents/agent.ts'
import type { AixgoError } from '../../errors/aixgo-error.ts'
import { deadlineExceeded } from '../../errors/deadline-exceeded.ts'
import type { Budget } from '../../runs/budget.ts'
import type { CallRequest, HeldSlot } from '../../runs/call-port.ts'
import type { RunListener } from '../../runs/context.ts'
import type { Ledger } from '../../runs/ledger.ts'
import type { RunResult } from '../../runs/result/run-result.ts'
import { orAbort } from '../../util/abort.ts'
import type { Semaphore } from '../mailbox/semaphore.ts'
import type { RoundRef } from '../routing/envelope.ts'
import { localOrigin } from '../routing/rounds.ts'
import type { RuntimeCore } from '../runtime-core.ts'
import type { Activity } from './activity.ts'
import type { AgentHost } from './agent-host.ts'
import type { ChildRun } from './child-runs.ts'
import { HostedRun } from './hosted-run.ts'
import { isParked } from './parking.ts'
import { defined } from '../../util/options/defined.ts'

/** How an agent is called. Everything has a default. */
export interface CallOptions {
  /** Gives the call up: the run is aborted, and the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds after which the call is aborted with `DEADLINE_EXCEEDED`, the wait for the agent included. */
  readonly timeoutMs?: number | undefined
  /** Names the conversation the run belongs to, for budgets, events and records. It keeps no history: give `{ messages }`. */
  readonly session?: string | undefined
  /** On whose behalf the run is made; its budget is that of the runtime's store. */
  readonly tenant?: string | undefined
  /** Limits for this run and all agents that it calls. */
  readonly budget?: Budget | undefined
  /** The run's id, made up unless given. Calling with one that the runtime's store knows attaches to that run. */
  readonly runId?: string | undefined
  /** Where the run is recorded, instead of the runtime's store. With a history, the run goes on from it. */
  readonly ledger?: Ledger | undefined
  /** Told of every event of the run, in order, beside the runtime's own listener. What it throws changes nothing. */
  readonly onEvent?: RunListener | undefined
}

/** A call on its way. */
export interface AgentCall {
  readonly host: AgentHost
  readonly core: RuntimeCore
  /** Limits the calls of the whole runtime; calls by agents are not counted. */
  readonly limit: Semaphore | undefined
  readonly input: unknown
  readonly options: CallOptions & { readonly context?: unknown }
  /** True where models stream whatever the runtime says, because the call is read as it goes on. */
  readonly isStreaming?: boolean | undefined
  /** The run that calls; none for a call from outside. */
  readonly caller: CallRequest | undefined
  /** Told when the run was put away, and of its deadline. */
  readonly onPark: (parked: AixgoError, deadline: number | undefined) => void
}

/**
 * Runs an agent when it has a free slot. Rejects at once when the call is given up; the slot stays taken until the run
 * has stopped, or is no longer waited for.
 */
export async function callAgent(call: AgentCall): Promise<RunResult<unknown>> {
  const { host, core, options, caller } = call
  if (core.yielder.spent()) await core.yielder.next()
  options.signal?.throwIfAborted()
  const activity = host.begin()
  activity.follow(options.signal)
  if (options.timeoutMs !== undefined) limitTime(activity, call, options.timeoutMs)
  const round = caller === undefined ? core.rounds.begin() : undefined
  const giveBack = await takeSlot(call, activity, round)
  const child = caller === undefined ? undefined : core.children.of(caller)
  // What was called off may still be coming to its end, and its outcomes belong to the same run.
  if (child?.underWay !== undefined) await orAbort(child.underWay, activity.signal).catch(() => {})
  // The call may have been given up after the slot was given to it.
  if (activity.isAborted) {
    giveBack()
    throw activity.reason
  }
  if (caller !== undefined && host.agent.timeoutMs !== undefined)
    limitAttempts(activity, host.agent, host.agent.timeoutMs)
  host.counters.calls += 1
  const run = createRun(call, activity, round, child)
  const result = finish(call, run, child)
  if (child !== undefined) child.underWay = result
  result.then(giveBack, giveBack)
  return orAbort(result, activity.signal)
}

async function finish(
  { host, onPark }: AgentCall,
  run: HostedRun,
  child: ChildRun | undefined,
): Promise<RunResult<unknown>> {
  try {
    const result = await run.attempt().catch((thrown: unknown) => run.goOn(thrown))
    run.end()
    return result
  } catch (thrown) {
    if (isParked(thrown, run.runId)) onPark(thrown, run.deadline)
    else run.end()
    throw thrown
  } finally {
    if (!run.hasStopped) host.noteAbandoned()
    // What a caller is told may be asked for again by the next attempt of the caller, and must not happen anew then.
    if (child !== undefined) {
      child.records = run.records
      child.underWay = undefined
    }
  }
}

/** Takes all that the call needs. Gives the function that ends the activity and gives everything back. */
async function takeSlot(call: AgentCall, activity: Activity, round: RoundRef | undefined): Promise<() => void> {
  const { host, core, limit, caller } = call
  const taken: (() => void)[] = [() => host.end(activity)]
  if (round !== undefined) taken.push(() => core.rounds.release(round))
  const giveBack = (): void => {
    activity.settle()
    for (const each of taken.splice(0).reverse()) each()
  }
  try {
    if (limit !== undefined) {
      await limit.acquire(activity.signal)
      taken.push(() => limit.release())
    }
    const slots = caller?.slots ?? []
    if (await takeAgentSlot(host, slots, activity, core)) {
      taken.push(() => host.slots.release())
      activity.slots = [...slots, host.newSlot()]
    } else activity.slots = slots
    return giveBack
  } catch (thrown) {
    giveBack()
    throw thrown
  }
}

/**
 * Waits for a slot of the agent. False where the call needs none: the agent is waiting for this very call, directly or
 * through others, so that nothing else happens in it meanwhile.
 */
async function takeAgentSlot(
  host: AgentHost,
  slots: readonly HeldSlot[],
  activity: Activity,
  core: RuntimeCore,
): Promise<boolean> {
  if (slots.some(({ agent }) => agent === host.name)) return false
  if (host.slots.takeAtOnce()) return true
  const blocked = { slots, target: host.name }
  if (core.waits.wouldDeadlock(blocked)) return false
  const unblock = core.waits.block(blocked)
  try {
    await host.slots.acquire(activity.signal)
    return true
  } finally {
    unblock()
  }
}

function createRun(
  { host, core, input, options, caller, isStreaming }: AgentCall,
  activity: Activity,
  round: RoundRef | undefined,
  child: ChildRun | undefined,
): HostedRun {
  const { agent, restart, onBackoff } = host.receiver
  const { session, tenant, budget, runId, context, ledger } = options
  const { clock } = core.world
  const own = options.timeoutMs === undefined ? undefined : clock.now() + options.timeoutMs
  const deadline = caller?.deadline ?? own
  const traceparent = caller?.traceparent
  const roundId = round?.id ?? caller?.round
  return new HostedRun({
    agent,
    input,
    core,
    activity,
    listener: listenerOf(core, caller?.onEvent ?? options.onEvent),
    // Who calls from outside decides by itself whether to call again.
    restart: caller === undefined ? undefined : restart,
    onBackoff,
    deadline,
    budget,
    knownId: runId,
    ledger,
    start: defined({
      streaming: caller?.isStreaming ?? (isStreaming === true || core.streaming),
      session,
      tenant,
      correlationId: caller?.correlationId,
      round: roundId,
      deadline,
      traceparent,
    }),
    context,
    received: undefined,
    cause: caller?.parent,
    from: undefined,
    parent: caller?.parent,
    caller,
    history: child?.records,
  })
}

/** Tells the runtime's listener of the run's events, and whoever called. */
function listenerOf({ listener }: RuntimeCore, caller: RunListener | undefined): RunListener | undefined {
  if (listener === undefined || caller === undefined) return listener ?? caller
  return (event) => {
    listener(event)
    caller(event)
  }
}

function limitTime(activity: Activity, { host }: AgentCall, timeoutMs: number): void {
  activity.limit(timeoutMs, () => deadlineExceeded(host.name, timeoutMs))
}

/** Keeps the agent's own limit over all attempts at one call, as at one message. */
function limitAttempts(activity: Activity, { name: agent }: AnyAgent, timeoutMs: number): void {
  activity.limit(timeoutMs, () => deadlineExceeded(agent, timeoutMs))
}

/** The round that a run belongs to, by its number. */
export function roundOf(id: number | undefined): RoundRef | undefined {
  return id === undefined ? undefined : { id, origin: localOrigin }
}
