import { AgentError } from '../errors/agent-error.ts'
import { modelName, type LanguageModelV4Message } from '../models/model.ts'
import type { EngineContext } from '../runs/engine.ts'
import type { ModelOutcome, ToolOutcome } from '../runs/outcomes.ts'
import { once } from '../util/once.ts'
import { questionTurns, type ConversationMessage } from '../messages/conversation.ts'
import { assistantMessage, toolMessage, userMessage } from './conversation/build-prompt.ts'
import { inputPrompt } from './conversation/conversation-prompt.ts'
import { promptTurns } from './conversation/prompt-turns.ts'
import { CutCalls } from './cut-calls.ts'
import { ending } from './ending.ts'
import type { LoopPlan, LoopStart } from './loop-plan.ts'
import { LoopRequests } from './loop-requests.ts'
import { attemptWarnings, reasoningOf, textOf } from './model/model-outcome.ts'
import type { AnswerKind, Attempt, OutputAttempts } from './output/output-attempts.ts'
import { Pauses } from './pauses.ts'
import type { RequestPlan } from './request-plan.ts'
import { finalOutputTool, malformedCall } from './reserved-names.ts'
import type { Iteration } from './stop-condition.ts'
import { StuckLoopGuard } from './stuck/stuck-loop-guard.ts'
import { fitResults } from './tools/fit/fit-results.ts'
import { handoffTarget } from '../tools/handoff-target.ts'
import type { AnyTool } from '../tools/tool.ts'
import { callTool, type ToolRequest } from './tools/tool-step.ts'

// Most agents have no output schema, and a program's start should not pay for it.
const loadOutput = /* @__PURE__ */ once(() => import('./output/structured-output.ts'))

/**
 * The agent loop: asks the model, runs the tools it asked for side by side, gives it their results, until it answers.
 * Everything it does outside goes through the context's steps.
 */
export async function runLoop(plan: LoopPlan, start: LoopStart, context: EngineContext): Promise<unknown> {
  const { instructions, input } = start
  const prompt: LanguageModelV4Message[] = instructions === undefined ? [] : [{ role: 'system', content: instructions }]
  if (plan.hasInputSchema) prompt.push(userMessage(JSON.stringify(input) ?? ''))
  else prompt.push(...inputPrompt(plan.agent, input))
  const requests = new LoopRequests(plan, start, prompt, context)
  const { agent, output, maxRepairs } = plan
  if (output === undefined) return new AgentLoop(plan, { requests, attempts: undefined, context, input }).run()
  return loadOutput().then(({ OutputAttempts: Attempts }) =>
    new AgentLoop(plan, { requests, attempts: new Attempts(agent, output, maxRepairs + 1), context, input }).run(),
  )
}

interface LoopParts {
  readonly requests: LoopRequests
  readonly attempts: OutputAttempts | undefined
  readonly context: EngineContext
  readonly input: unknown
}

/** What an iteration came to: an answer, or that the model has to be asked again. */
type Taken = { readonly answer: unknown } | undefined

/** One run of the loop. */
class AgentLoop {
  readonly #plan: LoopPlan
  readonly #requests: LoopRequests
  readonly #attempts: OutputAttempts | undefined
  readonly #context: EngineContext
  readonly #input: unknown
  readonly #iterations: Iteration[] = []
  /** What tools see of the conversation: all but the last turn, which holds their calls. */
  readonly #asked = (): readonly ConversationMessage[] => promptTurns(this.#requests.conversation.slice(0, -1))
  #pauses: Pauses | undefined
  #cuts: CutCalls | undefined
  #guard: StuckLoopGuard | undefined

  constructor(plan: LoopPlan, { requests, attempts, context, input }: LoopParts) {
    this.#plan = plan
    this.#requests = requests
    this.#attempts = attempts
    this.#context = context
    this.#input = input
  }

  async run(): Promise<unknown> {
    const { agent, maxIterations } = this.#plan
    while (this.#iterations.length < maxIterations) {
      const preparing = this.#requests.next(this.#iterations.length + 1)
      const next = 'then' in preparing ? await preparing : preparing
      const outcome = await this.#requests.send(next)
      this.#requests.learn(next, outcome)
      for (const warning of outcome.warnings ?? [])
        this.#context.warn(`${answererOf(outcome, next.request)}: ${warning}`)
      for (const warning of attemptWarnings(outcome)) this.#context.warn(warning)
      const taking = this.#take(outcome, next.request)
      const taken = taking instanceof Promise ? await taking : taking
      if (taken !== undefined) return taken.answer
    }
    throw new AgentError(
      'AGENT_ITERATION_LIMIT',
      `Agent "${agent}" had no answer after ${maxIterations} iterations. Raise maxIterations, or look at why it keeps calling tools.`,
      { details: { agent, maxIterations } },
    )
  }

  /** Takes an answer of the model. Gives a promise only where something has to be awaited. */
  #take(outcome: ModelOutcome, request: RequestPlan): Taken | Promise<Taken> {
    const calls = requestedTools(outcome)
    if (calls.length === 0) {
      this.#iterations.push({ number: this.#iterations.length + 1, model: outcome, toolCalls: calls })
      if (outcome.finishReason === 'pause') return this.#pause(outcome)
      const text = this.#pauses === undefined ? textOf(outcome) : this.#pauses.textWith(outcome)
      return this.#attempts === undefined ? this.#say(text, outcome) : this.#readText(text, outcome, request)
    }
    const final = calls.find((call) => isFinal(request, call))
    const toolCalls = final === undefined ? calls : calls.filter((call) => !isFinal(request, call))
    const iteration: Iteration = { number: this.#iterations.length + 1, model: outcome, toolCalls }
    this.#iterations.push(iteration)
    return this.#useTools(iteration, { calls, final, request })
  }

  #pause(outcome: ModelOutcome): undefined {
    ;(this.#pauses ??= new Pauses(this.#plan.agent)).add(outcome)
    this.#requests.add(assistantMessage(outcome.content))
    return undefined
  }

  /** Takes a text for the output, or has the model correct it. */
  async #readText(text: string, outcome: ModelOutcome, request: RequestPlan): Promise<Taken> {
    const attempt = await this.#attempts?.read(text, answerKind(outcome, request))
    if (attempt?.ok === true) return this.#say(attempt.value, outcome)
    if (outcome.content.length > 0) this.#requests.add(assistantMessage(outcome.content))
    this.#requests.add(userMessage(attempt?.feedback))
    return undefined
  }

  async #useTools(iteration: Iteration, { calls, final, request }: AskedTools): Promise<Taken> {
    const { toolCalls, model } = iteration
    const attempt =
      final === undefined ? undefined : await this.#attempts?.read(final.input, answerKind(model, request))
    if (attempt?.ok === true) {
      this.#warnOfUnused(toolCalls)
      return this.#answer(attempt.value, model, () => finalMessage(model, attempt.value))
    }
    this.#requests.add(assistantMessage(model.content))
    const cut = this.#cutCall(model, calls)
    const takeover = calls.find((call) => call !== cut && isHandoff(request, call))
    const results = await Promise.all(
      calls.map((call) => {
        if (call === cut) return Promise.resolve(cutResult(call))
        if (call !== takeover && isHandoff(request, call)) return Promise.resolve(oneTakesOver)
        return this.#answerCall(call, attempt, request)
      }),
    )
    const { tools, maxTokens } = request
    const { maxResultChars } = this.#plan.toolLimits
    this.#requests.add(toolMessage(calls, fitResults(calls, results, { tools, maxTokens, maxResultChars })))
    this.#requests.hasCalled = true
    const toolResults = results.filter((_, position) => toolCalls.includes(calls[position] as ToolRequest))
    const finished: Iteration = { ...iteration, toolResults }
    this.#iterations[this.#iterations.length - 1] = finished
    if (takeover !== undefined && results[calls.indexOf(takeover)]?.isError !== true)
      return this.#handOver(request.tools.get(takeover.toolName))
    if (toolCalls.length > 0 && this.#plan.stopWhen.some((condition) => condition(this.#iterations)))
      return this.#answer(textOf(model), model)
    // Cuts are told by themselves: they are no fault of the model's.
    if (cut !== undefined) return undefined
    this.#guard ??= new StuckLoopGuard(this.#plan.agent, this.#plan.loopDetection, this.#context)
    this.#guard.assertNotStuck(finished)
    return undefined
  }

  /** Lets another agent go on with the conversation. Its answer is this agent's. */
  async #handOver(tool: AnyTool | undefined): Promise<Taken> {
    const target = handoffTarget(tool)
    if (target === undefined) return undefined
    this.#context.handOver(this.#turns())
    const messages = promptTurns(this.#requests.conversation)
    return { answer: await this.#context.call(target, { messages }, { forward: true }) }
  }

  /** The call that was cut; most answers are whole. */
  #cutCall(outcome: ModelOutcome, calls: readonly ToolRequest[]): ToolRequest | undefined {
    if (outcome.finishReason !== 'length' && this.#cuts === undefined) return undefined
    return (this.#cuts ??= new CutCalls(this.#plan.agent)).of(outcome, calls)
  }

  /** Ends with what the model said last. */
  #say(answer: unknown, outcome: ModelOutcome): Taken {
    const { content } = outcome
    return this.#answer(answer, outcome, content.length === 0 ? undefined : () => assistantMessage(content))
  }

  /** Ends the loop. The last turn of the model is made when somebody asks for the turns of the run. */
  #answer(answer: unknown, outcome: ModelOutcome, lastTurn?: () => LanguageModelV4Message): Taken {
    const { reason, warning } = ending(outcome)
    if (warning !== undefined) this.#context.warn(warning)
    this.#context.endWith({ finishReason: reason, reasoning: reasoningOf(outcome), turns: this.#turns(lastTurn) })
    return { answer }
  }

  /** Makes the turns of the run. Whoever keeps it keeps the messages, and not the loop. */
  #turns(lastTurn?: () => LanguageModelV4Message): () => readonly ConversationMessage[] {
    const input = this.#input
    const { added } = this.#requests
    return () => [...questionTurns(input), ...promptTurns(lastTurn === undefined ? added : [...added, lastTurn()])]
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
    return callTool(this.#context, request.tools, { ...call, messages: this.#asked }, this.#plan.toolLimits)
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
  /** The call that gives the output. */
  readonly final: ToolRequest | undefined
  readonly request: RequestPlan
}

function isFinal({ output }: RequestPlan, { toolName }: ToolRequest): boolean {
  return output?.mode === 'tool' && toolName === finalOutputTool
}

function isHandoff({ tools }: RequestPlan, { toolName }: ToolRequest): boolean {
  return handoffTarget(tools.get(toolName)) !== undefined
}

const oneTakesOver: ToolOutcome = { output: 'Only one agent can take the conversation over.', isError: true }

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

/** The turn in which the model gave the output by a tool: it says it in words, because the call has no result. */
function finalMessage({ content }: ModelOutcome, output: unknown): LanguageModelV4Message {
  const said = content.filter(({ type }) => type !== 'tool-call')
  return assistantMessage([...said, { type: 'text', text: JSON.stringify(output) }])
}

function cutResult({ toolName }: ToolRequest): ToolOutcome {
  return {
    output:
      `The call of "${toolName}" was cut off: your answer reached its maximum length before the arguments were complete. ` +
      'The tool was not run. Call it with shorter arguments, or do the work in several calls.',
    isError: true,
  }
}

/** The model that answered, as users name it: what it calls itself is often another name. */
function answererOf({ answeredBy, model }: ModelOutcome, request: RequestPlan): string {
  return answeredBy ?? (model === undefined ? modelName(request.model) : `${model.provider}:${model.modelId}`)
}
