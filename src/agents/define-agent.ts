import { AgentError } from '../errors/agent-error.ts'
import { ToolError } from '../errors/tool-error.ts'
import type { Budget } from '../runs/budget.ts'
import { checkBudget } from '../runs/budget/check-budget.ts'
import { abilitiesOf } from '../models/profiles/abilities.ts'
import {
  modelName,
  type LanguageModelV4FunctionTool,
  type ModelReference,
  type ModelSettings,
} from '../models/model.ts'
import { contextWindowOf } from '../models/profiles/windows.ts'
import type { ResiliencePolicy } from '../models/resilience-policy.ts'
import type { EngineContext } from '../runs/engine.ts'
import type { AnySchema, InferSchema, InferWritten } from '../schema/json-schema.ts'
import { formatIssues } from '../schema/standard-schema.ts'
import { validateSchema } from '../schema/validate-schema.ts'
import type { AnyTool } from '../tools/tool.ts'
import type { JsonObject } from '../util/json/json.ts'
import type { Agent, AgentText } from './agent.ts'
import { checkAgentSchemas } from './check-agent-schemas.ts'
import { schemaErrors } from './schema-errors.ts'
import { checkAgentOptions } from './check-options.ts'
import { createAgent } from './create-agent.ts'
import { planWindow, type ContextWindowOptions } from '../loop/context/context-window.ts'
import { chooseModes, type OutputMode, type ToolMode } from '../loop/output/output-mode.ts'
import { finalOutputTool } from '../loop/reserved-names.ts'
import type { LoopPlan } from '../loop/loop-plan.ts'
import { toolDefinition } from '../loop/tools/tool-input.ts'
import { runLoop } from '../loop/run-loop.ts'
import type { StopCondition } from '../loop/stop-condition.ts'
import type { LoopDetection } from '../loop/stuck/stuck-loop.ts'

/** What an agent takes: text, or what is written for its input schema. */
export type AgentInput<Schema> = Schema extends AnySchema ? InferWritten<Schema, JsonObject> : AgentText

/** What an agent's own code gets: text, or what its input schema makes of the input. */
export type CheckedInput<Schema> = Schema extends AnySchema ? InferSchema<Schema, JsonObject> : AgentText

/** What an agent answers: text, or what its output schema describes. */
export type AgentOutput<Schema> = Schema extends AnySchema ? InferSchema<Schema, JsonObject> : string

/** What instructions may depend on, when they are a function. */
export interface InstructionsArguments<Input, Context> {
  readonly input: Input
  readonly context: Context
}

/** What an agent is made from. */
export interface AgentOptions<Name extends string, InputSchema, OutputSchema, Context> {
  readonly name: Name
  /** `provider:model`, a bare model name, or any AI SDK `LanguageModelV4` object. */
  readonly model: ModelReference
  /** The standing text given to the model; a function makes it anew for each run, and must depend on its arguments only. */
  readonly instructions?: string | ((options: InstructionsArguments<CheckedInput<InputSchema>, Context>) => string)
  readonly description?: string
  readonly tools?: readonly AnyTool<Context>[]
  /** Schema of the input; text without one. */
  readonly input?: InputSchema
  /** Schema of the output; text without one. */
  readonly output?: OutputSchema
  readonly settings?: ModelSettings
  /** Retries, time limits, fallback models and more; models of the built-in providers have retries and limits without it. */
  readonly resilience?: ResiliencePolicy
  /** How many model calls a run may make; 20 unless said otherwise. */
  readonly maxIterations?: number
  /** How often the model may correct an output that does not match the schema; 2 unless said otherwise. */
  readonly maxRepairs?: number
  /**
   * How the model is brought to give a structured output: the request carries the schema, it must call a tool, or the
   * instructions hold the schema. Chosen by what the model can do unless said otherwise.
   */
  readonly outputMode?: 'auto' | OutputMode
  /** How the model asks for tools: natively, or by blocks in its text. Chosen by what the model can do unless said otherwise. */
  readonly toolMode?: 'auto' | ToolMode
  /** What happens when the conversation outgrows the model's window. */
  readonly contextWindow?: ContextWindowOptions
  /** Ends a run after an iteration with tool calls, when any of them holds. */
  readonly stopWhen?: StopCondition | readonly StopCondition[]
  /** Limits for this agent and all that it calls: for each run, or for all runs that share a store of budgets. */
  readonly budget?: Budget
  /** How soon an agent that goes round in circles is warned of and stopped; false switches the detector off. */
  readonly loopDetection?: LoopDetection | false
  /** Milliseconds for each tool call; no limit unless said otherwise. A tool's own limit wins. */
  readonly toolTimeoutMs?: number
  /** Milliseconds a tool gets to stop after its signal aborted, before it is abandoned; 1000 unless said otherwise. */
  readonly abortGraceMs?: number
  readonly messageType?: string
}

const agentOptionNames: Readonly<Record<keyof AgentOptions<string, undefined, undefined, unknown>, true>> = {
  name: true,
  model: true,
  instructions: true,
  description: true,
  tools: true,
  input: true,
  output: true,
  settings: true,
  maxIterations: true,
  maxRepairs: true,
  stopWhen: true,
  toolTimeoutMs: true,
  abortGraceMs: true,
  messageType: true,
  budget: true,
  contextWindow: true,
  loopDetection: true,
  outputMode: true,
  toolMode: true,
  resilience: true,
}

/**
 * Declares an agent: a model with instructions and tools. Nothing happens until it is run.
 *
 * @example
 * const analyst = defineAgent({
 *   name: 'analyst',
 *   model: 'openai:gpt-4o',
 *   instructions: 'You are a data analyst.',
 *   output: z.object({ risk: z.enum(['low', 'high']) }),
 * })
 * const { output } = await analyst.run('Review the March numbers')
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID`, `AGENT_SCHEMA_INVALID`, ToolError `TOOL_DUPLICATE`, RunError `BUDGET_INVALID`.
 */
export function defineAgent<
  const Name extends string,
  InputSchema extends AnySchema | undefined = undefined,
  OutputSchema extends AnySchema | undefined = undefined,
  Context = unknown,
>(
  options: AgentOptions<Name, InputSchema, OutputSchema, Context>,
): Agent<Name, AgentInput<InputSchema>, AgentOutput<OutputSchema>, Context> {
  checkAgentOptions(options, agentOptionNames)
  checkAgentSchemas(options.name, { input: options.input, output: options.output })
  const plan = makePlan(options)
  const { budget } = options
  if (budget !== undefined) checkBudget(budget, `agent "${options.name}"`)
  return createAgent<Name, AgentInput<InputSchema>, AgentOutput<OutputSchema>, Context>({
    name: options.name,
    role: 'react',
    description: options.description,
    inputSchema: options.input,
    outputSchema: options.output,
    messageType: options.messageType,
    doCheck: (asked) => schemaErrors(plan, asked),
    doRun: (input, context) => {
      const answer = (checked: unknown) =>
        runLoop(
          plan,
          instructionsFor(options, checked as CheckedInput<InputSchema>, context),
          checked,
          budget === undefined ? context : context.withBudget(budget),
        )
      const output =
        options.input === undefined ? answer(input) : checkInput(options.name, options.input, input).then(answer)
      // The loop validated it against the schema, or it is text.
      return output as Promise<AgentOutput<OutputSchema>>
    },
  })
}

/**
 * Checks an input against an agent's schema; gives the value the schema makes of it.
 * @throws AgentError `AGENT_INPUT_INVALID`.
 */
export async function checkInput(agent: string, schema: AnySchema, input: unknown): Promise<unknown> {
  const result = await validateSchema(schema, input)
  if (result.issues === undefined) return result.value
  throw new AgentError(
    'AGENT_INPUT_INVALID',
    `The input of agent "${agent}" does not match its schema:\n${formatIssues(result.issues)}`,
    {
      details: { agent },
    },
  )
}

function instructionsFor<Name extends string, InputSchema, OutputSchema, Context>(
  { instructions }: AgentOptions<Name, InputSchema, OutputSchema, Context>,
  input: CheckedInput<InputSchema>,
  context: EngineContext,
): string | undefined {
  return typeof instructions === 'function'
    ? instructions({ input, context: context.context as Context })
    : instructions
}

function makePlan<Name extends string, InputSchema, OutputSchema, Context>(
  options: AgentOptions<Name, InputSchema, OutputSchema, Context>,
): LoopPlan {
  const { name, output, stopWhen = [], maxIterations = 20, maxRepairs = 2 } = options
  if (!Number.isInteger(maxIterations) || maxIterations < 1) {
    throw new AgentError(
      'AGENT_OPTIONS_INVALID',
      `Agent "${name}": maxIterations must be a whole number of at least 1, not ${maxIterations}.`,
    )
  }
  const tools = toolsByName(name, options.tools ?? [])
  if (output !== undefined && tools.has(finalOutputTool)) {
    throw new AgentError(
      'AGENT_OPTIONS_INVALID',
      `Agent "${name}" has an output schema and a tool named "${finalOutputTool}", which is the name of the tool that gives the output. Rename yours.`,
      { details: { agent: name, tool: finalOutputTool } },
    )
  }
  const model = modelName(options.model)
  const { outputMode, toolMode } = chooseModes({
    outputMode: options.outputMode ?? 'auto',
    toolMode: options.toolMode ?? 'auto',
    abilities: abilitiesOf(model),
    hasTools: tools.size > 0,
  })
  let definitions: Promise<readonly LanguageModelV4FunctionTool[]> | undefined
  return {
    agent: name,
    model: options.model,
    settings: options.settings ?? {},
    resilience: options.resilience,
    tools,
    toolDefinitions: () =>
      (definitions ??= Promise.all(Array.from(tools.values(), (tool) => toolDefinition(name, tool)))),
    toolLimits: { timeoutMs: options.toolTimeoutMs, graceMs: options.abortGraceMs ?? 1000 },
    toolMode,
    output: output === undefined ? undefined : { agent: name, schema: output as AnySchema, mode: outputMode },
    maxIterations,
    maxRepairs,
    loopDetection: options.loopDetection ?? {},
    stopWhen: typeof stopWhen === 'function' ? [stopWhen] : stopWhen,
    window: planWindow(options.contextWindow ?? {}, {
      window: contextWindowOf(model),
      maxOutputTokens: options.settings?.maxOutputTokens,
    }),
  }
}

function toolsByName(agent: string, tools: readonly AnyTool[]): ReadonlyMap<string, AnyTool> {
  const byName = new Map<string, AnyTool>()
  for (const tool of tools) {
    if (byName.has(tool.name)) {
      throw new ToolError(
        'TOOL_DUPLICATE',
        `Agent "${agent}" has two tools named "${tool.name}". Rename one of them.`,
        {
          details: { agent, tool: tool.name },
        },
      )
    }
    byName.set(tool.name, tool)
  }
  return byName
}
