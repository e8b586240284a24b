import type { AnyAgent } from '../../../agents/agent.ts'
import { deadlineExceeded } from '../../../errors/deadline-exceeded.ts'
import { RuntimeError } from '../../../errors/runtime-error.ts'
import { noCost } from '../../../messages/cost.ts'
import { noUsage } from '../../../messages/usage.ts'
import { startDeadline } from '../../../util/deadline.ts'
import type { Scope } from '../../../runs/run/door.ts'
import { memoryLedger } from '../../../runs/memory/memory-ledger.ts'
import { FinishedRun } from '../../../runs/result/finished-run.ts'
import type { RunResult } from '../../../runs/result/run-result.ts'
import type { CallOptions } from '../agent-call.ts'

/**
 * Calls an agent of the runtime from within a run: as `context.call` does, so that the call is a step of the run, is called
 * off with it, and is not repeated when the run is taken up again.
 */
export async function callWithin(
  place: Scope,
  agent: AnyAgent,
  input: unknown,
  options: CallOptions & { readonly context?: unknown },
): Promise<RunResult<unknown>> {
  assertStep(place, options)
  const { signal, timeoutMs, session, tenant, budget, context } = options
  const deadline =
    timeoutMs === undefined
      ? undefined
      : startDeadline(timeoutMs, place.world.clock, () => deadlineExceeded(agent.name, timeoutMs))
  const signals = [signal, deadline?.signal].filter((each) => each !== undefined)
  const scope = signals.length === 0 ? place : place.limited([place.signal, ...signals])
  try {
    const { output, hosted } = await place.door.callAgent(scope, agent, input, { session, tenant, budget, context })
    const { child, usage, cost } = hosted ?? { child: place.runId, usage: noUsage, cost: noCost }
    const costByAgent = { [agent.name]: cost }
    // The called run's own record is with whoever keeps it; a replay of the caller does not open it.
    const { finishReason, reasoning, messages } = hosted ?? {}
    const figures = { output, finishReason, usage, cost, costByAgent, runId: child, warnings: [] }
    const notes = messages === undefined ? undefined : { reasoning, turns: () => messages }
    return new FinishedRun(figures, { input, notes, ledger: memoryLedger() })
  } finally {
    deadline?.end()
  }
}

const ownOptions = ['runId', 'ledger', 'onEvent'] as const satisfies readonly (keyof CallOptions)[]

/** Refuses what a step of a run cannot have: a record, an id and listeners of its own. */
function assertStep(place: Scope, options: CallOptions): void {
  const option = ownOptions.find((name) => options[name] !== undefined)
  if (option === undefined) return
  throw new RuntimeError(
    'RUNTIME_OPTIONS_INVALID',
    `runtime.call in agent "${place.agent}" is a step of that agent's run and takes no "${option}". ` +
      'Leave it out, or call from outside the run.',
    { details: { agent: place.agent, option } },
  )
}
