import { AgentError } from '../errors/agent-error.ts'
import type { Budget } from '../runs/budget.ts'
import { checkBudget } from '../runs/budget/check-budget.ts'
import type { UserInputFor } from '../models/input/model-input.ts'
import type { ModelReference } from '../models/model.ts'
import type { ModelSettings } from '../models/model-settings.ts'
import type { ProviderCheck } from '../models/names/provider-check.ts'
import type { ResiliencePolicy } from '../models/resilience-policy.ts'
import type { AgentContext } from '../runs/context.ts'
import type { EngineContext } from '../runs/engine.ts'
import type { AnySchema, InferInput, InferOutput } from '../schema/json-schema.ts'
import { formatIssues } from '../schema/standard-schema.ts'
import { validateSchema } from '../schema/validate-schema.ts'
import { asTool, type GivenTool } from '../tools/provider-tool.ts'
import type { ContextOf } from '../util/compiler/context-of.ts'
import type { DistinctNames } from '../util/compiler/distinct-names.ts'
import type { JsonObject } from '../util/json/json.ts'
import type { UserInput } from '../messages/conversation.ts'
import type { Agent } from './agent.ts'
import { checkAgentSchemas } from './options/check-agent-schemas.ts'
import { foreignAgentOptions, type ForeignAgentOptions } from './options/foreign-agent-options.ts'
import { schemaErrors } from './options/schema-errors.ts'
import { wrongOption, wrongStart } from './options/wrong-option.ts'
import { checkAgentOptions, refuseOption } from './options/check-options.ts'
import { createAgent } from './create-agent.ts'
import type { ContextWindowOptions } from '../loop/context/context-window.ts'
import type { OutputMode, ToolMode } from '../loop/output/output-mode.ts'
import type { LoopPlan, LoopStart } from '../loop/loop-plan.ts'
import type { PrepareIteration } from '../loop/prepare-iteration.ts'
import { planRequests, type RequestPlanOptions } from '../loop/request-plan.ts'
import { recordedNotes } from '../loop/conversation/recorded-notes.ts'
import { runLoop } from '../loop/run-loop.ts'
import type { StopCondition } from '../loop/stop-condition.ts'
import type { LoopDetection } from '../loop/stuck/stuck-loop.ts'

/** What an agent takes: text and the files that its model takes, or what is written for its input schema. */
export type AgentInput<Schema, Model = string> = Schema extends AnySchema
  ? InferInput<Schema, JsonObject>
  : UserInputFor<Model>

/** What an agent's own code gets: text, or what its input schema makes of the input. */
export type CheckedInput<Schema> = Schema extends AnySchema ? InferOutput<Schema, JsonObject> : UserInput

/** What an agent answers: text, or what its output schema describes. */
export type AgentOutput<Schema> = Schema extends AnySchema ? InferOutput<Schema, JsonObject> : string

/** What instructions, the model and the tools of a run may depend on, where they are functions. */
export interface InstructionsArguments<Input, Context> {
  readonly input: Input
  /** The caller's own dependencies, as given to `run`. */
  readonly context: Context
  /** The door to the outside: what is read through it is recorded, and the same when the run is taken up again. */
  readonly step: AgentContext['step']
}

/** A value, or a function that gives it when a run begins. It is asked again on replay, and must depend on its argument only. */
export type ForRun<Value, Input, Context> =
  | Value
  | ((options: InstructionsArguments<Input, Context>) => Value | Promise<Value>)

/** The context of an agent: what its functions ask for, and what its tools do. */
type Needed<Context, Tools extends readonly GivenTool[]> = Context & ContextOf<Tools[number]>

/** What agents that a conversation may be handed to answer, which is the answer of the run then. */
type HandedOver<Tool> = Tool extends { readonly '~handedOver'?: (infer Output) | undefined }
  ? '~handedOver' extends keyof Tool
    ? Output
    : never
  : never

/** What an agent is made from. */
export interface AgentOptions<
  Name extends string,
  InputSchema,
  OutputSchema,
  Context,
  Tools extends readonly GivenTool[] = readonly GivenTool<Context>[],
  Model extends ModelReference = ModelReference,
> {
  readonly name: Name
  /**
   * `provider:model`, a bare model name, or any AI SDK `LanguageModelV4` object; a function chooses one for each run. The
   * compiler knows the providers: a name for a resolver of your own must be of the type `string`.
   */
  readonly model: ForRun<Model, CheckedInput<InputSchema>, Needed<Context, Tools>>
  /** The standing text given to the model; a function makes it anew for each run. */
  readonly instructions?: ForRun<string, CheckedInput<InputSchema>, Needed<Context, Tools>> | undefined
  readonly description?: string | undefined
  /** What the model may ask for, also tools that its provider runs; a function chooses it for each run. */
  readonly tools?: ForRun<Tools, CheckedInput<InputSchema>, Needed<Context, Tools>> | undefined
  /** Schema of the input; text without one. */
  readonly input?: InputSchema | undefined
  /** Schema of the output; text without one. */
  readonly output?: OutputSchema | undefined
  readonly settings?: ModelSettings | undefined
  /** Called before each request: may change its model, messages, tools and settings. Must depend on its argument only. */
  readonly prepareIteration?: PrepareIteration<Needed<Context, Tools>> | undefined
  /** Retries, time limits, fallback models and more; models of the built-in providers have retries and limits without it. */
  readonly resilience?: ResiliencePolicy | undefined
  /** How many model calls a run may make; 20 unless said otherwise. */
  readonly maxIterations?: number | undefined
  /** How often the model may correct an output that does not match the schema; 2 unless said otherwise. */
  readonly maxRepairs?: number | undefined
  /**
   * How the model is brought to give a structured output: the request carries the schema, it must call a tool, or the
   * instructions hold the schema. Chosen by what the model can do unless said otherwise.
   */
  readonly outputMode?: 'auto' | OutputMode | undefined
  /** How the model asks for tools: natively, or by blocks in its text. Chosen by what the model can do unless said otherwise. */
  readonly toolMode?: 'auto' | ToolMode | undefined
  /** What happens when the conversation outgrows the model's window. */
  readonly contextWindow?: ContextWindowOptions | undefined
  /** Ends a run after an iteration with tool calls, when any of them holds. */
  readonly stopWhen?: StopCondition | readonly StopCondition[] | undefined
  /** Limits for this agent and all that it calls: for each run, or for all runs that share a store of budgets. */
  readonly budget?: Budget | undefined
  /** How soon an agent that goes round in circles is warned of and stopped; false switches the detector off. */
  readonly loopDetection?: LoopDetection | false | undefined
  /** Milliseconds for each tool call; no limit unless said otherwise. A tool's own limit wins. */
  readonly toolTimeoutMs?: number | undefined
  /**
   * The most characters that the model gets of a tool's result, where the tool sets no limit of its own: what is longer is
   * cut with a mark, and whole on the record. 100,000, and never more than a quarter of the model's window, unless said
   * otherwise; false for no limit.
   */
  readonly maxResultChars?: number | false | undefined
  /** Milliseconds a tool gets to stop after its signal aborted, before it is abandoned; 1000 unless said otherwise. */
  readonly abortGraceMs?: number | undefined
  readonly messageType?: string | undefined
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
  prepareIteration: true,
  maxIterations: true,
  maxRepairs: true,
  stopWhen: true,
  toolTimeoutMs: true,
  abortGraceMs: true,
  maxResultChars: true,
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
  const Tools extends readonly GivenTool[] = readonly GivenTool[],
  const Model extends ModelReference = ModelReference,
>(
  // The checks come first, so that what they say does too.
  options: ProviderCheck<Model> &
    DistinctNames<Tools, 'tools'> &
    ForeignAgentOptions &
    AgentOptions<Name, InputSchema, OutputSchema, Context, Tools, Model>,
): Agent<
  Name,
  AgentInput<InputSchema, Model>,
  AgentOutput<OutputSchema> | HandedOver<Tools[number]>,
  Needed<NoInfer<Context>, Tools>
> {
  return makeAgent(options as Options<InputSchema, OutputSchema>) as Agent<
    Name,
    AgentInput<InputSchema, Model>,
    AgentOutput<OutputSchema> | HandedOver<Tools[number]>,
    Needed<NoInfer<Context>, Tools>
  >
}

function makeAgent<InputSchema extends AnySchema | undefined, OutputSchema extends AnySchema | undefined>(
  options: Options<InputSchema, OutputSchema>,
): Agent<string, AgentInput<InputSchema>, AgentOutput<OutputSchema>> {
  checkAgentOptions(options, { known: agentOptionNames, foreign: foreignAgentOptions }, 'defineAgent')
  checkAgentSchemas(options.name, { input: options.input, output: options.output })
  const plan = makePlan(options)
  const { budget } = options
  if (budget !== undefined) checkBudget(budget, `agent "${options.name}"`)
  return createAgent<string, AgentInput<InputSchema>, AgentOutput<OutputSchema>>({
    name: options.name,
    role: 'react',
    description: options.description,
    inputSchema: options.input,
    outputSchema: options.output,
    messageType: options.messageType,
    doCheck: (asked) => schemaErrors(plan, asked),
    doRecall: recordedNotes,
    doRun: (input, context) => {
      const answer = (checked: unknown): Promise<unknown> => {
        const start = startOf(options, checked as CheckedInput<InputSchema>, context)
        const place = budget === undefined ? context : context.withBudget(budget)
        return 'then' in start ? start.then((begun) => runLoop(plan, begun, place)) : runLoop(plan, start, place)
      }
      const output =
        options.input === undefined
          ? answer(givenInput(options.name, input))
          : checkInput(options.name, options.input, input).then(answer)
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

/**
 * The input of an agent without a schema, unless there is none: nobody means to ask a model "null".
 * @throws AgentError `AGENT_INPUT_INVALID`.
 */
export function givenInput<Input>(agent: string, input: Input): Input {
  if (input !== null) return input
  throw new AgentError(
    'AGENT_INPUT_INVALID',
    `Agent "${agent}" was given no input (undefined or null). Give a text, as in agent.run('What is new?').`,
    { details: { agent } },
  )
}

type Options<InputSchema, OutputSchema> = AgentOptions<string, InputSchema, OutputSchema, unknown>

/** Takes from the options what depends on the run. Gives a promise only where one of the functions does. */
function startOf<InputSchema, OutputSchema>(
  { name, instructions, model, tools }: Options<InputSchema, OutputSchema>,
  input: CheckedInput<InputSchema>,
  context: EngineContext,
): LoopStart | Promise<LoopStart> {
  if (typeof instructions !== 'function' && typeof model !== 'function' && typeof tools !== 'function')
    return { instructions, input }
  const { user } = context
  const options = { input, context: user.context, step: user.step }
  return context.activate(async () => {
    const given = {
      instructions: typeof instructions === 'function' ? await instructions(options) : instructions,
      model: typeof model === 'function' ? await model(options) : model,
      tools: typeof tools === 'function' ? await tools(options) : tools,
    }
    refuseOption(name, wrongStart(given))
    return {
      instructions: given.instructions,
      input,
      ...(typeof model === 'function' ? { model: given.model } : {}),
      ...(typeof tools === 'function' ? { tools: (given.tools ?? []).map(asTool) } : {}),
    }
  })
}

function makePlan<InputSchema, OutputSchema>(options: Options<InputSchema, OutputSchema>): LoopPlan {
  const { name, model, tools = [], output, stopWhen = [], maxIterations = 20, maxRepairs = 2 } = options
  refuseOption(name, wrongOption(options))
  const request: RequestPlanOptions = {
    agent: name,
    // What is a function is asked when a run begins.
    model: typeof model === 'function' ? '' : model,
    tools: typeof tools === 'function' ? [] : tools.map(asTool),
    settings: options.settings ?? {},
    output: output as AnySchema | undefined,
    outputMode: options.outputMode ?? 'auto',
    toolMode: options.toolMode ?? 'auto',
    contextWindow: options.contextWindow ?? {},
  }
  return {
    agent: name,
    request,
    fixed: typeof model === 'function' || typeof tools === 'function' ? undefined : planRequests(request),
    resilience: options.resilience,
    output: request.output,
    hasInputSchema: options.input !== undefined,
    toolLimits: {
      timeoutMs: options.toolTimeoutMs,
      graceMs: options.abortGraceMs ?? 1000,
      maxResultChars: options.maxResultChars,
    },
    maxIterations,
    maxRepairs,
    loopDetection: options.loopDetection ?? {},
    stopWhen: typeof stopWhen === 'function' ? [stopWhen] : stopWhen,
    prepareIteration: options.prepareIteration,
  }
}
