import { AgentError } from '../errors/agent-error.ts'
import type { LanguageModelV4Message } from '../models/model.ts'
import type { EngineContext } from '../runs/engine.ts'
import { once } from '../util/once.ts'
import { assistantMessage, toolMessage, userMessage } from './build-prompt.ts'
import type { LoopPlan } from './loop-plan.ts'
import { loopWindow } from './loop-window.ts'
import type { ModelOutcome, ToolOutcome } from '../runs/outcomes.ts'
import { attemptWarnings, textOf } from './model/model-outcome.ts'
import { definedSettings, type ModelRequest } from './model/model-request.ts'
import { callModel } from './model/model-step.ts'
import type { Attempt } from './output/output-attempts.ts'
import { finalOutputTool, malformedCall } from './reserved-names.ts'
import type { Iteration } from './stop-condition.ts'
import { StuckLoopGuard } from './stuck/stuck-loop-guard.ts'
import { callTool, type ToolRequest } from './tools/tool-step.ts'

// Most agents need neither, and a program's start should not pay for them.
const loadOutput = once(() => import('./output/structured-output.ts'))
const loadTextTools = once(() => import('./text-tools/text-tool-model.ts'))

/**
 * The agent loop: asks the model, runs the tools it asked for side by side, gives it their results, until it answers.
 * Everything it does outside goes through the context's steps.
 */
export async function runLoop(
  plan: LoopPlan,
  instructions: string | undefined,
  input: unknown,
  context: EngineContext,
): Promise<unknown> {
  let prompt: LanguageModelV4Message[] = instructions === undefined ? [] : [{ role: 'system', content: instructions }]
  prompt.push(userMessage(input))
  const window = loopWindow(plan, prompt, context)
  const attempts = plan.output && new (await loadOutput()).OutputAttempts(plan.agent, plan.output, plan.maxRepairs + 1)
  const adapt = plan.toolMode === 'text' ? (await loadTextTools()).textToolModel : undefined
  const options = { resilience: plan.resilience, adapt }
  let guard: StuckLoopGuard | undefined
  const iterations: Iteration[] = []
  while (iterations.length < plan.maxIterations) {
    if (window?.surelyFits(prompt) === false) prompt = [...(await window.fit(prompt))]
    const outcome = await callModel(context, plan.model, () => makeRequest(plan, prompt), options)
    window?.learn(prompt, outcome.usage.inputTokens)
    for (const warning of outcome.warnings ?? []) context.warn(`${outcome.modelId ?? 'model'}: ${warning}`)
    for (const warning of attemptWarnings(outcome)) context.warn(warning)
    const calls = requestedTools(outcome)
    const final = calls.find((call) => isFinal(plan, call))
    const toolCalls = final === undefined ? calls : calls.filter((call) => !isFinal(plan, call))
    const iteration: Iteration = { number: iterations.length + 1, model: outcome, toolCalls }
    iterations.push(iteration)
    if (calls.length === 0) assertAnswered(plan, outcome)
    if (calls.length === 0 && attempts === undefined) return textOf(outcome)
    const answered = calls.length === 0 || final !== undefined
    const attempt = answered ? await attempts?.read(final?.input ?? textOf(outcome), outcome) : undefined
    if (attempt?.ok === true) {
      warnOfUnused(toolCalls, context)
      return attempt.value
    }
    if (outcome.content.length > 0) prompt.push(assistantMessage(outcome.content))
    if (calls.length === 0) {
      prompt.push(userMessage(attempt?.feedback))
      continue
    }
    const results = await Promise.all(calls.map((call) => answerCall(plan, call, attempt, context)))
    prompt.push(toolMessage(calls, results))
    const toolResults = results.filter((_, position) => toolCalls.includes(calls[position] as ToolRequest))
    const finished: Iteration = { ...iteration, toolResults }
    iterations[iterations.length - 1] = finished
    if (toolCalls.length > 0 && plan.stopWhen.some((condition) => condition(iterations))) return textOf(outcome)
    guard ??= new StuckLoopGuard(plan.agent, plan.loopDetection, context)
    guard.assertNotStuck(finished)
  }
  throw new AgentError(
    'AGENT_ITERATION_LIMIT',
    `Agent "${plan.agent}" had no answer after ${plan.maxIterations} iterations. Raise maxIterations, or look at why it keeps calling tools.`,
    { details: { agent: plan.agent, maxIterations: plan.maxIterations } },
  )
}

function isFinal(plan: LoopPlan, { toolName }: ToolRequest): boolean {
  return plan.output?.mode === 'tool' && toolName === finalOutputTool
}

/** What a call is answered with. Only calls of tools are steps: the others are answered from the outcome alone. */
function answerCall(
  plan: LoopPlan,
  call: ToolRequest,
  attempt: Attempt | undefined,
  context: EngineContext,
): Promise<ToolOutcome> {
  if (isFinal(plan, call)) {
    const output = attempt?.ok === false ? attempt.feedback : 'Only one answer can be given.'
    return Promise.resolve({ output, isError: true })
  }
  if (plan.toolMode === 'text' && call.toolName === malformedCall) {
    const { problem } = JSON.parse(call.input) as { readonly problem: string }
    return Promise.resolve({ output: `No tool was called. ${problem}`, isError: true })
  }
  return callTool(context, plan.tools, call, plan.toolLimits)
}

function warnOfUnused(calls: readonly ToolRequest[], context: EngineContext): void {
  if (calls.length === 0) return
  const names = calls.map(({ toolName }) => `"${toolName}"`).join(', ')
  context.warn(`The model gave its final answer together with calls of ${names}, which were not run.`)
}

function makeRequest(plan: LoopPlan, prompt: readonly LanguageModelV4Message[]): ModelRequest | Promise<ModelRequest> {
  // A copy, because the loop goes on to add to its own and a model may keep what it was given.
  if (plan.tools.size === 0 && plan.output === undefined)
    return { ...definedSettings(plan.settings), prompt: [...prompt] }
  return makeFullRequest(plan, [...prompt])
}

async function makeFullRequest(plan: LoopPlan, prompt: LanguageModelV4Message[]): Promise<ModelRequest> {
  const request: ModelRequest = {
    ...definedSettings(plan.settings),
    prompt,
    ...(plan.tools.size === 0 ? {} : { tools: [...(await plan.toolDefinitions())], toolChoice: { type: 'auto' } }),
  }
  return plan.output === undefined ? request : (await loadOutput()).requestOutput(request, plan.output)
}

const noCalls: readonly ToolRequest[] = []

/** The tools that we must run; what the provider runs by itself is already answered. */
function requestedTools(outcome: ModelOutcome): readonly ToolRequest[] {
  const isRequested = (part: ModelOutcome['content'][number]): part is ToolRequest & typeof part =>
    part.type === 'tool-call' && part.providerExecuted !== true
  return outcome.content.some(isRequested) ? outcome.content.filter(isRequested) : noCalls
}

function assertAnswered(plan: LoopPlan, outcome: ModelOutcome): void {
  const hasText = outcome.content.some((part) => part.type === 'text' && part.text !== '')
  if (outcome.finishReason === 'content-filter' && !hasText) {
    throw new AgentError(
      'AGENT_FAILED',
      `The model of agent "${plan.agent}" refused to answer for reasons of content.`,
      {
        details: { agent: plan.agent, finishReason: outcome.finishReason },
      },
    )
  }
}
