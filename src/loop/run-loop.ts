import { AgentError } from '../errors/agent-error.ts'
import type { LanguageModelV4Message } from '../models/model.ts'
import type { EngineContext } from '../runs/engine.ts'
import type { ModelOutcome, ToolOutcome } from '../runs/outcomes.ts'
import { once } from '../util/once.ts'
import { assistantMessage, toolMessage, userMessage } from './build-prompt.ts'
import { CutCalls } from './cut-calls.ts'
import { ending } from './ending.ts'
import type { LoopPlan, LoopStart } from './loop-plan.ts'
import { LoopRequests } from './loop-requests.ts'
import { attemptWarnings, textOf } from './model/model-outcome.ts'
import type { AnswerKind, Attempt, OutputAttempts } from './output/output-attempts.ts'
import { Pauses } from './pauses.ts'
import type { RequestPlan } from './request-plan.ts'
import { finalOutputTool, malformedCall } from './reserved-names.ts'
import type { Iteration } from './stop-condition.ts'
import { StuckLoopGuard } from './stuck/stuck-loop-guard.ts'
import { callTool, type ToolRequest } from './tools/tool-step.ts'

// Most agents have no output schema, and a program's start should not pay for it.
const loadOutput = once(() => import('./output/structured-output.ts'))

/**
 * The agent loop: asks the model, runs the tools it asked for side by side, gives it their results, until it answers.
 * Everything it does outside goes through the context's steps.
 */
export async function runLoop(plan: LoopPlan, start: LoopStart, context: EngineContext): Promise<unknown> {
  const { instructions, input } = start
  const prompt: LanguageModelV4Message[] = instructions === undefined ? [] : [{ role: 'system', content: instructions }]
  prompt.push(userMessage(input))
  const requests = new LoopRequests(plan, start, prompt, context)
  const attempts =
    plan.output === undefined
      ? undefined
      : new (await loadOutput()).OutputAttempts(plan.agent, plan.output, plan.maxRepairs + 1)
  return new AgentLoop(plan, { requests, attempts, context }).run()
}

interface LoopParts {
  readonly requests: LoopRequests
  readonly attempts: OutputAttempts | undefined
  readonly context: EngineContext
}

/** What an iteration came to: an answer, or that the model has to be asked again. */
type Step = { readonly answer: unknown } | undefined

/** One run of the loop. */
class AgentLoop {
  readonly #plan: LoopPlan
  readonly #requests: LoopRequests
  readonly #attempts: OutputAttempts | undefined
  readonly #context: EngineContext
  readonly #iterations: Iteration[] = []
  readonly #pauses: Pauses
  readonly #cuts: CutCalls
  #guard: StuckLoopGuard | undefined

  constructor(plan: LoopPlan, { requests, attempts, context }: LoopParts) {
    this.#plan = plan
    this.#requests = requests
    this.#attempts = attempts
    this.#context = context
    this.#pauses = new Pauses(plan.agent)
    this.#cuts = new CutCalls(plan.agent)
  }

  async run(): Promise<unknown> {
    const { agent, maxIterations } = this.#plan
    while (this.#iterations.length < maxIterations) {
      const { outcome, request } = await this.#requests.ask(this.#iterations.length + 1)
      for (const warning of outcome.warnings ?? []) this.#context.warn(`${outcome.modelId ?? 'model'}: ${warning}`)
      for (const warning of attemptWarnings(outcome)) this.#context.warn(warning)
      const step = await this.#take(outcome, request)
      if (step !== undefined) return step.answer
    }
    throw new AgentError(
      'AGENT_ITERATION_LIMIT',
      `Agent "${agent}" had no answer after ${maxIterations} iterations. Raise maxIterations, or look at why it keeps calling tools.`,
      { details: { agent, maxIterations } },
    )
  }

  async #take(outcome: ModelOutcome, request: RequestPlan): Promise<Step> {
    const calls = requestedTools(outcome)
    const final = calls.find((call) => isFinal(request, call))
    const toolCalls = final === undefined ? calls : calls.filter((call) => !isFinal(request, call))
    const iteration: Iteration = { number: this.#iterations.length + 1, model: outcome, toolCalls }
    this.#iterations.push(iteration)
    if (outcome.finishReason === 'pause' && calls.length === 0) {
      this.#pauses.add(outcome)
      this.#requests.add(assistantMessage(outcome.content))
      return undefined
    }
    const text = this.#pauses.textWith(outcome)
    if (calls.length === 0 && this.#attempts === undefined) return this.#answer(text, outcome)
    const answered = calls.length === 0 || final !== undefined
    const attempt = answered
      ? await this.#attempts?.read(final?.input ?? text, answerKind(outcome, request))
      : undefined
    if (attempt?.ok === true) {
      this.#warnOfUnused(toolCalls)
      return this.#answer(attempt.value, outcome)
    }
    if (outcome.content.length > 0) this.#requests.add(assistantMessage(outcome.content))
    if (calls.length === 0) {
      this.#requests.add(userMessage(attempt?.feedback))
      return undefined
    }
    return this.#useTools(iteration, { calls, attempt, request })
  }

  async #useTools(iteration: Iteration, { calls, attempt, request }: AskedTools): Promise<Step> {
    const cut = this.#cuts.of(iteration.model, calls)
    const results = await Promise.all(
      calls.map((call) => (cut === call ? Promise.resolve(cutResult(call)) : this.#answerCall(call, attempt, request))),
    )
    this.#requests.add(toolMessage(calls, results))
    this.#requests.hasCalled = true
    const { toolCalls, model } = iteration
    const toolResults = results.filter((_, position) => toolCalls.includes(calls[position] as ToolRequest))
    const finished: Iteration = { ...iteration, toolResults }
    this.#iterations[this.#iterations.length - 1] = finished
    if (toolCalls.length > 0 && this.#plan.stopWhen.some((condition) => condition(this.#iterations)))
      return this.#answer(textOf(model), model)
    // Cuts are told by themselves: they are no fault of the model's.
    if (cut !== undefined) return undefined
    this.#guard ??= new StuckLoopGuard(this.#plan.agent, this.#plan.loopDetection, this.#context)
    this.#guard.assertNotStuck(finished)
    return undefined
  }

  #answer(answer: unknown, outcome: ModelOutcome): Step {
    const { reason, warning } = ending(outcome)
    if (warning !== undefined) this.#context.warn(warning)
    this.#context.endWith(reason)
    return { answer }
  }

  /** What a call is answered with. Only calls of tools are steps: the others are answered from the outcome alone. */
  #answerCall(call: ToolRequest, attempt: Attempt | undefined, request: RequestPlan): Promise<ToolOutcome> {
    if (isFinal(request, call)) {
      const output = attempt?.ok === false ? attempt.feedback : 'Only one answer can be given.'
      return Promise.resolve({ output, isError: true })
    }
    if (request.toolMode === 'text' && call.toolName === malformedCall) {
      const { problem } = JSON.parse(call.input) as { readonly problem: string }
      return Promise.resolve({ output: `No tool was called. ${problem}`, isError: true })
    }
    return callTool(this.#context, request.tools, call, this.#plan.toolLimits)
  }

  #warnOfUnused(calls: readonly ToolRequest[]): void {
    if (calls.length === 0) return
    const names = calls.map(({ toolName }) => `"${toolName}"`).join(', ')
    this.#context.warn(`The model gave its final answer together with calls of ${names}, which were not run.`)
  }
}

/** The calls of an answer, and what else is needed to answer them. */
interface AskedTools {
  readonly calls: readonly ToolRequest[]
  readonly attempt: Attempt | undefined
  readonly request: RequestPlan
}

function isFinal({ output }: RequestPlan, { toolName }: ToolRequest): boolean {
  return output?.mode === 'tool' && toolName === finalOutputTool
}

function answerKind({ finishReason }: ModelOutcome, { output }: RequestPlan): AnswerKind {
  return { finishReason, mode: output?.mode }
}

const noCalls: readonly ToolRequest[] = []

/** The tools that we must run; what the provider runs by itself is already answered. */
function requestedTools(outcome: ModelOutcome): readonly ToolRequest[] {
  const isRequested = (part: ModelOutcome['content'][number]): part is ToolRequest & typeof part =>
    part.type === 'tool-call' && part.providerExecuted !== true
  return outcome.content.some(isRequested) ? outcome.content.filter(isRequested) : noCalls
}

function cutResult({ toolName }: ToolRequest): ToolOutcome {
  return {
    output:
      `The call of "${toolName}" was cut off: your answer reached its maximum length before the arguments were complete. ` +
      'The tool was not run. Call it with shorter arguments, or do the work in several calls.',
    isError: true,
  }
}
