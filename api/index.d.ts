// aixgo. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  LanguageModelV4,
  LanguageModelV4Message,
} from '@ai-sdk/provider'
import type {
  AgentToolOptions,
  AnySchema,
  ContextWindowOptions,
  CustomAgentOptions,
  DeepPartial,
  HandoffOptions,
  InferInput,
  InferOutput,
  InstructionsArguments,
  Iteration,
  LoggerOptions,
  LoopDetection,
  OutputMode,
  ProducerOptions,
  ProviderDefinition,
  ProviderToolObject,
  ProviderToolOptions,
  ToolContent,
  ToolContentPart,
  ToolMode,
} from 'aixgo/agents'
import type {
  AixgoErrorOptions,
  errorCodes,
  ErrorDetails,
  OutputProblem,
  SerializedError,
} from 'aixgo/errors'
import type {
  InputPartFor,
  ModelName,
  ModelResolver,
  PriceTable,
  ProviderName,
  ProviderOptions,
  ReasoningEffort,
  ResiliencePolicy,
  ToolChoice,
} from 'aixgo/models'
import type {
  BudgetAction,
  Budgets,
  Callable,
  Clock,
  ContextCallOptions,
  CostSum,
  Decision,
  Effect,
  Ledger,
  OwnStepOptions,
  Question,
  Random,
  Received,
  RunStore,
  StepContext,
  StepKind,
} from 'aixgo/runs'
import type {
  AgentEntry,
  AgentRegistration,
  AgentWiring,
  AnswerPart,
  DataPart,
  DeadLetters,
  FilePart,
  MessageContent,
  MessageStream,
  ParallelResult,
  ProviderNotes,
  ReceiveOptions,
  RuntimeEvent,
  RuntimeSettings,
  RuntimeStats,
  SendOptions,
  SupervisorOptions,
  SupervisorResult,
  TextPart,
  ToolCallPart,
  ToolResultPart,
  TraceContext,
  WaitOptions,
} from 'aixgo/runtime'

/**
 * A named thing that takes an input and answers. Roles, patterns and remote agents are agents.
 * Make one with `defineAgent` (a model with tools) or `defineCustomAgent` (your own code).
 */
interface Agent<Name extends string = string, Input = unknown, Output = unknown, Context = unknown> {
  readonly name: Name;
  /** The kind of agent, such as `react`. */
  readonly role: string;
  /** What the agent is for; shown to people and to models that may call it. */
  readonly description?: string | undefined;
  /** The `type` of the messages this agent emits, such as `analysis`; `message` unless said otherwise. */
  readonly messageType?: string | undefined;
  /** Input is text unless there is a schema. */
  readonly inputSchema?: AnySchema | undefined;
  /** Output is text unless there is a schema. */
  readonly outputSchema?: AnySchema | undefined;
  /** Milliseconds the work on one message may take, all attempts and the waits between them included. */
  readonly timeoutMs?: number | undefined;
  /** Runs the agent and gives its validated output. Rejects with an `AixgoError`, with the signal's reason, or with what a custom agent threw. */
  readonly run: RunFunction<Input, Context, Promise<RunResult<Output>>>;
  /** Runs the agent and gives its events as they happen. */
  readonly stream: RunFunction<Input, Context, RunStream<Output>>;
  /** Exists for the compiler only. */
  readonly '~context'?: ((context: Context) => void) | undefined;
}

/**
 * All that an agent's own code sees of the world while it handles one input. Everything that reaches outside goes through
 * it, so that it is recorded, traced and not repeated after a crash. Its functions may be taken apart:
 * `({ call, signal }) => ...`.
 */
interface AgentContext<Context = unknown> {
  readonly runId: string;
  /** Name of the agent this context belongs to. */
  readonly agent: string;
  /** Key of the step this context is nested in; empty at the root of a run. */
  readonly path: string;
  /** Aborts when the caller gives up, a deadline passes, the runtime stops, or the run ends while something in it is still under way. */
  readonly signal: AbortSignal;
  /** The caller's own dependencies, as given to `run`. */
  readonly context: Context;
  /** Names the conversation this run belongs to, if any. It keeps no history. */
  readonly session: string | undefined;
  /** On whose behalf the run is made, if that is known. */
  readonly tenant: string | undefined;
  /** The message this run handles and who sent it. None where the agent was called directly or by another agent. */
  readonly received?: Received | undefined;
  /**
   * Makes an effect of your own happen, records what came of it, and announces both; on replay gives the recorded value.
   * The value is what JSON makes of it (a Date is its ISO text; bytes survive), live as on replay.
   * @throws RunError `STEP_INVALID` for options that make no sense, `VALUE_NOT_JSON` when JSON has no word for the value,
   * `RUN_CLOSED` after the run has ended.
   *
   * @example
   * const receipt = await context.step('charge', ({ idempotencyKey }) => bank.charge(amount, idempotencyKey))
   */
  step<Value>(name: string, execute: (step: StepContext<Context>) => Value | Promise<Value>, options?: OwnStepOptions<Value>): Promise<Value>;
  /** A scope with keys of its own, for code that races: what starts first in one branch cannot shift the keys of another. */
  branch(name: string): AgentContext<Context>;
  /**
   * Calls another agent as a step of this run: through the runtime where that hosts it, within this run otherwise. It gets
   * this run's context, so that must hold what the agent needs.
   */
  call<Input, Output, Needed>(agent: Callable<Input, Output, Needed> & ContextCheck<Context, Needed>, input: NoInfer<Input> | HandedOn<Input>, options?: ContextCallOptions): Promise<Output>;
  /** Waits for so many milliseconds in all, whatever happens to the process; parks the run where its store can keep it. */
  sleep(delayMs: number): Promise<void>;
  /**
   * Asks somebody outside to decide. The promise does not settle before there is an answer: the run is parked, and no
   * `catch` sees it. @throws RunError `WAIT_UNAVAILABLE` where the run has no store that it could wait in.
   */
  ask(question: Question): Promise<Decision>;
  /** Waits for a value that is signalled from outside under this name. As `ask`; with a time limit, gives `undefined` after it. */
  receive<Value = unknown>(name: string): Promise<Value>;
  receive<Value = unknown>(name: string, options: {
    readonly timeoutMs: number;
  }): Promise<Value | undefined>;
  /** The wall clock, in milliseconds since the Unix epoch, as recorded. */
  now(): number;
  /** A number in [0, 1), as recorded. */
  random(): number;
  /** A unique id, as recorded. */
  id(): string;
  /** Tells listeners something that is worth knowing but is no error. */
  warn(message: string): void;
}

/** An agent could not do its work. */
class AgentError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'agent'>;
  constructor(code: CodeOf<'agent'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is AgentError;
}

/** What an agent takes: text and the files that its model takes, or what is written for its input schema. */
type AgentInput<Schema, Model = string> = Schema extends AnySchema ? InferInput<Schema, JsonObject> : UserInputFor<Model>;

/** What an agent is made from. */
interface AgentOptions<Name extends string, InputSchema, OutputSchema, Context, Tools extends readonly GivenTool[] = readonly GivenTool<Context>[], Model extends ModelReference = ModelReference> {
  readonly name: Name;
  /**
   * `provider:model`, a bare model name, or any AI SDK `LanguageModelV4` object; a function chooses one for each run. The
   * compiler knows the providers: a name for a resolver of your own must be of the type `string`.
   */
  readonly model: ForRun<Model, CheckedInput<InputSchema>, Needed<Context, Tools>>;
  /** The standing text given to the model; a function makes it anew for each run. */
  readonly instructions?: ForRun<string, CheckedInput<InputSchema>, Needed<Context, Tools>> | undefined;
  readonly description?: string | undefined;
  /** What the model may ask for, also tools that its provider runs; a function chooses it for each run. */
  readonly tools?: ForRun<Tools, CheckedInput<InputSchema>, Needed<Context, Tools>> | undefined;
  /** Schema of the input; text without one. */
  readonly input?: InputSchema | undefined;
  /** Schema of the output; text without one. */
  readonly output?: OutputSchema | undefined;
  readonly settings?: ModelSettings | undefined;
  /** Called before each request: may change its model, messages, tools and settings. Must depend on its argument only. */
  readonly prepareIteration?: PrepareIteration<Needed<Context, Tools>> | undefined;
  /** Retries, time limits, fallback models and more; models of the built-in providers have retries and limits without it. */
  readonly resilience?: ResiliencePolicy | undefined;
  /** How many model calls a run may make; 20 unless said otherwise. */
  readonly maxIterations?: number | undefined;
  /** How often the model may correct an output that does not match the schema; 2 unless said otherwise. */
  readonly maxRepairs?: number | undefined;
  /**
   * How the model is brought to give a structured output: the request carries the schema, it must call a tool, or the
   * instructions hold the schema. Chosen by what the model can do unless said otherwise.
   */
  readonly outputMode?: 'auto' | OutputMode | undefined;
  /** How the model asks for tools: natively, or by blocks in its text. Chosen by what the model can do unless said otherwise. */
  readonly toolMode?: 'auto' | ToolMode | undefined;
  /** What happens when the conversation outgrows the model's window. */
  readonly contextWindow?: ContextWindowOptions | undefined;
  /** Ends a run after an iteration with tool calls, when any of them holds. */
  readonly stopWhen?: StopCondition | readonly StopCondition[] | undefined;
  /** Limits for this agent and all that it calls: for each run, or for all runs that share a store of budgets. */
  readonly budget?: Budget | undefined;
  /** How soon an agent that goes round in circles is warned of and stopped; false switches the detector off. */
  readonly loopDetection?: LoopDetection | false | undefined;
  /** Milliseconds for each tool call; no limit unless said otherwise. A tool's own limit wins. */
  readonly toolTimeoutMs?: number | undefined;
  /**
   * The most characters that the model gets of a tool's result, where the tool sets no limit of its own: what is longer is
   * cut with a mark, and whole on the record. 100,000, and never more than a quarter of the model's window, unless said
   * otherwise; false for no limit.
   */
  readonly maxResultChars?: number | false | undefined;
  /** Milliseconds a tool gets to stop after its signal aborted, before it is abandoned; 1000 unless said otherwise. */
  readonly abortGraceMs?: number | undefined;
  readonly messageType?: string | undefined;
}

/** What an agent answers: text, or what its output schema describes. */
type AgentOutput<Schema> = Schema extends AnySchema ? InferOutput<Schema, JsonObject> : string;

/**
 * Offers an agent to another agent's model as a tool. The model's arguments are the agent's input, by its input schema,
 * or `{ input: text }` for an agent that takes text. The call is a step of the same run, and what the agent needs of a
 * context is asked of whoever runs the agent that gets the tool.
 */
function agentTool<AgentName extends string, Input, Output, Context, const Name extends string = AgentName>(agent: Agent<AgentName, Input, Output, Context>, options?: AgentToolOptions<Name>): Tool<NoInfer<Name>, InferOutput<AnySchema, JsonObject>, Output, Context>;

/** Base of every error this package throws on purpose. Check with `isInstance`: it also holds across two copies of the package. */
class AixgoError extends Error {
  /** Stable and documented in docs/errors.md; messages may change, codes may not. */
  readonly code: ErrorCode;
  /** True when the same request may succeed later without a change by the caller. */
  readonly retryable: boolean;
  /** Small, serialisable facts: names, limits, states. Never prompts, keys or payloads. */
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, message: string, options?: AixgoErrorOptions);
  /** True for any error of this package, whichever copy of it threw. */
  static isInstance(value: unknown): value is AixgoError;
}

/** An agent of any input, output and context. */
type AnyAgent = Agent<string, never, unknown, never>;

/** A tool of any input and output, needing a context that `Context` satisfies. */
type AnyTool<Context = never> = Tool<string, never, unknown, Context>;

/** Limits; what is absent is not limited. */
interface Budget {
  /** US dollars. Refuses models whose price is not known. */
  readonly usd?: number | undefined;
  /** Tokens in and out, reasoning included. */
  readonly tokens?: number | undefined;
  readonly modelCalls?: number | undefined;
  /** Calls of tools by models, those of agents offered as tools included. */
  readonly toolCalls?: number | undefined;
  /** Milliseconds in which at least one call was under way. Checked before a call; a call under way is not cut off. */
  readonly timeMs?: number | undefined;
  /** `stop` unless said otherwise. */
  readonly onExhausted?: BudgetAction | undefined;
  /** The model that takes over with `cheaper-model`. */
  readonly cheaperModel?: ModelReference | undefined;
}

/** How an agent is called. Everything has a default. */
interface CallOptions {
  /** Gives the call up: the run is aborted, and the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the call is aborted with `DEADLINE_EXCEEDED`, the wait for the agent included. */
  readonly timeoutMs?: number | undefined;
  /** Names the conversation the run belongs to, for budgets, events and records. It keeps no history: give `{ messages }`. */
  readonly session?: string | undefined;
  /** On whose behalf the run is made; its budget is that of the runtime's store. */
  readonly tenant?: string | undefined;
  /** Limits for this run and all agents that it calls. */
  readonly budget?: Budget | undefined;
  /** The run's id, made up unless given. Calling with one that the runtime's store knows attaches to that run. */
  readonly runId?: string | undefined;
  /** Where the run is recorded, instead of the runtime's store. With a history, the run goes on from it. */
  readonly ledger?: Ledger | undefined;
  /** Told of every event of the run, in order, beside the runtime's own listener. What it throws changes nothing. */
  readonly onEvent?: RunListener | undefined;
}

/** A configuration file, or something it names, is wrong. */
class ConfigError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'config'>;
  constructor(code: CodeOf<'config'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is ConfigError;
}

/** A conversation, as the input of an agent: the agent answers its last message. */
interface Conversation {
  readonly messages: readonly ConversationMessage[];
}

/** One message of a conversation with a model. JSON but for the bytes of files, so that a conversation can be kept. */
type ConversationMessage = {
  readonly role: 'system';
  readonly content: string;
} | {
  readonly role: 'user';
  readonly content: string | readonly InputPart[];
} | {
  readonly role: 'assistant';
  readonly content: string | readonly AnswerPart[];
} | {
  readonly role: 'tool';
  readonly content: readonly ToolResultPart[];
};

/** What one model call cost, in US dollars. */
interface Cost {
  /** All of it; the other fields are its parts. */
  readonly usd: number;
  /** Input tokens that were neither read from the provider's cache nor written to it. */
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/**
 * Makes a runtime and starts its agents. Close it when you are done, or declare it with `await using`.
 *
 * @example
 * await using runtime = await createRuntime({ agents: [analyst, { agent: writer, inputs: ['analyst'] }] })
 * const { output } = await runtime.call('analyst', 'Review the March numbers')
 *
 * @throws AgentError `AGENT_SCHEMA_INVALID`, ToolError `TOOL_SCHEMA_INVALID`, RuntimeError `START_FAILED`, `START_TIMEOUT`, `DEPENDENCY_CYCLE`, `DEPENDENCY_UNKNOWN`, `RUNTIME_OPTIONS_INVALID`
 */
function createRuntime<const Agents extends readonly AgentEntry[]>(options: DistinctNames<Agents, 'agents'> & KnownKeys<Agents, 'agents', 'agent', keyof AgentRegistration> & RuntimeOptions<Agents>): Promise<Runtime<Agents>>;

/**
 * Makes a builder for a team of agents.
 *
 * @example
 * const supervisor = createSupervisor('coordinator', { maxRounds: 10 })
 * supervisor.add(producer, { outputs: ['analyst'] }).add(analyst)
 * const { outputs } = await supervisor.run()
 */
function createSupervisor(name: string, options?: SupervisorOptions): Supervisor;

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
function defineAgent<const Name extends string, InputSchema extends AnySchema | undefined = undefined, OutputSchema extends AnySchema | undefined = undefined, Context = unknown, const Tools extends readonly GivenTool[] = readonly GivenTool[], const Model extends ModelReference = ModelReference>(options: ProviderCheck<Model> & DistinctNames<Tools, 'tools'> & ForeignAgentOptions & AgentOptions<Name, InputSchema, OutputSchema, Context, Tools, Model>): Agent<Name, AgentInput<InputSchema, Model>, AgentOutput<OutputSchema> | HandedOver<Tools[number]>, Needed<NoInfer<Context>, Tools>>;

/**
 * Declares an agent whose answer is made by your own code.
 *
 * @example
 * const shout = defineCustomAgent({ name: 'shout', execute: (text) => String(text).toUpperCase() })
 */
function defineCustomAgent<const Name extends string, Output, InputSchema extends AnySchema | undefined = undefined, Context = unknown>(options: ForeignCustomAgentOptions & CustomAgentOptions<Name, InputSchema, Output, Context>): Agent<Name, AgentInput<InputSchema>, Output, Context>;

/**
 * Declares a tool. Nothing happens until a model asks for it.
 *
 * @example
 * const lookup = defineTool({
 *   name: 'query_database',
 *   description: 'Query the sales database',
 *   input: z.object({ query: z.string() }),
 *   effect: 'none',
 *   execute: ({ query }, { signal }) => database.query(query, { signal }),
 * })
 *
 * @throws ToolError `TOOL_NAME_INVALID` when providers would refuse the name, `TOOL_OPTIONS_INVALID` for an option that makes
 * no sense, `TOOL_SCHEMA_INVALID` for an input that is no schema.
 */
function defineTool<const Name extends string, Schema extends AnySchema, Output, Context = unknown>(options: ForeignToolOptions & ToolOptions<Name, Schema, Output, Context>): Tool<Name, InferOutput<Schema, JsonObject>, Output, Context>;

/** A stable, documented error code. */
type ErrorCode = keyof typeof errorCodes;

/** Everything that happens. Observability listens to these; nothing in the core calls a tracer, a logger or a metric. */
type Event = RunEvent | RuntimeEvent;

/** Told of every event, in order, synchronously. What it throws is reported and changes nothing. */
type EventListener = (event: Event) => void;

/** A sum for people: `$0.0123`, `cost unknown for openai:gpt-x`, or both. */
function formatCost({ usd, unknownCalls, unknownModels }: CostSum): string;

/**
 * Lets an agent's model hand the conversation over to another agent, for good: the other agent gets all messages under its
 * own instructions, and its answer is the run's. (`agentTool` asks another agent and goes on with its answer.)
 *
 * @example
 * const triage = defineAgent({ name: 'triage', model, tools: [handoff(billing), handoff(support)] })
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID` for an agent with an input schema, which cannot take a conversation.
 */
function handoff<const AgentName extends string, Output, Context, const Name extends string = `transfer_to_${AgentName}`>(agent: Agent<AgentName, UserInput, Output, Context>, options?: HandoffOptions<Name>): Handoff<NoInfer<Name>, Output, Context>;

/** A tool that hands the conversation over. The answer of the run is then that of the other agent. */
interface Handoff<Name extends string, Output, Context> extends Tool<Name, JsonObject, string, Context> {
  /** Exists for the compiler only. */
  readonly '~handedOver'?: Output | undefined;
}

/** Stops once the model has called the tool. */
function hasToolCall(toolName: string): StopCondition;

/** What a user's turn is made of. */
type InputPart = (TextPart & ProviderNotes) | (FilePart & ProviderNotes) | DataPart;

/** Stops after `count` iterations and gives the text the model has written so far. */
function iterationCountIs(count: number): StopCondition;

/** A JSON object. */
type JsonObject = {
  readonly [key: string]: JsonValue | undefined;
};

/** Any value that JSON can carry. */
type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/**
 * Declares a logger: an agent that writes every message it gets and answers with it unchanged, so that it can stand
 * anywhere in a chain.
 *
 * @example
 * await using sink = fileSink({ path: 'answers.jsonl' })
 * const logger = loggerAgent({ name: 'log', sink })
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
function loggerAgent<const Name extends string, Value = UserInput | JsonValue>(options: LoggerOptions<Name>): Agent<Name, Value, Value>;

/** What agents exchange. Immutable; `withMetadata` makes a changed copy. */
interface Message {
  readonly id: string;
  readonly role: 'user' | 'assistant' | 'tool' | 'system';
  /** What kind of message this is, for readers that sort by it; free text such as `analysis`. */
  readonly type: string;
  readonly parts: readonly MessagePart[];
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly metadata: JsonObject;
  readonly trace?: TraceContext;
}

/** One piece of a message. */
type MessagePart = TextPart | FilePart | DataPart | ToolCallPart | ToolResultPart;

/** The message as text: its text parts joined, or its data as JSON when it has no text. */
function messageText(message: Message): string;

/** A model, or the provider that serves it, failed. */
class ModelError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'model'>;
  constructor(code: CodeOf<'model'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is ModelError;
}

/** How a model is referred to: by its name, or as any AI SDK `LanguageModelV4` object. */
type ModelReference = ModelName | LanguageModelV4;

/** Settings a model call understands. Unset means the provider's own default; `temperature: 0` is honoured. */
interface ModelSettings {
  readonly temperature?: number | undefined;
  /** The most tokens of one answer, reasoning included where the provider counts it so. */
  readonly maxOutputTokens?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  /** How much the model thinks before it answers: an effort, or tokens where the provider counts them. */
  readonly reasoning?: ReasoningEffort | {
    readonly budgetTokens: number;
  } | undefined;
  /** A choice that is forced holds until a tool was called: otherwise the model could never answer. */
  readonly toolChoice?: ToolChoice | undefined;
  /** False has the model call one tool at a time. */
  readonly parallelToolCalls?: boolean | undefined;
  /** What only one provider knows; each provider sees its own. */
  readonly providerOptions?: ProviderOptions | undefined;
  /** Sent with each request, beside the provider's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * A model gave no output that matches the schema. What it wrote may hold anything, so `rawText` and `problems` are there
 * for code that asks for them and in the ledger of a run, and appear neither in logs nor in events.
 */
class OutputError extends AgentError {
  static readonly name: string;
  /** The model's last answer, as it wrote it. */
  readonly rawText: string;
  /** Everything that was wrong, with every answer. */
  readonly problems: readonly OutputProblem[];
  constructor(message: string, evidence: OutputEvidence, options?: AixgoErrorOptions);
  /** True for outputs that did not match, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is OutputError;
}

/**
 * Declares a producer: an agent that brings messages into a system, on an interval or from a source. Nothing is opened
 * before a runtime asks for the first item. Called like any other agent, it answers with its input.
 *
 * @example
 * const reader = producerAgent({ name: 'reader', source: { file: 'data/dpkg.log' }, rate: 50 })
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
function producerAgent<const Name extends string, Value = UserInput | JsonValue>(options: ProducerOptions<Name>): Agent<Name, Value, Value>;

/**
 * Declares a tool that the provider of the model runs, such as its web search. What it did is part of the model's answer.
 *
 * @example
 * defineAgent({
 *   name: 'researcher',
 *   model: 'anthropic:claude-sonnet-4-5',
 *   tools: [providerTool({ id: 'anthropic.web_search_20250305', args: { maxUses: 3 } })],
 * })
 *
 * @throws ToolError `TOOL_OPTIONS_INVALID`, `TOOL_NAME_INVALID`.
 */
function providerTool<const Name extends string = string>(options: ProviderToolOptions<Name>): Tool<Name, never, never>;

/** A run cannot go on. */
class RunError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'run'>;
  constructor(code: CodeOf<'run'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is RunError;
}

/** What happens inside a run. */
type RunEvent = (RunEventBase & {
  readonly type: 'run-start';
  readonly input: JsonValue;
  /** The step of another run that caused this one, as `runId/key`. */
  readonly parent?: string;
  /** The message that the run handles. */
  readonly messageId?: string;
  readonly round?: number;
}) | (RunEventBase & {
  readonly type: 'run-finish';
  readonly output: JsonValue;
  /** Why the model stopped that gave the output. */
  readonly finishReason?: FinishReason;
  readonly usage: Usage;
  readonly cost: CostSum;
}) | (RunEventBase & {
  readonly type: 'run-error';
  readonly error: SerializedError;
  readonly usage: Usage;
  readonly cost: CostSum;
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
 | (RunEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
  readonly type: 'run-cancel';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
  readonly reason: CancelReason;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
  readonly error: SerializedError;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
  readonly usage: Usage;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
  readonly cost: CostSum;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
 | (RunEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
  readonly type: 'run-interrupt';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
  readonly error: SerializedError;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
  readonly usage: Usage;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
  readonly cost: CostSum;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
 | (RunEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
  readonly type: 'run-park';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
  readonly waitingFor: readonly WaitingFor[];
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
}) | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
  readonly type: 'step-start';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
  readonly input?: JsonValue;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
}) | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
  readonly type: 'step-finish';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
  readonly output: JsonValue;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
}) | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
  readonly type: 'step-error';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
  readonly error: SerializedError;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
 | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
  readonly type: 'step-unknown';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
}) | (DeltaBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
  readonly type: 'text-delta';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
}) | (DeltaBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
  readonly type: 'reasoning-delta';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
}) | (DeltaBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
  readonly type: 'tool-input-delta';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
  readonly toolCallId: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
  readonly toolName: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
 | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
  readonly type: 'tool-call';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
  readonly toolCallId: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
  readonly toolName: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
  readonly input: JsonValue;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
  readonly providerExecuted: true;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
 | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
  readonly type: 'tool-result';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
  readonly toolCallId: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
  readonly toolName: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
  readonly output: JsonValue;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
  readonly isError?: true;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
  readonly providerExecuted: true;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
 | (AttemptBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
  readonly type: 'attempt-start';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
  readonly cause: AttemptCause;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
  readonly waitMs: number;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
 | (AttemptBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
  readonly type: 'attempt-end';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
  readonly status: AttemptStatus;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
  readonly usage?: Usage;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
  readonly code?: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
 | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
  readonly type: 'model-retry';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
  readonly model: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
  readonly code: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
  readonly reason: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
  readonly delayMs: number;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
  readonly next: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
})
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
 | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
  readonly type: 'text-reset';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
  readonly forwarded?: true;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
}) | (StepEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
  readonly type: 'tool-abandoned';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
  readonly graceMs: number;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
}) | (RunEventBase & {
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
  readonly type: 'run-warning';
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
  readonly message: string;
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
});

/** How a run is started. Everything has a default. */
interface RunOptions extends WorldOptions {
  /** Stops the run for good: the model request and the tools are aborted, and the run rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds after which the run is aborted with `DEADLINE_EXCEEDED`. A run that is taken up again
   * keeps the limit it was started with; one that had none is given this, from now on.
   */
  readonly timeoutMs?: number | undefined;
  /** Names the conversation this run belongs to, for budgets, events and records. It keeps no history: give `{ messages }`. */
  readonly session?: string | undefined;
  /** On whose behalf the run is made; its budget is that of the store. */
  readonly tenant?: string | undefined;
  /** Where the run is recorded. With a history, the run continues from it and repeats no recorded step. */
  readonly ledger?: Ledger | undefined;
  /** Where the run is recorded, instead of `ledger`: a store of runs, which knows them by their ids. */
  readonly store?: RunStore | undefined;
  /**
   * The run's id, made up unless given. Starting a run that exists in the store attaches to it: where it is under way in this
   * process, its own `signal`, `timeoutMs`, `budget` and context go on holding, and of these options only `onEvent` counts.
   */
  readonly runId?: string | undefined;
  /** Told of every event of the run, in order. What it throws changes nothing. */
  readonly onEvent?: RunListener | undefined;
  /** Limits for this run and all agents that it calls. */
  readonly budget?: Budget | undefined;
  /** The step of another run that caused this one, as `runId/key`. */
  readonly parent?: string | undefined;
}

/**
 * What a finished run gives back. Its JSON is what whoever asked may see. What was thought, said and given by tools on the
 * way is no part of that: `reasoning`, `messages` and `ledger` are there for code that asks for them by name.
 */
interface RunResult<Output> {
  readonly output: Output;
  /**
   * Why the model stopped that gave the output; `length` and `content-filter` say that it is not complete. Undefined
   * where no model gave it.
   */
  readonly finishReason: FinishReason | undefined;
  /**
   * The turns of this run: what the agent was asked, the calls of its tools and their results, its answer. Put behind what
   * was said before and followed by another question, they are the next input: `agent.run({ messages })`. Plain JSON.
   */
  readonly messages: readonly ConversationMessage[];
  /** What the model thought before it gave the output, where its provider tells. */
  readonly reasoning: string | undefined;
  /** Tokens of all model calls of the run, nested agents included. */
  readonly usage: Usage;
  /** What those calls cost, and how many of them have no known price. */
  readonly cost: CostSum;
  /** The same by the agent that made the calls. */
  readonly costByAgent: Readonly<Record<string, CostSum>>;
  readonly runId: string;
  /** What the models and the run found worth saying, such as settings a provider ignored. */
  readonly warnings: readonly string[];
  /** The record of the run. */
  readonly ledger: Ledger;
}

/**
 * A run in progress, as typed events. It has one reader: one loop over it, or over its `text()` or `partials()`; asking for
 * another one throws `STREAM_IN_USE` at once, also when the first has finished or left. Ending the loop early aborts the
 * run. Deltas of one step that wait for a reader are merged, so a stream that nobody reads stays small.
 */
interface RunStream<Output> extends AsyncIterable<RunEvent> {
  /** Settles when the run ends; may be awaited with or without reading the events. */
  readonly result: Promise<RunResult<Output>>;
  /** Only the text the model writes, as it is written. Takes the place of the reader when it is called. */
  text(): AsyncIterable<string>;
  /**
   * The output as far as it is written, each time there is more of it; not validated yet. Starts anew where the model
   * must correct itself. Await `result` for the validated output. Takes the place of the reader when it is called.
   */
  partials(): AsyncIterable<DeepPartial<Output>>;
}

/**
 * Agents that work together in one process: it owns their mailboxes, their wiring and their lives.
 * Whatever is accepted is handled or becomes a dead letter.
 */
interface Runtime<Agents extends readonly AgentEntry[] = readonly AgentEntry[]> extends AsyncDisposable {
  /** The agents' names, in the order they were given. */
  readonly agents: readonly AgentName<Agents>[];
  /** Agents that nothing inside feeds: where `feed` puts messages. */
  readonly entries: readonly string[];
  /** True when every agent can take up work. */
  readonly ready: boolean;
  readonly deadLetters: DeadLetters;
  /**
   * Starts the agents, level by level, and then their sources. Only needed after `createRuntime({ start: false })`.
   * @throws RuntimeError `START_FAILED`, `START_TIMEOUT`; agents that had started are stopped again.
   */
  start(): Promise<void>;
  /**
   * Runs an agent when it has a free slot and gives its answer, which is not sent to the agent's outputs.
   * Rejects as `agent.run` does.
   */
  call<Name extends AgentName<Agents>>(name: Name, input: AgentInput<Agents, Name>, ...options: CallArguments<AgentDependencies<Agents, Name>>): Promise<RunResult<AgentOutput<Agents, Name>>>;
  /**
   * Runs an agent as `call` does and gives its events as they happen, those of its text while the model writes. Ending the
   * loop early gives the call up. Not for code of an agent, whose run must be the same when it is taken up again.
   */
  stream<Name extends AgentName<Agents>>(name: Name, input: AgentInput<Agents, Name>, ...options: CallArguments<AgentDependencies<Agents, Name>>): RunStream<AgentOutput<Agents, Name>>;
  /** Calls several agents with the same input at once. Never rejects: failures are part of the result. */
  callParallel<Name extends AgentName<Agents>>(names: readonly Name[], input: SharedInput<Agents, Name>, ...options: CallArguments<SharedContext<Agents, Name>>): Promise<ParallelResult<Agents, Name>>;
  /**
   * Sends a message to an agent, or puts it on a channel. Resolves with the message's id when every reader has accepted
   * it, which is when there is room. @throws RuntimeError `MAILBOX_FULL`, `CHANNEL_CLOSED`; AgentError `AGENT_NOT_FOUND`.
   */
  send(target: AgentName<Agents> | (string & {}), content: MessageContent, options?: SendOptions): Promise<string>;
  /** Sends one message to every agent. All others still get it when one refuses; then it rejects with the first refusal. */
  broadcast(content: MessageContent, options?: SendOptions): Promise<string>;
  /** Sends one message to where messages from outside enter: to all agents that nothing inside feeds. */
  feed(content: MessageContent, options?: SendOptions): Promise<string>;
  /** Subscribes to what an agent emits, or to what is put on a channel, from now on. Every subscriber gets every message. */
  recv(name: AgentName<Agents> | (string & {}), options?: ReceiveOptions): MessageStream;
  /**
   * Leaves word for a step that waits: an answer to a question, a value to receive, or what became of a step whose outcome is
   * not known. `key` is what `RUN_PARKED` names. Safe when it resolves; the run goes on when it is parked here. `late`: the
   * step has its answer, or the run is over. @throws RunError `STORE_FAILED`, `SIGNAL_INVALID` for what the step cannot take; RuntimeError `RUNTIME_STATE` without a store.
   */
  signal(runId: string, key: string, value: JsonValue, options?: {
    readonly by?: string | undefined;
  }): Promise<'accepted' | 'late'>;
  stats(): RuntimeStats;
  /** Resolves when no source brings anything in any more and nothing is queued or in flight; also when closed. */
  idle(options?: WaitOptions): Promise<void>;
  /**
   * Ends the sources, refuses new messages, finishes what is queued and stops the agents. After `timeoutMs` what is left
   * is aborted and becomes dead letters. Calling it again can only shorten the time: 0 aborts at once.
   */
  drain(options?: {
    readonly timeoutMs?: number | undefined;
  }): Promise<void>;
  /** Drains with the runtime's own time limit. May be called any number of times. */
  close(): Promise<void>;
}

/** The runtime refused or could not deliver. */
class RuntimeError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'runtime'>;
  constructor(code: CodeOf<'runtime'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is RuntimeError;
}

/** What a runtime is made from. */
interface RuntimeOptions<Agents extends readonly AgentEntry[] = readonly AgentEntry[]> extends RuntimeSettings {
  readonly agents: Agents;
  /** False to get a runtime that is not started yet; call `start` on it. */
  readonly start?: boolean | undefined;
}

/** Decides after each iteration with tool calls whether the run ends there. Must depend on nothing but its argument. */
type StopCondition = (iterations: readonly Iteration[]) => boolean;

/** Builds a team of agents and runs it. */
interface Supervisor {
  readonly name: string;
  /** Adds an agent. Gives the supervisor, so that calls can be chained. */
  add(agent: AnyAgent, wiring?: AgentWiring): Supervisor;
  /**
   * Starts the agents, feeds `input` to those that nothing inside feeds, and resolves when the system is idle, the round
   * limit is reached or `stop` is called. Rejects when an agent does not start, and with the signal's reason.
   */
  run(input?: MessageContent, options?: WaitOptions): Promise<SupervisorResult>;
  /** Ends the run in progress as `Runtime.close` does; the run resolves with what there is. */
  stop(): Promise<void>;
}

/**
 * A function a model may ask for. Make one with `defineTool`.
 * An error thrown by `execute` is given to the model as the tool's answer; it does not end the run.
 */
interface Tool<Name extends string = string, Input = unknown, Output = unknown, Context = unknown> {
  readonly name: Name;
  /** Tells the model what the tool is for and when to use it. */
  readonly description: string;
  /** Any Standard Schema (zod, valibot, arktype, ...) or a JSON Schema object. */
  readonly inputSchema: AnySchema;
  /** The schema as JSON Schema, where `inputSchema` cannot be exported. */
  readonly jsonSchema?: object | undefined;
  readonly effect: Effect;
  /** Milliseconds after which the call is aborted and the model told. */
  readonly timeoutMs?: number | undefined;
  /** The most characters of a result that the model gets; what is longer is cut with a mark. False for no limit. */
  readonly maxResultChars?: number | false | undefined;
  /** Set where the model's provider runs the tool, and nobody here does. */
  readonly provider?: ProviderDefinition | undefined;
  execute(input: Input, context: ToolContext<Context>): Output | Promise<Output>;
  /** Asked after a crash whether the effect happened. Resolves to its result, or `undefined` when it did not. */
  readonly reconcile?: ((idempotencyKey: string) => Promise<{
    readonly value: Output;
  } | undefined>) | undefined;
  /** Exists for the compiler only: makes an agent whose tools need a context ask for it. */
  readonly '~context'?: ((context: Context) => void) | undefined;
}

/**
 * Gives a model texts, images and other files as the result of a tool. It must be the whole result.
 *
 * @example
 * execute: async ({ url }) => toolContent([
 *   { type: 'text', text: `A picture of ${url}` },
 *   { type: 'file', mediaType: 'image/png', data: await screenshot(url) },
 * ])
 *
 * @throws ToolError `TOOL_FAILED` for what is no such part, which the model is told.
 */
function toolContent(parts: readonly ToolContentPart[]): ToolContent;

/** What a tool's code gets beside its input: the step it runs in, and the caller's own dependencies. */
interface ToolContext<Context = unknown> extends StepContext<Context> {
  /** The id the model gave this call. */
  readonly toolCallId: string;
  /** The conversation that led to this call, without the agent's instructions and the turn that the call is part of. */
  readonly messages: readonly ConversationMessage[];
}

/** A tool failed. */
class ToolError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'tool'>;
  constructor(code: CodeOf<'tool'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is ToolError;
}

/** What a tool is made from. */
interface ToolOptions<Name extends string, Schema extends AnySchema, Output, Context> {
  readonly name: Name;
  readonly description: string;
  readonly input: Schema;
  /** The schema as JSON Schema, where the library of `input` cannot export it. */
  readonly jsonSchema?: object | undefined;
  /** What may be repeated after a crash; `once` unless said otherwise. */
  readonly effect?: Effect | undefined;
  /** Milliseconds after which the call is aborted and the model told. No limit unless the agent sets one. */
  readonly timeoutMs?: number | undefined;
  /**
   * The most characters of a result that the model gets: what is longer is cut with a mark, and whole on the record. False
   * for no limit. That of the agent, else 100,000 and a quarter of the model's window, unless said otherwise.
   */
  readonly maxResultChars?: number | false | undefined;
  readonly execute: (input: InferOutput<Schema, JsonObject>, context: ToolContext<Context>) => Output | Promise<Output>;
  readonly reconcile?: ((idempotencyKey: string) => Promise<{
    readonly value: Output;
  } | undefined>) | undefined;
}

/** Tokens a model reports. `inputTokens` includes the cached ones, `outputTokens` the reasoning ones. */
interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
  readonly cacheWriteTokens: number;
  readonly reasoningTokens: number;
  /** How many model calls these figures cover. */
  readonly modelCalls: number;
}

/** What an agent without an input schema takes: text, parts where there are images or files, or a conversation. */
type UserInput = string | readonly InputPart[] | Conversation;

/**
 * What an agent without an input schema takes, by its model: text, or parts that the model takes. A conversation was made
 * while a program ran, so its files are judged when it is sent.
 */
type UserInputFor<Model> = string | readonly InputPartFor<Model>[] | Conversation;

// What the names above mention, and no door exports.

/** The dependencies that the agent of this name needs. */
type AgentDependencies<Agents extends readonly AgentEntry[], Name> = string extends AgentName<Agents> ? unknown : ContextOf<AgentNamed<Agents, Name>>;

/** The agents in a list of entries. */
type AgentIn<Entry> = Entry extends {
  readonly agent: infer Registered;
} ? Registered : Entry;

/** What the agent of this name takes. */
type AgentInput<Agents extends readonly AgentEntry[], Name> = string extends AgentName<Agents> ? unknown : AgentNamed<Agents, Name> extends Agent<string, infer Input, infer _Output, infer _Context> ? Input : never;

/** The names of a runtime's agents; `string` where they are not known when it is compiled. */
type AgentName<Agents extends readonly AgentEntry[]> = AgentIn<Agents[number]> extends infer Registered ? (Registered extends AnyAgent ? Registered['name'] : never) : never;

type AgentNamed<Agents extends readonly AgentEntry[], Name> = Extract<AgentIn<Agents[number]>, {
  readonly name: Name;
}>;

/** What the agent of this name answers. */
type AgentOutput<Agents extends readonly AgentEntry[], Name> = string extends AgentName<Agents> ? unknown : AgentNamed<Agents, Name> extends Agent<string, infer _Input, infer Output, infer _Context> ? Output : never;

/** What every event of one request to a model carries. */
interface AttemptBase extends StepEventBase {
  /** Counted from 1 within the step. */
  readonly attempt: number;
  /** The attempt's own key: the step's, and `@` with its number. */
  readonly attemptKey: string;
  /** `provider:model` that was asked. */
  readonly model: string;
}

/** Why a request is sent to a model. */
type AttemptCause = 'first' | 'retry' | 'fallback' | 'hedge';

/** What came of a request to a model. */
type AttemptStatus = 'ok' | 'error' | 'cancelled' | 'cached';

/**
 * Arguments of a call after the input: options, which may be left out unless the agent needs a context. The last of the
 * union fits nothing: with it, the compiler names the context instead of a number of arguments.
 */
type CallArguments<Context> = unknown extends Context ? [options?: CallOptions & GivenContext<Context>] : [options: CallOptions & NeededContext<Context>] | [options: CallOptions & ContextMissing];

/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
/** Everything in the run waits for something from outside. */
/** The run ended before the step did; what became of its effect is not known. */
/** The provider of the model runs a tool. */
/** What came of a tool that the provider ran. */
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
/** What this step announced of its answer so far is void: the model starts again. */
/** Why a run is over that neither finished nor failed. */
type CancelReason = 'caller' | 'deadline' | 'budget';

/** What an agent's own code gets: text, or what its input schema makes of the input. */
type CheckedInput<Schema> = Schema extends AnySchema ? InferOutput<Schema, JsonObject> : UserInput;

/** The codes that one family of errors may carry. */
type CodeOf<Family extends string> = {
  [Code in ErrorCode]: (typeof errorCodes)[Code]['family'] extends Family ? Code : never;
}[ErrorCode];

/** For the compiler: an agent does not fit where the context that it needs is not there. One that is not known is taken. */
type ContextCheck<Context, Needed> = [Needed] extends [never] ? unknown : Context extends Needed ? unknown : ContextMissing<'It needs more of a context than this one has: say what yours is, as in (input, context: AgentContext<Dependencies>)'>;

/** What stands in the compiler's message where the context that something needs is not there. Nothing is one. */
interface ContextMissing<Hint extends string = 'It needs a context: add { context } as the last argument.'> {
  readonly '~missing': Hint;
}

/** The context that all of them together need, agents or tools: that of each. `unknown` where none is needed, or known. */
type ContextOf<Each> = [Need<Each>] extends [never] ? unknown : Need<Each> extends (context: infer Context) => void ? Context : unknown;

/** What every piece of an answer carries that is told while a model writes it. */
interface DeltaBase extends StepEventBase {
  readonly text: string;
  /** True where the called agent's words are the answer of the run's own agent. */
  readonly forwarded?: true;
}

/**
 * For the compiler: options do not fit where two that are listed under `Option` have the same name. In a list of more than 64
 * that is found when the program runs: each further one would cost the compiler a copy of the list.
 */
type DistinctNames<List extends readonly unknown[], Option extends string> = '64' extends keyof List ? unknown : Told<Repeated<List>, Option>;

/**
 * Why a model stopped. `pause`: it wants to be asked to go on. `unknown`: the provider ended the answer without saying
 * why. `other`: a reason that has no name here. Errors are none of these: they are thrown.
 */
type FinishReason = (typeof finishReasons)[number];

const finishReasons: readonly ['stop', 'length', 'content-filter', 'tool-calls', 'pause', 'unknown', 'other'];

/** For the compiler: it says what to write for each of them. */
interface ForeignAgentOptions extends ForeignOptions<typeof foreignAgentOptions> {
}

/** What other frameworks call the options of an agent, and what to write here. */
const foreignAgentOptions: { /* ... */ };

/** For the compiler: it says what to write for each of them. */
interface ForeignCustomAgentOptions extends ForeignOptions<typeof foreignCustomAgentOptions> {
}

/** What other frameworks call the options of an agent made of code, and what to write here. */
const foreignCustomAgentOptions: { /* ... */ };

/** Names that other frameworks have for an option, and what it is called here. */
type ForeignNames = Readonly<Record<string, string>>;

/**
 * For the compiler, where an interface extends it: options under the names that other frameworks have for them do not fit, and the error says what to
 * write. No value has this type.
 */
type ForeignOptions<Names extends ForeignNames> = {
  readonly [Name in keyof Names]?: `There is no ${Name & string} here. Write ${Names[Name]}.` | undefined;
};

/** For the compiler: it says what to write for each of them. */
interface ForeignToolOptions extends ForeignOptions<typeof foreignToolOptions> {
}

/** What other frameworks call the options of a tool, and what to write here. */
const foreignToolOptions: { /* ... */ };

/** A value, or a function that gives it when a run begins. It is asked again on replay, and must depend on its argument only. */
type ForRun<Value, Input, Context> = Value | ((options: InstructionsArguments<Input, Context>) => Value | Promise<Value>);

interface Free<Input, Context, Result, Options> {
  run(input: Input, options?: Options & GivenContext<Context>): Result;
}

/** Options with a context that nothing needs. */
interface GivenContext<Context = unknown> {
  /** The caller's own dependencies, as the agent's tools and functions get them. */
  readonly context?: Context | undefined;
}

/** A tool as agents take it: one of one's own, or one that a package of the AI SDK made. */
type GivenTool<Context = never> = AnyTool<Context> | ProviderToolObject;

/**
 * What an agent's own input may be given on as: whatever a user says, to an agent that takes that. Which files its model
 * takes is seen when it is asked.
 */
type HandedOn<Input> = Conversation extends Input ? UserInput : never;

/** What agents that a conversation may be handed to answer, which is the answer of the run then. */
type HandedOver<Tool> = Tool extends {
  readonly '~handedOver'?: (infer Output) | undefined;
} ? '~handedOver' extends keyof Tool ? Output : never : never;

/** What a request is about to be made of. */
interface IterationArguments<Context = unknown> {
  /** Which request of the run it is, counted from 1. */
  readonly iteration: number;
  /** The conversation as it would be sent. */
  readonly messages: readonly LanguageModelV4Message[];
  /** The caller's own dependencies, as given to `run`. */
  readonly context: Context;
  /** The door to the outside: what is read through it is recorded, and the same when the run is taken up again. */
  readonly step: AgentContext<Context>['step'];
  /** The run, for all else that it can do, such as calling another agent. */
  readonly run: AgentContext<Context>;
}

/** What is changed of one request. What is left out stays as it is; the next request begins anew. */
interface IterationChanges<Context = unknown> {
  readonly model?: ModelReference | undefined;
  /** The conversation that is sent. The run's own goes on as it was. */
  readonly messages?: readonly LanguageModelV4Message[] | undefined;
  /** Takes the place of the agent's tools. */
  readonly tools?: readonly GivenTool<Context>[] | undefined;
  /** Over the agent's own settings. */
  readonly settings?: ModelSettings | undefined;
}

type Known<Prefix extends string, Allowed> = string extends Prefix ? unknown : Prefix extends Allowed ? unknown : {
  readonly model: UnknownProvider<`No provider is called ${Prefix}. A name that a resolver of your own knows is of the type string.`>;
};

/** For the compiler: options do not fit where an entry of the list under `Option` that has a `Mark` has a key that is not known. */
type KnownKeys<List extends readonly unknown[], Option extends string, Mark extends PropertyKey, Known> = [
  UnknownKeys<List[number], Mark, Known>
] extends [never] ? unknown : {
  readonly [Listed in Option]: UnknownKey<`There is no ${UnknownKeys<List[number], Mark, Known> & string}.`>;
};

type Literal<Name extends string> = string extends Name ? never : Name;

/** The name of an agent or a tool, also of an agent that stands in a registration; `never` where only the program knows it. */
type NameIn<Entry> = Entry extends {
  readonly agent: {
    readonly name: infer Name extends string;
  };
} ? Literal<Name> : Entry extends {
  readonly name: infer Name extends string;
} ? Literal<Name> : never;

/** A function of the context that one of them needs; none where that is not known, as in a list of any tools. */
type Need<Each> = Each extends Needing<infer Context> ? ([Context] extends [never] ? never : (context: Context) => void) : never;

/** The context of an agent: what its functions ask for, and what its tools do. */
type Needed<Context, Tools extends readonly GivenTool[]> = Context & ContextOf<Tools[number]>;

/** Options with the context that something needs. */
interface NeededContext<Context> {
  /** The caller's own dependencies, as the agent's tools and functions get them. */
  readonly context: Context;
}

interface Needing<Input, Context, Result, Options> {
  run(input: Input & ContextMissing): Result;
  run(input: Input, options: Options & NeededContext<Context>): Result;
}

/** What needs a context of whoever runs it, as agents and tools do. */
type Needing<Context> = {
  readonly '~context'?: ((context: Context) => void) | undefined;
};

/** What a model wrote and what was wrong with it. */
interface OutputEvidence {
  readonly rawText: string;
  readonly problems: readonly OutputProblem[];
}

/** Changes a request before it is sent. */
type PrepareIteration<Context = unknown> = (options: IterationArguments<Context>) => IterationChanges<Context> | undefined | void | Promise<IterationChanges<Context> | undefined | void>;

/** What may stand before the first colon of a name. */
type Provider = ProviderName | keyof typeof providerAliases | 'offline' | `${string}.${string}` | 'arn' | 'ft';

/** Other names under which users know a provider; most are the original's. */
const providerAliases: { /* ... */ };

/**
 * For the compiler: options with a name of a model do not fit where what stands before its colon or slash is no provider.
 * Of a name that is known only when the program runs, or is no name, nothing is said.
 */
type ProviderCheck<Name> = Name extends `${infer Vendored}/${string}` ? Vendored extends `${infer Prefix}:${string}` ? Known<Prefix, Provider> : Known<Vendored, Vendor> : Name extends `${infer Prefix}:${string}` ? Known<Prefix, Provider> : unknown;

/** The first name that stands in a list a second time. */
type Repeated<List extends readonly unknown[], Seen = never> = List extends readonly [infer First, ...infer Rest] ? [NameIn<First>] extends [never] ? Repeated<Rest, Seen> : NameIn<First> extends Seen ? NameIn<First> : Repeated<Rest, Seen | NameIn<First>> : never;

/** What every event of a run carries. `at` comes from the ledger, so a replay has the same times. */
interface RunEventBase {
  readonly runId: string;
  /** The agent that wrote the event: the run's own, or one that it called. */
  readonly agent: string;
  /** How many calls of agents lie between the run's own agent (0) and the one that wrote the event. */
  readonly depth: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Id of the message from outside that began it all; none where no message did. */
  readonly correlationId?: string;
  readonly session?: string;
  readonly tenant?: string;
  /** True for what is told again from the record. */
  readonly replayed?: true;
}

/**
 * How an agent is run: with its input, and with options, which may be left out unless the agent needs a context. Leaving them
 * out then meets the first of two signatures, whose only use is that the compiler names the context.
 */
type RunFunction<Input, Context, Result, Options = RunOptions> = unknown extends Context ? Free<Input, Context, Result, Options>['run'] : [Context] extends [never] ? Free<Input, unknown, Result, Options>['run'] : Needing<Input, Context, Result, Options>['run'];

/** Told of every event of a run. What it throws is reported and changes nothing. */
type RunListener = (event: RunEvent) => void;

/** What stands in the compiler's message where two of a list have one name. No list is one. */
interface SameName<Hint extends string> {
  readonly '~same': Hint;
}

type SharedContext<Agents extends readonly AgentEntry[], Name> = ContextOf<string extends AgentName<Agents> ? never : AgentNamed<Agents, Name>>;

/** An input that all the named agents take. */
type SharedInput<Agents extends readonly AgentEntry[], Name> = (Name extends unknown ? (input: AgentInput<Agents, Name>) => void : never) extends (input: infer Input) => void ? Input : never;

/** What every event of a step carries. `key` is the step's position in the run's call tree. */
interface StepEventBase extends RunEventBase {
  readonly key: string;
  readonly kind: StepKind;
  /** Name of the model, tool, agent or step. */
  readonly name: string;
}

type Told<Name extends string, Option extends string> = [Name] extends [never] ? unknown : {
  readonly [Listed in Option]: SameName<`Two ${Option} are named ${Name}. Give each a name of its own.`>;
};

/** What stands in the compiler's message where an entry has a key that there is not. No list has one. */
interface UnknownKey<Hint extends string> {
  readonly '~unknown': Hint;
}

/** Keys that none of the known ones is. `never` where all are known, and of entries that have no `Mark`. */
type UnknownKeys<Entry, Mark extends PropertyKey, Known> = Entry extends {
  readonly [Key in Mark]: unknown;
} ? Exclude<keyof Entry, Known> : never;

/** What stands in the compiler's message where the provider of a name is none. No name is one. */
interface UnknownProvider<Hint extends string> {
  readonly '~unknown': Hint;
}

/** What may stand before the first slash: a provider, or an organisation whose models Hugging Face has. */
type Vendor = Provider | 'meta-llama' | 'mistralai' | 'tiiuae' | 'EleutherAI' | 'bigscience' | 'facebook' | 'microsoft';

/** What a run waits for while it is parked. */
interface WaitingFor {
  /** Key of the step that waits. */
  readonly key: string;
  /** `timer`: until `until`; `attention`: a person must say what became of a step. */
  readonly kind: 'timer' | 'approval' | 'signal' | 'attention';
  /** Milliseconds since the Unix epoch. */
  readonly until?: number;
}

/** What may be handed in. Everything has a default. */
interface WorldOptions {
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  /** Turns model names into models; by default the built-in providers with keys from the environment. */
  readonly resolveModel?: ModelResolver | undefined;
  /** Prices of your own, by `provider:model`; they win over the built-in ones. */
  readonly prices?: PriceTable | undefined;
  /** Where budgets of agents, sessions, tenants and of everything are kept; made for this run alone unless given. */
  readonly budgets?: Budgets | undefined;
}
