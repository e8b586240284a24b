import { RuntimeError } from '../errors/runtime-error.ts'
import type { CostSum } from '../messages/cost.ts'
import type { Usage } from '../messages/usage.ts'
import type { ModelResolver } from '../models/model.ts'
import type { PriceTable } from '../models/prices/model-price.ts'
import { systemClock, type Clock } from '../util/clock.ts'
import type { JsonValue } from '../util/json.ts'
import { systemRandom, type Random } from '../util/random.ts'
import type { Budget, Budgets } from './budget.ts'
import { runBudgets } from './budget/run-budgets.ts'
import type { AgentContext, Received, RunListener } from './context.ts'
import type { Ledger } from './ledger.ts'
import { memoryLedger } from './memory/memory-ledger.ts'
import { Run } from './run.ts'

/** How a run is started. Everything has a default. */
export interface RunOptions {
  /** Stops the run: the model request and the tools are aborted, and the run rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Milliseconds after which the run is aborted with `DEADLINE_EXCEEDED`. */
  readonly timeoutMs?: number
  /** The conversation this run belongs to. */
  readonly session?: string
  /** Where the run is recorded. With a history, the run continues from it and repeats no recorded step. */
  readonly ledger?: Ledger
  /** Told of every event of the run, in order. */
  readonly onEvent?: RunListener
  readonly clock?: Clock
  readonly random?: Random
  /** Turns model names into models; by default the built-in providers with keys from the environment. */
  readonly resolveModel?: ModelResolver
  /** Limits for this run and all agents that it calls. */
  readonly budget?: Budget
  /** Where budgets of agents, sessions, tenants and of everything are kept; made for this run alone unless given. */
  readonly budgets?: Budgets
  /** On whose behalf the run is made; its budget is that of the store. */
  readonly tenant?: string
  /** Prices of your own, by `provider:model`; they win over the built-in ones. */
  readonly prices?: PriceTable
  /** The step of another run that caused this one, as `runId/key`. */
  readonly parent?: string
}

/** What a finished run gives back. */
export interface RunResult<Output> {
  readonly output: Output
  /** Tokens of all model calls of the run, nested agents included. */
  readonly usage: Usage
  /** What those calls cost, and how many of them have no known price. */
  readonly cost: CostSum
  /** The same by the agent that made the calls. */
  readonly costByAgent: Readonly<Record<string, CostSum>>
  readonly runId: string
  /** What the models and the run found worth saying, such as settings a provider ignored. */
  readonly warnings: readonly string[]
  /** The record of the run. */
  readonly ledger: Ledger
}

/** What a run executes. */
export interface RunTarget<Input, Output> {
  readonly name: string
  doRun(input: Input, context: AgentContext): Promise<Output>
}

/** Options that only the code which starts runs sets. */
export interface RunMode {
  readonly streaming: boolean
  readonly context: unknown
  /** The message that a runtime delivered, for runs that handle one. */
  readonly received?: Received | undefined
}

/** Runs an agent on an input, recording every step in the ledger. Rejects with whatever the agent throws. */
export async function startRun<Input, Output>(
  target: RunTarget<Input, Output>,
  input: Input,
  options: RunOptions,
  mode: RunMode,
): Promise<RunResult<Output>> {
  const ledger = options.ledger ?? memoryLedger()
  const random = options.random ?? systemRandom
  const clock = options.clock ?? systemClock
  const deadline =
    options.timeoutMs === undefined ? undefined : startDeadline(target.name, options.timeoutMs, clock, options.signal)
  const [first] = ledger.history
  const id = first?.type === 'run' ? first.runId : random.id()
  const run = new Run({
    id,
    agent: target.name,
    ledger,
    ports: { clock, random, resolveModel: options.resolveModel ?? resolveByDefault, prices: options.prices },
    signal: deadline?.signal ?? options.signal,
    context: mode.context,
    session: options.session,
    received: mode.received,
    streaming: mode.streaming,
    listener: options.onEvent,
    parent: options.parent,
    budgets: runBudgets(id, options),
  })
  try {
    const output = await run.execute(input as JsonValue, (context) => target.doRun(input, context))
    const { cost, costs } = run
    return {
      output,
      usage: run.usage,
      cost,
      costByAgent: costs.byAgent,
      runId: run.parts.id,
      warnings: run.warnings,
      ledger,
    }
  } finally {
    deadline?.cancel()
  }
}

function startDeadline(agent: string, timeoutMs: number, clock: Clock, outer: AbortSignal | undefined) {
  const controller = new AbortController()
  const cancel = clock.setTimer(() => {
    controller.abort(
      new RuntimeError('DEADLINE_EXCEEDED', `Agent "${agent}" did not answer within ${timeoutMs} ms.`, {
        details: { agent, timeoutMs },
      }),
    )
  }, timeoutMs)
  return { signal: outer === undefined ? controller.signal : AbortSignal.any([outer, controller.signal]), cancel }
}

// Loaded on first use: a run on model objects, or on the record, needs no provider.
const resolveByDefault: ModelResolver = async (reference) => {
  if (typeof reference !== 'string') return reference
  const { defaultModelResolver } = await import('../models/resolve-model.ts')
  return defaultModelResolver(reference)
}
