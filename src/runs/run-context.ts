import { RunError } from '../errors/run-error.ts'
import { delay } from '../util/abort.ts'
import type { JsonValue } from '../util/json.ts'
import type { Budget, BudgetAccount } from './budget.ts'
import type { AgentContext, Received, Runnable, RunPorts, StepContext, StepRequest } from './context.ts'
import type { Run } from './run.ts'
import { StepCounter } from './step-key.ts'

// Deeper than any sensible team; an agent that calls itself without end stops here instead of filling the memory.
const nestingLimit = 64

/** A place in a run's call tree. */
interface Place {
  readonly agent: string
  readonly path: string
  readonly depth: number
  /** The step whose effect runs here. */
  readonly request?: StepRequest<unknown> | undefined
  /** Replaces the run's own signal. */
  readonly signal?: AbortSignal | undefined
  /** Budgets of agents around this place, beside those of the whole run. */
  readonly budgets?: readonly BudgetAccount[] | undefined
}

/** The context of an agent or of a step, at one place of a run's call tree. */
export class RunContext implements StepContext {
  readonly #run: Run
  readonly #place: Place
  readonly #counter: StepCounter

  constructor(run: Run, place: Place, counter = new StepCounter(place.path)) {
    this.#run = run
    this.#place = place
    this.#counter = counter
  }

  get agent(): string {
    return this.#place.agent
  }

  get path(): string {
    return this.#place.path
  }

  get runId(): string {
    return this.#run.parts.id
  }

  get signal(): AbortSignal {
    return this.#place.signal ?? this.#run.signal
  }

  get cancellable(): boolean {
    return this.#place.signal !== undefined || this.#run.parts.signal !== undefined
  }

  get context(): unknown {
    return this.#run.parts.context
  }

  get session(): string | undefined {
    return this.#run.parts.session
  }

  get received(): Received | undefined {
    return this.#place.depth === 0 ? this.#run.parts.received : undefined
  }

  get streaming(): boolean {
    return this.#run.parts.streaming
  }

  get listening(): boolean {
    return this.#run.listening
  }

  get ports(): RunPorts {
    return this.#run.parts.ports
  }

  get budgets(): readonly BudgetAccount[] {
    return this.#place.budgets ?? this.#run.parts.budgets.accounts
  }

  get key(): string {
    return this.path
  }

  get idempotencyKey(): string {
    return `${this.runId}/${this.path}`
  }

  get toolCallId(): string | undefined {
    return this.#place.request?.toolCallId
  }

  // The functions are read through getters, so that user code may take them apart: `({ call, signal }) => ...`.

  get step(): AgentContext['step'] {
    return (request) => this.#run.perform(this.#counter.next(request.kind, request.name), request, this)
  }

  get branch(): AgentContext['branch'] {
    return (name) => {
      const path = this.#counter.next('branch', name)
      return new RunContext(this.#run, { ...this.#place, path })
    }
  }

  get call(): AgentContext['call'] {
    return (agent, input, options = {}) => this.#call(agent, input, options.signal ?? this.#place.signal)
  }

  get sleep(): AgentContext['sleep'] {
    return async (delayMs) => {
      await this.step({
        kind: 'wait',
        name: 'sleep',
        effect: 'none',
        input: delayMs,
        execute: (step) => delay(delayMs, { clock: this.ports.clock, signal: step.signal }).then(() => null),
      })
    }
  }

  get now(): AgentContext['now'] {
    return () => Number(this.#run.value(this.#counter.next('time', 'now'), 'time', () => this.ports.clock.now()))
  }

  get random(): AgentContext['random'] {
    return () =>
      Number(this.#run.value(this.#counter.next('random', 'number'), 'random', () => this.ports.random.next()))
  }

  get id(): AgentContext['id'] {
    return () => String(this.#run.value(this.#counter.next('random', 'id'), 'random', () => this.ports.random.id()))
  }

  get warn(): AgentContext['warn'] {
    return (message) => this.#run.warn(message)
  }

  get announce(): StepContext['announce'] {
    return (progress) => {
      if (this.#place.request !== undefined) this.#run.progress(this.path, this.#place.request, progress)
    }
  }

  withSignal(signal: AbortSignal): StepContext {
    return new RunContext(this.#run, { ...this.#place, signal }, this.#counter)
  }

  withBudget(budget: Budget): RunContext {
    const account = this.#run.parts.budgets.store.account('agent', this.agent, budget)
    if (account === undefined || this.budgets.includes(account)) return this
    return new RunContext(this.#run, { ...this.#place, budgets: [...this.budgets, account] }, this.#counter)
  }

  /** The context that a step's effect runs in. */
  nested(key: string, request: StepRequest<unknown>): RunContext {
    const { agent, depth, signal, budgets } = this.#place
    return new RunContext(this.#run, { agent, path: key, depth, request, signal, budgets })
  }

  #call<Input, Output>(agent: Runnable<Input, Output>, input: Input, signal: AbortSignal | undefined): Promise<Output> {
    if (this.#place.depth >= nestingLimit) {
      const message = `Agent "${agent.name}" was called ${nestingLimit} agents deep; this looks like a loop.`
      const details = { agent: agent.name, limit: nestingLimit }
      return Promise.reject(new RunError('RUN_NESTING_LIMIT', message, { details }))
    }
    return this.step({
      kind: 'agent',
      name: agent.name,
      effect: 'none',
      input: input as JsonValue,
      // Steps of the callee are recorded one by one, so running it again after a crash repeats none of them.
      execute: (step) => {
        const { budgets, depth } = this.#place
        return agent.doRun(
          input,
          new RunContext(this.#run, { agent: agent.name, path: step.path, depth: depth + 1, signal, budgets }),
        )
      },
    })
  }
}
