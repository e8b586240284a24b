import { AixgoError } from '../../errors/aixgo-error.ts'
import { RunError } from '../../errors/run-error.ts'
import type { RunEvent } from '../../events/event.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { CallPort, CallRequest, CallResult } from '../call-port.ts'
import type { Callable } from '../context.ts'
import type { AgentCallOptions, AgentCallResult, Scope } from './door.ts'
import { runnableOf } from '../implementation.ts'
import { fromRecord, jsonOf } from '../json-values.ts'
import { readCallOutcome, type CallOutcome } from '../outcomes.ts'
import type { RunInternals } from './run-internals.ts'
import { defined } from '../../util/options/defined.ts'

// Deeper than any sensible team; an agent that calls itself without end stops here instead of filling the memory.
const nestingLimit = 64

/** Calls of agents by a run: through their host where they have one, within the run otherwise. */
export class AgentCalls {
  readonly #run: RunInternals

  constructor(run: RunInternals) {
    this.#run = run
  }

  async call(
    scope: Scope,
    agent: Callable<never, unknown, never>,
    input: unknown,
    options: AgentCallOptions,
  ): Promise<AgentCallResult> {
    if (scope.depth + this.#run.parts.depth >= nestingLimit) throw tooDeep(agent.name)
    const forwards = options.forward === true && (scope.depth === 0 || scope.place.isForwarded)
    const { calls } = this.#run.parts.world
    const host = calls?.hosts(agent) === true ? calls : undefined
    let isWithin = false
    const value = await scope.step<unknown>({
      kind: 'agent',
      name: agent.name,
      // Steps of the called agent are recorded one by one, so calling it again after a crash repeats none of them.
      effect: 'none',
      input: jsonOf(input, `The input of agent "${agent.name}"`),
      ...(forwards ? { forwards: true } : undefined),
      execute: (step) => {
        // The context of an effect is the scope of its step.
        if (host !== undefined) return this.#through(host, step as Scope, agent, { ...options, forward: forwards })
        isWithin = true
        return this.#within(step as Scope, agent, forwards)
      },
    })
    if (isWithin) return { output: value, hosted: undefined }
    // What is recorded of a call through a host is a call's outcome, whoever replays it.
    const hosted = readCallOutcome(value as JsonValue)
    if (forwards && hosted !== undefined) noteAnswer(scope, hosted)
    return { output: hosted === undefined ? value : fromRecord(hosted.output), hosted }
  }

  /** Runs an agent that nobody hosts, as part of this run. */
  async #within(step: Scope, agent: Callable<never, unknown, never>, isForwarded: boolean): Promise<unknown> {
    const scope = step.called(agent.name, isForwarded)
    const answerSince = isForwarded ? this.#run.answersFromNow() : undefined
    try {
      const output: unknown = await runnableOf(agent)?.doRun(inputOf(step) as never, scope)
      // A replay takes the outcome as it is recorded, and does not run the agent's code again.
      step.answer = answerSince?.(output)
      return output
    } finally {
      scope.place.frame.close()
    }
  }

  /** Calls an agent through its host, as a run of its own. */
  async #through(
    host: CallPort,
    step: Scope,
    agent: Callable<never, unknown, never>,
    options: AgentCallOptions,
  ): Promise<CallOutcome> {
    const { id, rootId, record, session, tenant, context, isStreaming, slots, depth } = this.#run.parts
    const { correlationId, round, deadline, traceparent } = record.start
    const runId = `${id}/${step.key}`
    const { output, usage, cost, finishReason, reasoning, messages } = await this.#result(host, step, {
      agent,
      input: inputOf(step),
      runId,
      rootId,
      parent: { runId: id, key: step.key },
      deadline,
      budgets: step.budgets,
      budget: options.budget,
      session: options.session ?? session,
      tenant: options.tenant ?? tenant,
      correlationId,
      round,
      traceparent,
      context: options.context ?? context,
      origin: this.#run.parts.host.origin,
      isStreaming,
      slots,
      depth: depth + step.depth + 1,
      signal: step.signal,
      onEvent: this.#run.announcer.isHeard ? (event) => this.#forward(event, step) : undefined,
    })
    const outcome = { output: jsonOf(output, `The output of agent "${agent.name}"`), child: runId, usage, cost }
    if (finishReason === undefined && !hasModelTurns(messages)) return outcome
    if (options.forward !== true) return defined({ ...outcome, finishReason })
    return defined({ ...outcome, finishReason, messages, reasoning })
  }

  /** Calls until the called run has ended: one that was put away says so when it has. */
  async #result(host: CallPort, step: Scope, request: CallRequest): Promise<CallResult> {
    for (;;) {
      try {
        return await host.call(request)
      } catch (thrown) {
        if (!isParked(thrown, request.runId)) throw thrown
        await this.#run.waits.signal(step, 'signal')
      }
    }
  }

  /** What a hosted agent writes as the answer of this run's own agent is told as this run's. */
  #forward(event: RunEvent, step: Scope): void {
    if (step.request.forwards !== true || !isWriting(event)) return
    if (event.depth > 0 && event.forwarded !== true) return
    const { agent, at } = event
    const key = `${step.key}/${event.key}`
    const depth = step.depth + 1 + event.depth
    this.#run.announcer.note((base) => ({ ...event, ...base, at, agent, key, depth, forwarded: true }), step)
  }
}

/** What a hosted agent's answer says of the calling run's own, where it is that. */
function noteAnswer(scope: Scope, { finishReason, reasoning, messages }: CallOutcome): void {
  if (finishReason === undefined && messages === undefined) return
  scope.endWith({ finishReason, reasoning, turns: () => messages ?? [] })
}

/** True where a model said something before code gave the answer. */
function hasModelTurns(messages: CallResult['messages']): boolean {
  return messages.filter(({ role }) => role === 'assistant').length > 1
}

type Writing = Extract<
  RunEvent,
  { readonly type: 'text-delta' | 'reasoning-delta' | 'tool-input-delta' | 'text-reset' }
>

function isWriting(event: RunEvent): event is Writing {
  return 'text' in event || event.type === 'text-reset'
}

/** True where it is the called run that was put away, and not one that its code made. */
function isParked(thrown: unknown, runId: string): boolean {
  return AixgoError.isInstance(thrown) && thrown.code === 'RUN_PARKED' && thrown.details['runId'] === runId
}

function inputOf(step: Scope): unknown {
  return fromRecord(step.request.input ?? null)
}

function tooDeep(agent: string): RunError {
  const message = `Agent "${agent}" was called ${nestingLimit} agents deep; this looks like a loop.`
  return new RunError('RUN_NESTING_LIMIT', message, { details: { agent, limit: nestingLimit } })
}
