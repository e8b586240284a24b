import { AgentError } from '../../errors/agent-error.ts'
import type {
  JsonSchema,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  ModelReference,
  ModelSettings,
} from '../../models/model.ts'
import type { AgentContext } from '../../runs/context.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import type { AnyTool } from '../../tools/tool.ts'
import { assistantMessage, toolMessage, userMessage } from './build-prompt.ts'
import type { ModelOutcome } from './model-outcome.ts'
import { callModel, type ModelRequest } from './model-step.ts'
import type { Iteration, StopCondition } from './stop-condition.ts'
import { assertNotStuck, type LoopDetection } from './stuck-loop.ts'
import { parseOutput } from './structured-output.ts'
import type { ToolLimits } from './limit-time.ts'
import { callTool, type ToolRequest } from './tool-step.ts'

/** What the loop needs to know of an agent, complete. */
export interface LoopPlan {
  readonly agent: string
  readonly model: ModelReference
  readonly settings: ModelSettings
  readonly tools: ReadonlyMap<string, AnyTool>
  /** The tools as models take them; made on the first model call. */
  readonly toolDefinitions: () => Promise<readonly LanguageModelV4FunctionTool[]>
  readonly toolLimits: ToolLimits
  readonly output: { readonly schema: AnySchema; readonly jsonSchema: () => Promise<JsonSchema> } | undefined
  readonly maxIterations: number
  /** How often the model may correct an output that does not match the schema. */
  readonly maxRepairs: number
  readonly stopWhen: readonly StopCondition[]
  /** How soon an agent that goes round in circles is stopped; false lets it. */
  readonly loopDetection: LoopDetection | false
}

/**
 * The agent loop: asks the model, runs the tools it asked for side by side, gives it their results, until it answers.
 * Everything it does outside goes through the context's steps.
 */
export async function runLoop(
  plan: LoopPlan,
  instructions: string | undefined,
  input: unknown,
  context: AgentContext,
): Promise<unknown> {
  const prompt: LanguageModelV4Message[] = instructions === undefined ? [] : [{ role: 'system', content: instructions }]
  prompt.push(userMessage(input))
  const iterations: Iteration[] = []
  let repairs = 0
  while (iterations.length < plan.maxIterations) {
    const outcome = await callModel(context, plan.model, () => makeRequest(plan, prompt))
    for (const warning of outcome.warnings ?? []) context.warn(`${outcome.modelId ?? 'model'}: ${warning}`)
    const toolCalls = requestedTools(outcome)
    const iteration: Iteration = { number: iterations.length + 1, model: outcome, toolCalls }
    iterations.push(iteration)
    if (toolCalls.length > 0) {
      const outcomes = await Promise.all(toolCalls.map((call) => callTool(context, plan.tools, call, plan.toolLimits)))
      prompt.push(assistantMessage(outcome.content), toolMessage(toolCalls, outcomes))
      iterations[iterations.length - 1] = { ...iteration, toolResults: outcomes }
      if (plan.stopWhen.some((condition) => condition(iterations))) return textOf(outcome)
      assertNotStuck(plan.agent, iterations, plan.loopDetection, context)
      continue
    }
    assertAnswered(plan, outcome)
    if (plan.output === undefined) return textOf(outcome)
    const parsed = await parseOutput(textOf(outcome), plan.output.schema)
    if (parsed.ok) return parsed.value
    if (repairs >= plan.maxRepairs) throw outputError(plan, parsed.problem, repairs + 1)
    repairs += 1
    prompt.push(assistantMessage(outcome.content), userMessage(repairRequest(parsed.problem)))
  }
  throw new AgentError(
    'AGENT_ITERATION_LIMIT',
    `Agent "${plan.agent}" had no answer after ${plan.maxIterations} iterations. Raise maxIterations, or look at why it keeps calling tools.`,
    { details: { agent: plan.agent, maxIterations: plan.maxIterations } },
  )
}

function makeRequest(plan: LoopPlan, prompt: readonly LanguageModelV4Message[]): ModelRequest | Promise<ModelRequest> {
  // A copy, because the loop goes on to add to its own and a model may keep what it was given.
  if (plan.tools.size === 0 && plan.output === undefined)
    return { ...definedSettings(plan.settings), prompt: [...prompt] }
  return makeFullRequest(plan, [...prompt])
}

async function makeFullRequest(plan: LoopPlan, prompt: LanguageModelV4Message[]): Promise<ModelRequest> {
  return {
    ...definedSettings(plan.settings),
    prompt,
    ...(plan.tools.size === 0 ? {} : { tools: [...(await plan.toolDefinitions())], toolChoice: { type: 'auto' } }),
    ...(plan.output === undefined
      ? {}
      : { responseFormat: { type: 'json', schema: await plan.output.jsonSchema(), name: 'output' } }),
  }
}

function definedSettings(settings: ModelSettings): Partial<ModelRequest> {
  const { stopSequences, ...rest } = settings
  const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return stopSequences === undefined ? defined : { ...defined, stopSequences: [...stopSequences] }
}

/** The tools that we must run; what the provider runs by itself is already answered. */
function requestedTools(outcome: ModelOutcome): readonly ToolRequest[] {
  return outcome.content.flatMap((part) => (part.type === 'tool-call' && part.providerExecuted !== true ? [part] : []))
}

function textOf(outcome: ModelOutcome): string {
  let text = ''
  for (const part of outcome.content) if (part.type === 'text') text += part.text
  return text
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

function repairRequest(problem: string): string {
  return `${problem}\nAnswer again with JSON that matches the schema, and nothing else.`
}

function outputError(plan: LoopPlan, problem: string, tries: number): AgentError {
  return new AgentError(
    'AGENT_OUTPUT_INVALID',
    `Agent "${plan.agent}" gave no valid output in ${tries} tries. ${problem}`,
    {
      details: { agent: plan.agent, tries },
    },
  )
}
