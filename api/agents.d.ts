// aixgo/agents. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  LanguageModelV4Message,
} from '@ai-sdk/provider'
import type {
  Agent,
  AgentContext,
  AixgoError,
  AnyAgent,
  AnyTool,
  Budget,
  CheckedInput,
  ConversationMessage,
  FinishReason,
  JsonObject,
  JsonValue,
  ModelReference,
  Usage,
} from 'aixgo'
import type {
  Embedder,
  ResiliencePolicy,
} from 'aixgo/models'
import type {
  Callable,
  Clock,
  ContextCallOptions,
  Effect,
  LedgerRecord,
  ModelOutcome,
  Random,
  Received,
  Spending,
  StepContext,
  StepKind,
  StepProgress,
  ToolOutcome,
  World,
} from 'aixgo/runs'
import type {
  DataPart,
  FilePart,
  TextPart,
} from 'aixgo/runtime'
import type {
  ZodMiniArray,
  ZodMiniBoolean,
  ZodMiniCustom,
  ZodMiniDefault,
  ZodMiniEnum,
  ZodMiniInt,
  ZodMiniNumber,
  ZodMiniObject,
  ZodMiniOptional,
  ZodMiniPipe,
  ZodMiniRecord,
  ZodMiniString,
  ZodMiniTransform,
} from 'zod/mini'

/** What an implementer writes; everything else of an agent is the same for all of them. */
interface AgentDefinition<Name extends string, Input, Output> extends AgentHooks<Input, Output> {
  readonly name: Name;
  readonly role: string;
  readonly description?: string | undefined;
  readonly messageType?: string | undefined;
  readonly inputSchema?: AnySchema | undefined;
  readonly outputSchema?: AnySchema | undefined;
}

/** What implementers write of an agent, and runs and runtimes call; users of the agent never do. */
interface AgentHooks<Input, Output> {
  /** The agent's answer to one input. Everything that reaches outside goes through the context. */
  doRun(input: Input, context: EngineContext): Output | Promise<Output>;
  /** Tells from its record how the answer of a run came about that is over; question and answer alone without it. */
  readonly doRecall?: Runnable['doRecall'] | undefined;
  /**
   * Present on agents that bring messages into a system by themselves. Each item is emitted to the agent's outputs;
   * the next one is asked for when there is room. Ends when the signal aborts.
   */
  readonly source?: ((context: SourceContext) => AsyncIterable<JsonValue>) | undefined;
  /** Gets the agent ready to serve, where that takes something; a runtime awaits it before anything reaches the agent. */
  readonly doStart?: ((context: SourceContext) => Promise<void>) | undefined;
  /** Gives back what `doStart` took. Called once, after the last run has ended. */
  readonly doStop?: (() => Promise<void>) | undefined;
  /**
   * Present on agents that give schemas to a model. Exports them, and gives an error for each that cannot be, naming agent
   * and tool. A runtime asks when it is made, so that nothing of the kind waits for the first message. `asked` holds the
   * agents that were asked before, and takes in this one.
   */
  readonly doCheck?: ((asked?: Set<unknown>) => Promise<readonly AixgoError[]>) | undefined;
}

/** An agent as those who run it see it. */
interface AgentImplementation extends Runnable<never>, Omit<AgentHooks<never, unknown>, 'doRun'> {
  /** The same in all copies of the agent, such as one with a time limit around it, so that a host knows them for one. */
  readonly identity: object;
}

/** How an agent is offered as a tool. */
interface AgentToolOptions<Name extends string = string> {
  /** Defaults to the agent's name. */
  readonly name?: Name | undefined;
  /** Defaults to the agent's description. */
  readonly description?: string | undefined;
}

/** How a model came to the answer of a run. */
interface AnswerNotes {
  /** Why the model stopped; `undefined` where none gave the answer of an agent that the conversation was handed over to. */
  readonly finishReason: FinishReason | undefined;
  /** What it thought before it answered, where its provider tells. */
  readonly reasoning: string | undefined;
  /** The turns of the run as the agent had them; made when they are asked for. */
  readonly turns: () => readonly ConversationMessage[];
}

/** What users may hand in where a schema is wanted. */
type AnySchema = StandardSchema | JsonSchema;

/** The key of agents that may work on several messages at once. */
const concurrencyKeys: {
  readonly concurrency: {
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined;
    readonly use?: FileUse | undefined;
    readonly pattern?: string | undefined;
    readonly defaultText?: string | undefined;
    readonly alias?: string | undefined;
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
    readonly required: false;
  };
};

/** How an agent keeps its conversation within the model's window. */
interface ContextWindowOptions {
  /** One strategy, or several that are tried in order until it fits. `evict-tool-results`, then `sliding`, unless said otherwise. */
  readonly strategy?: WindowStrategy | readonly WindowStrategy[] | undefined;
  /** Tokens that prompt and answer may have together; the model's own window unless said otherwise. */
  readonly maxTokens?: number | undefined;
  /** Tokens kept free for the answer; `maxOutputTokens`, else 4096 or a quarter of the window, unless said otherwise. */
  readonly reserveTokens?: number | undefined;
  /** How many of the latest exchanges stay as they are; 2 unless said otherwise. */
  readonly keepLast?: number | undefined;
  /** Messages that are never removed or changed beside the instructions and the input: names of tools whose results stay, or a test. */
  readonly pin?: readonly string[] | ((message: LanguageModelV4Message) => boolean) | undefined;
  /** Counts the tokens of a text exactly. Without it they are estimated, by what the model has reported so far. */
  readonly countTokens?: ((text: string) => number) | undefined;
}

/** Makes an agent from its definition: adds `run` and `stream`, which start a run around `doRun`. */
function createAgent<Name extends string, Input, Output, Context = unknown>(definition: AgentDefinition<Name, Input, Output>): Agent<Name, Input, Output, Context>;

/** What a custom agent is made from. */
interface CustomAgentOptions<Name extends string, InputSchema, Output, Context> {
  readonly name: Name;
  readonly description?: string | undefined;
  /** Schema of the input; text without one. */
  readonly input?: InputSchema | undefined;
  /**
   * The agent's code. What reaches outside goes through the context (`step`, `call`, `sleep`, `now`, `random`, `id`),
   * so that it is recorded, traced and not repeated after a crash.
   */
  readonly execute: (input: CheckedInput<InputSchema>, context: AgentContext<Context>) => Output | Promise<Output>;
  readonly messageType?: string | undefined;
}

/** What a registered role without a table of keys gets: the checked keys, and those that are its own, as written. */
type CustomRoleConfig = RoleConfig<CustomRoleKeys> & {
  /** The role as the file names it. */
  readonly customRole: string;
  /** The keys that are the role's own, as written, with variables filled in. */
  readonly extra: JsonObject;
};

/** The keys that are checked on agents of a registered role without a table of keys; all others are handed to it as `extra`. */
const customRoleKeys: CustomRoleKeys;

/** A value of which anything may still be missing, at any depth. */
type DeepPartial<Value> = Value extends readonly (infer Item)[] ? readonly DeepPartial<Item>[] : Value extends object ? {
  readonly [Key in keyof Value]?: DeepPartial<Value[Key]>;
} : Value;

/** A key that holds a list; empty when absent. */
function defaultKey<Item extends zod.ZodMiniType>(kind: ValueKind<zod.ZodMiniArray<Item>>, description: string, options?: KeyOptions): {
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined;
  readonly use?: FileUse | undefined;
  readonly pattern?: string | undefined;
  readonly defaultText?: string | undefined;
  readonly alias?: string | undefined;
  readonly status: 'working';
  readonly description: string;
  readonly schema: (z: Zod) => zod.ZodMiniDefault<zod.ZodMiniArray<Item>>;
  readonly required: false;
  readonly isEmptyWhenAbsent: true;
};

/**
 * Declares a role with keys of its own. The files that they name are those whose kind says so (`inputFile`, `outputFile`,
 * `modulePath`): a file that is read must exist, and none that is read may be written.
 *
 * @example
 * const echo = defineRole({
 *   keys: { ...receiverKeys, suffix: optionalKey(kinds.text, 'What is put behind each text.') },
 *   create: ({ name, suffix = '' }) => defineCustomAgent({ name, execute: (input) => `${String(input)}${suffix}` }),
 * })
 */
function defineRole<const Keys extends KeyTable>(role: KeyedRole<Keys>): KeyedRole<Keys>;

/**
 * Looks for an agent that goes round in circles: the same calls with the same results again and again, a few that
 * alternate, or iterations that bring nothing that was not known before. A call that was never made before is progress,
 * even where it fails, and so is a result that differs from the one before. Depends on nothing but its arguments.
 */
function detectStuckLoop(iterations: readonly Iteration[], options?: LoopDetection): StuckLoop | undefined;

/** A run that is over, as its record has it. */
interface EndedRun {
  readonly records: readonly LedgerRecord[];
  readonly input: unknown;
  readonly output: unknown;
}

/**
 * What implementers of agents have of a run, at one place of its call tree. User code never sees it: it is given `user`.
 */
interface EngineContext {
  readonly runId: string;
  /** Name of the agent this context belongs to. */
  readonly agent: string;
  /** Key of the step this context is nested in; empty at the root of a run. */
  readonly path: string;
  /** How many calls of agents lie between the run's own agent and this place. */
  readonly depth: number;
  /** Aborts when the work here is called off. Made when it is first asked for, so ask only where it is passed on. */
  readonly signal: AbortSignal;
  /** True once the work here is called off; asking does not make the signal. */
  readonly isAborted: boolean;
  readonly context: unknown;
  readonly session: string | undefined;
  readonly tenant: string | undefined;
  readonly received: Received | undefined;
  /** True when the caller wants deltas while the model writes. */
  readonly isStreaming: boolean;
  /** True when somebody listens to events, so that progress is worth making. */
  readonly isHeard: boolean;
  readonly world: World;
  /** The context for user code at this place. */
  readonly user: AgentContext;
  /** Takes one effect through the door: records it, announces it; on replay gives the recorded outcome instead. */
  step<Value>(request: StepRequest<Value>): Promise<Value>;
  /** A scope with keys of its own. */
  branch(name: string): EngineContext;
  /** The same place of the run under another signal, for work with a time limit of its own. The signal must follow `signal`. */
  withSignal(signal: AbortSignal): EngineContext;
  /** The same place of the run under a budget of this agent's, which the agents it calls share. */
  withBudget(budget: Budget): EngineContext;
  call<Input, Output>(agent: Callable<Input, Output, never>, input: Input, options?: ContextCallOptions): Promise<Output>;
  sleep(delayMs: number): Promise<void>;
  /** Tells listeners something that is worth knowing but is no error. */
  warn(message: string): void;
  /** Notes how the agent's answer came about, which counts where that answer is the run's. */
  endWith(notes: AnswerNotes): void;
  /** Notes what was said before another agent took the conversation over; its own turns follow. */
  handOver(turns: () => readonly ConversationMessage[]): void;
  /** Runs user code so that what it calls finds this place (`runtime.call` from within an agent). */
  activate<Value>(code: () => Value): Value;
}

/** What an effect has of the step it runs in; it is also the context for steps nested in it. */
interface EngineStep extends EngineContext {
  readonly key: string;
  readonly request: StepRequest<unknown>;
  /** The same for every attempt of this step, across retries and crashes; another for every other step. */
  readonly idempotencyKey: string;
  readonly user: StepContext;
  /** How the step spends, where budgets hold; put there by the budget's interceptor. */
  meter: Meter | undefined;
  /** Why the work here was called off; nothing while it was not. */
  readonly aborted: {
    readonly reason: unknown;
  } | undefined;
  /** Calls back once when the work here is called off; what it returns stops that. Costs less than a listener of `signal`. */
  onAbort(listener: () => void): () => void;
  /** Announces live progress. Not recorded; a replay announces one delta for each part of the outcome. */
  announce(progress: StepProgress): void;
  withSignal(signal: AbortSignal): EngineStep;
  /**
   * Says that it is not known whether the effect happened: its time is up, and it did not stop. Resolves with what
   * `reconcile` says; where it knows nothing, the run waits for a person, and the promise does not settle.
   */
  unknownOutcome(): Promise<never>;
}

/** What agents need of `fetch`. */
type FetchFunction = (url: string, init: {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}) => Promise<Response>;

/**
 * A sink that appends each record to a file as one line. The file is opened for the first record and may be shared with
 * other sinks and other processes; it is written with O_APPEND, so copying and truncating it (log rotation) is safe.
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
function fileSink(options: FileSinkOptions): FileSink;

/** What a sink that appends to a file is made from. */
interface FileSinkOptions {
  readonly path: string;
  /** Where a relative path starts from; the current directory of the process unless said otherwise. */
  readonly directory?: string | undefined;
  /** `json` (unless said otherwise): one JSON value per line. `text`: one line per record. Nothing is shortened. */
  readonly format?: 'json' | 'text' | undefined;
}

/** What is done with a file: it is read, written, or imported as code. */
type FileUse = 'read' | 'write' | 'import';

/** A key that holds a mapping. */
function groupKey<const Keys extends KeyTable>(keys: Keys, description: string, { shortFor }?: {
  readonly shortFor?: (keyof Keys & string) | undefined;
}): {
  readonly status: 'working';
  readonly description: string;
  readonly schema: (z: Zod) => zod.ZodMiniOptional<zod.ZodMiniObject<ShapeOf<Keys> extends infer T ? { -readonly [P in keyof T]: T[P]; } : never, zod.core.$strict>>;
  readonly type: "mapping" | "mapping, or a text";
  readonly required: false;
  readonly keys: Keys;
  readonly shortFor: string | undefined;
};

/** How a model is told of an agent that it can hand the conversation over to. */
interface HandoffOptions<Name extends string = string> {
  /** Name of the tool; `transfer_to_` and the agent's name unless said otherwise. */
  readonly name?: Name | undefined;
  /** When to hand over; the agent's description unless said otherwise. */
  readonly description?: string | undefined;
}

/** An address that is asked again and again for what is new. */
interface HttpPoll {
  readonly url: string;
  /** Milliseconds between two requests; the producer's own interval when there is none here, else 60,000. */
  readonly intervalMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds one request may take; 30,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** What makes the requests: the global `fetch`, or one of your own. */
  readonly fetch: FetchFunction;
}

/** What the implementer of an agent wrote. */
function implementationOf(agent: AnyAgent): AgentImplementation;

/** What is written for a schema, before it makes something of it; JSON Schema says nothing to the compiler, so it gives `Fallback`. */
type InferInput<Schema extends AnySchema, Fallback = unknown> = Schema extends StandardSchema<infer Input, unknown> ? Input : Fallback;

/** What a schema makes of what is written for it; `Fallback` for a JSON Schema. */
type InferOutput<Schema extends AnySchema, Fallback = unknown> = Schema extends StandardSchema<unknown, infer Output> ? Output : Fallback;

/** What instructions, the model and the tools of a run may depend on, where they are functions. */
interface InstructionsArguments<Input, Context> {
  readonly input: Input;
  /** The caller's own dependencies, as given to `run`. */
  readonly context: Context;
  /** The door to the outside: what is read through it is recorded, and the same when the run is taken up again. */
  readonly step: AgentContext['step'];
}

/** Your own source: a generator, an async generator, or any function that gives something to iterate over. */
type ItemGenerator = (context: SourceContext) => Items | Promise<Items>;

/** One model call and the tools it asked for. */
interface Iteration {
  /** Counts from 1. */
  readonly number: number;
  readonly model: ModelOutcome;
  readonly toolCalls: readonly ToolRequest[];
  /** What the tools answered, in the order of the calls; absent until they have. */
  readonly toolResults?: readonly ToolOutcome[] | undefined;
}

/**
 * A JSON Schema document (draft 7 or 2020-12). May be declared `as const`. An object that has no keyword of JSON Schema is
 * none; keywords of one's own may stand beside the others.
 */
interface JsonSchema {
  readonly $schema?: string | undefined;
  readonly $id?: string | undefined;
  readonly $anchor?: string | undefined;
  readonly $ref?: string | undefined;
  readonly $dynamicRef?: string | undefined;
  readonly $dynamicAnchor?: string | undefined;
  readonly $comment?: string | undefined;
  readonly $defs?: SchemaMap | undefined;
  readonly definitions?: SchemaMap | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly examples?: unknown;
  readonly deprecated?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  readonly writeOnly?: boolean | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly properties?: SchemaMap | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: SubSchema | undefined;
  readonly patternProperties?: SchemaMap | undefined;
  readonly propertyNames?: SubSchema | undefined;
  readonly unevaluatedProperties?: SubSchema | undefined;
  readonly minProperties?: number | undefined;
  readonly maxProperties?: number | undefined;
  readonly dependentRequired?: {
    readonly [name: string]: readonly string[];
  } | undefined;
  readonly dependentSchemas?: SchemaMap | undefined;
  readonly dependencies?: {
    readonly [name: string]: SubSchema | readonly string[];
  } | undefined;
  readonly items?: SubSchema | readonly SubSchema[] | undefined;
  readonly prefixItems?: readonly SubSchema[] | undefined;
  readonly additionalItems?: SubSchema | undefined;
  readonly unevaluatedItems?: SubSchema | undefined;
  readonly contains?: SubSchema | undefined;
  readonly minContains?: number | undefined;
  readonly maxContains?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly uniqueItems?: boolean | undefined;
  readonly anyOf?: readonly SubSchema[] | undefined;
  readonly oneOf?: readonly SubSchema[] | undefined;
  readonly allOf?: readonly SubSchema[] | undefined;
  readonly not?: SubSchema | undefined;
  readonly if?: SubSchema | undefined;
  readonly then?: SubSchema | undefined;
  readonly else?: SubSchema | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly contentEncoding?: string | undefined;
  readonly contentMediaType?: string | undefined;
  readonly contentSchema?: SubSchema | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly multipleOf?: number | undefined;
}

/** A sink that writes each record as one line of JSON: for pipes and other programs. */
function jsonSink(options: JsonSinkOptions): LogSink;

/** What a sink of JSON lines is made from. */
interface JsonSinkOptions {
  readonly write: WriteText;
}

/** A role with a table of the keys it adds to those of every agent; all others are refused. */
interface KeyedRole<Keys extends KeyTable = KeyTable> extends Role<RoleConfig<Keys>> {
  readonly keys: Keys;
}

/** One row of the table of keys. */
type KeyEntry = ValueEntry | UnsupportedEntry;

/** The keys of one mapping. */
type KeyTable = Readonly<Record<string, KeyEntry>>;

/** The kinds of values that keys of a role can have. */
const kinds: {
  readonly data: {
    schema: (z: Zod) => ZodMiniCustom<JsonObject, JsonObject>;
    type: string;
  };
  readonly duration: {
    readonly schema: (z: Zod) => ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>;
    readonly type: 'duration';
    readonly format: 'duration';
    readonly pattern: string;
  };
  readonly filledText: {
    schema: (z: Zod) => ZodMiniString<string>;
    type: string;
  };
  readonly httpUrl: {
    schema: (z: Zod) => ZodMiniString<string>;
    type: string;
    pattern: string;
  };
  readonly inputFile: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly type: 'path';
    readonly format: 'path';
    readonly use: 'read';
  };
  readonly jsonSchema: {
    schema: (z: Zod) => ZodMiniCustom<JsonObject, JsonObject>;
    type: string;
  };
  readonly modulePath: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly format: 'path';
    readonly type: 'path of a module';
    readonly use: 'import';
  };
  readonly numberBetween: typeof numberBetween;
  readonly numberFrom: typeof numberFrom;
  readonly oneOf: typeof oneOf;
  readonly outputFile: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly type: 'path';
    readonly format: 'path';
    readonly use: 'write';
  };
  readonly positiveNumber: {
    readonly schema: (z: Zod) => ZodMiniNumber<number>;
    readonly type: 'number above 0';
    readonly format: 'number';
  };
  readonly text: {
    schema: (z: Zod) => ZodMiniString<string>;
    type: string;
  };
  readonly textMap: {
    schema: (z: Zod) => ZodMiniRecord<ZodMiniString<string>, ZodMiniString<string>>;
    type: string;
  };
  readonly texts: {
    schema: (z: Zod) => ZodMiniArray<ZodMiniString<string>>;
    type: string;
  };
  readonly truth: {
    readonly schema: (z: Zod) => ZodMiniBoolean<boolean>;
    readonly type: '`true` or `false`';
    readonly format: 'boolean';
  };
  readonly wholeNumber: typeof wholeNumber;
};

/** A key that holds a list of mappings; empty when absent. */
function listKey<const Keys extends KeyTable>(keys: Keys, description: string): {
  readonly status: 'working';
  readonly description: string;
  readonly schema: (z: Zod) => zod.ZodMiniDefault<zod.ZodMiniArray<zod.ZodMiniObject<ShapeOf<Keys> extends infer T ? { -readonly [P in keyof T]: T[P]; } : never, zod.core.$strict>>>;
  readonly type: 'list of mappings';
  readonly required: false;
  readonly keys: Keys;
  readonly list: true;
  readonly isEmptyWhenAbsent: true;
};

/** What a logger is made from. */
interface LoggerOptions<Name extends string = string> {
  readonly name: Name;
  readonly description?: string | undefined;
  /** Where it writes: `textSink`, `jsonSink`, `fileSink` or your own. Whoever makes the sink closes it. */
  readonly sink: LogSink;
  /** The `type` of the messages the logger passes on. */
  readonly messageType?: string | undefined;
}

/** One message, as a logger writes it. */
interface LogRecord {
  /** Milliseconds since the Unix epoch: when the message was made. */
  readonly at: number;
  /** The logger that writes it. */
  readonly logger: string;
  /** Who sent the message; `undefined` where the logger was called directly. */
  readonly from: string | undefined;
  /** The kind of message, such as `analysis`. */
  readonly type: string;
  /** The id of the message; `undefined` where the logger was called directly. */
  readonly id: string | undefined;
  /** What the message carries. */
  readonly value: JsonValue;
  /** The same for every attempt to write this record, and another for every other record. */
  readonly key: string;
}

/** Where a logger writes. Several loggers may share one sink; whoever makes a sink closes it. */
interface LogSink {
  /**
   * Writes one record, whole and behind all records given before it. Resolves when it is handed to the system; rejects
   * when it could not be written.
   */
  write(record: LogRecord): void | Promise<void>;
  /**
   * Says whether a record was written by an earlier attempt, in another process perhaps. Left out by sinks that cannot
   * know; after a crash they may write a record twice.
   */
  readonly wasWritten?: ((record: LogRecord) => Promise<boolean>) | undefined;
  /** True for a sink that only shows, such as a terminal: it also gets what a replayed run has written before. */
  readonly showsReplays?: boolean | undefined;
  /** Writes what is pending and makes it safe. May be called twice. Nothing can be written afterwards. */
  close(): Promise<void>;
}

/** How patient the loop detector is. Counts are in iterations of the loop. */
interface LoopDetection {
  /** Iterations in a circle, or without progress, before a warning; 4. */
  readonly warnAfter?: number | undefined;
  /** Iterations in a circle, or without progress, before the agent is stopped; 8. */
  readonly stopAfter?: number | undefined;
  /**
   * Iterations with the same calls but other results, as when something is polled, before the agent is stopped. Not
   * stopped unless given: there is a warning after 30 of them.
   */
  readonly pollStopAfter?: number | undefined;
}

/** A key that may be absent. */
function optionalKey<Schema extends zod.ZodMiniType>(kind: ValueKind<Schema>, description: string, options?: KeyOptions): {
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined;
  readonly use?: FileUse | undefined;
  readonly pattern?: string | undefined;
  readonly defaultText?: string | undefined;
  readonly alias?: string | undefined;
  readonly status: 'working';
  readonly description: string;
  readonly schema: (z: Zod) => zod.ZodMiniOptional<Schema>;
  readonly required: false;
};

/**
 * How a model is brought to give a structured output. `native`: the request carries the schema. `tool`: the model must
 * call a tool whose arguments are the output. `prompt`: the instructions hold the schema.
 */
type OutputMode = 'native' | 'tool' | 'prompt';

/** What a producer is made from. It needs an interval, a source, or both. */
interface ProducerOptions<Name extends string = string> {
  readonly name: Name;
  readonly description?: string | undefined;
  /** Milliseconds between two items. Without a source, each item is `{ tick, at }`. */
  readonly intervalMs?: number | undefined;
  readonly source?: ProducerSource | undefined;
  /** The most items per second. */
  readonly rate?: number | undefined;
  /** The producer is exhausted after this many items. */
  readonly limit?: number | undefined;
  /** Where relative paths start from; the current directory of the process unless said otherwise. */
  readonly directory?: string | undefined;
  /** The `type` of the messages the producer emits. */
  readonly messageType?: string | undefined;
}

/** Where a producer's items come from: exactly one kind of source. */
type ProducerSource = {
  readonly [Kind in SourceKind]: {
    readonly [Key in Kind]: SourceSettings[Key];
  } & {
    readonly [Other in Exclude<SourceKind, Kind>]?: undefined;
  };
}[SourceKind];

/** What a provider is told of a tool that it runs itself. */
interface ProviderDefinition {
  /** Provider and name of the tool: `anthropic.web_search_20250305`. */
  readonly id: `${string}.${string}`;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A tool as the packages of the AI SDK make them: `anthropic.tools.webSearch_20250305({ maxUses: 3 })`. */
interface ProviderToolObject {
  readonly type: 'provider';
  readonly id: ProviderDefinition['id'];
  readonly args: Readonly<Record<string, unknown>>;
  readonly name?: string | undefined;
  /** False for tools that the provider defines and leaves to others to run. */
  readonly isProviderExecuted?: boolean | undefined;
}

/** What a tool that the provider runs is made from. */
interface ProviderToolOptions<Name extends string = string> {
  /** Provider and name of the tool, as the provider's package of the AI SDK has them: `anthropic.web_search_20250305`. */
  readonly id: ProviderDefinition['id'];
  /** What the tool is called in the conversation; the end of its id without its date unless said otherwise. */
  readonly name?: Name | undefined;
  /** What the provider is told about the tool, as the AI SDK names it. */
  readonly args?: Readonly<Record<string, unknown>> | undefined;
}

/** The keys of agents that receive messages. */
const receiverKeys: {
  readonly inputs: {
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
      source: ZodMiniString<string>;
    }, import("zod/v4/core").$strict>>>;
    readonly type: 'list of mappings';
    readonly required: false;
    readonly keys: {
      readonly source: {
        readonly schema: (z: Zod) => ZodMiniString<string>;
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined;
        readonly use?: FileUse | undefined;
        readonly pattern?: string | undefined;
        readonly defaultText?: string | undefined;
        readonly alias?: string | undefined;
        readonly status: 'working';
        readonly description: string;
        readonly required: true;
      };
      readonly type: UnsupportedEntry;
      readonly description: UnsupportedEntry;
      readonly metadata: UnsupportedEntry;
    };
    readonly list: true;
    readonly isEmptyWhenAbsent: true;
  };
  readonly mailbox: {
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
      capacity: ZodMiniOptional<ZodMiniInt>;
      overflow: ZodMiniOptional<ZodMiniEnum<{
        block: "block";
        "drop-newest": "drop-newest";
        "drop-oldest": "drop-oldest";
        error: "error";
      }>>;
    }, import("zod/v4/core").$strict>>;
    readonly type: "mapping" | "mapping, or a text";
    readonly required: false;
    readonly keys: {
      readonly capacity: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined;
        readonly use?: FileUse | undefined;
        readonly pattern?: string | undefined;
        readonly defaultText?: string | undefined;
        readonly alias?: string | undefined;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
        readonly required: false;
      };
      readonly overflow: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined;
        readonly use?: FileUse | undefined;
        readonly pattern?: string | undefined;
        readonly defaultText?: string | undefined;
        readonly alias?: string | undefined;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
          block: "block";
          "drop-newest": "drop-newest";
          "drop-oldest": "drop-oldest";
          error: "error";
        }>>;
        readonly required: false;
      };
    };
    readonly shortFor: string | undefined;
  };
};

/** A role that a program registers: one with a table of keys, or one that takes any. */
type RegisteredRole = (Role<never> & {
  readonly keys: KeyedRole['keys'];
}) | (Role<CustomRoleConfig> & {
  readonly keys?: undefined;
});

/** A key that must be there. */
function requiredKey<Schema extends zod.ZodMiniType>(kind: ValueKind<Schema>, description: string, options?: KeyOptions): {
  readonly schema: (z: Zod) => Schema;
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined;
  readonly use?: FileUse | undefined;
  readonly pattern?: string | undefined;
  readonly defaultText?: string | undefined;
  readonly alias?: string | undefined;
  readonly status: 'working';
  readonly description: string;
  readonly required: true;
};

/**
 * A kind of agent that a configuration can name: what its keys mean to each other, what is shown of it, and how an agent is
 * made. Everything but `create` is asked when a file is only checked or drawn, so code that agents run with belongs behind
 * an `import()` in `create`. `Config` is what it gets of an agent: its checked keys in camelCase, durations as milliseconds.
 */
interface Role<Config> {
  /** Makes the agent. The values of its keys are checked. */
  readonly create: (config: Config, host: RoleHost) => AnyAgent | Promise<AnyAgent>;
  /**
   * Checks what the keys say of each other, which no key can know alone. Gets the values as the file has them; one that is
   * wrong by itself is among them and was told already.
   */
  readonly check?: ((values: Readonly<Record<string, unknown>>, check: ValueCheck) => void) | undefined;
  /** What the agent is made of, in a few words for a drawing: a model, a file. */
  readonly describe?: ((config: Config) => string) | undefined;
  /** What the agent takes and gives, for `aixgo types`; text both unless said otherwise. */
  readonly schemas?: ((config: Config) => RoleSchemas) | undefined;
  /**
   * Where such an agent stands in the flow of messages. A `source` brings them in and takes none; a `sink` writes down what
   * it gets, so that what it passes on is no news. It is drawn so, and `aixgo run` prints no answers of sinks.
   */
  readonly flow?: 'source' | 'sink' | undefined;
  /** True for an agent that writes what it gets to the output of the program, where it need not be shown again. */
  readonly printsItself?: ((config: Config) => boolean) | undefined;
}

/** What a role gets from whoever builds a system from a configuration, beside the agent's own keys. */
interface RoleHost {
  /** Absolute path that relative paths start from: the folder of the configuration. */
  readonly directory: string;
  /** The agent's model, with its provider, address and key; the offline model where that is asked for. */
  readonly model: ModelReference | undefined;
  /** How the calls of that model are protected, where the file says so. */
  readonly resilience?: ResiliencePolicy | undefined;
  /** The team's embedder; the offline one where that is asked for, and none where the file has no `embeddings`. */
  readonly embedder?: Embedder | undefined;
  /** The agent's tools, loaded and bound. */
  readonly tools: readonly AnyTool[];
  readonly fetch: FetchFunction;
  /** Standard input; taken by one agent at most. */
  readonly openInput: () => TextStream;
  /** The output of the program, to be logged to; the format is the agent's own choice, or what suits the output. */
  readonly openOutput: (format: 'text' | 'json' | undefined) => LogSink;
  /** Imports a module named in the configuration. Relative paths start from `directory`. */
  readonly loadModule: (path: string) => Promise<Readonly<Record<string, unknown>>>;
}

/** What an agent takes and gives, as JSON Schemas: text where there is none, anything where it is `{}`. */
interface RoleSchemas {
  readonly input?: JsonSchema | undefined;
  readonly output?: JsonSchema | undefined;
}

/** What a source, or an agent that is started, sees of the world. The signal aborts when the agent must stop. */
interface SourceContext {
  readonly agent: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly random: Random;
  /** Tells listeners of the runtime something that is worth knowing but is no error. */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * The part of Standard Schema v1 (https://standardschema.dev) that this package reads, so that zod, valibot, arktype
 * and others all serve as schemas without being a dependency.
 */
interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': StandardSchemaProps<Input, Output>;
}

/** One call through the door to the outside world. */
interface StepRequest<Value> extends StepLabel {
  readonly effect: Effect;
  /** Recorded with the intent and shown in events; leave out what would be large or is recorded elsewhere. */
  readonly input?: JsonValue | undefined;
  /** All that is asked, where it is more than `input`. Made only for interceptors that keep or compare whole requests. */
  readonly requestOf?: (() => unknown) | undefined;
  /** The id that a model gave to the call which this step serves. */
  readonly toolCallId?: string | undefined;
  /** What was said before that call, for the tool that serves it. Made when it is asked for. */
  readonly messages?: (() => readonly ConversationMessage[]) | undefined;
  /** The most that the step may take of a budget, where that is known before it begins. */
  readonly estimate?: Spending | undefined;
  /** A model that the step asks and whose price is not known. */
  readonly unpriced?: string | undefined;
  /** Milliseconds after which a step that waits is over; its end is recorded with its intent. */
  readonly waitMs?: number | undefined;
  /** True for a call of an agent whose words are the caller's answer. */
  readonly forwards?: boolean | undefined;
  /** The effect itself. Not called when the ledger has its outcome. */
  readonly execute: (step: EngineStep) => Value | Promise<Value>;
  /** Asked when an earlier attempt has no outcome. */
  readonly reconcile?: Reconcile<Value> | undefined;
}

/** What the detector has found. */
interface StuckLoop {
  readonly action: 'warn' | 'stop';
  readonly kind: 'repetition' | 'ping-pong' | 'no-progress' | 'polling';
  readonly iterations: number;
  /** Says what goes round. */
  readonly reason: string;
}

/**
 * A sink that writes for people. On a terminal: aligned, wrapped, objects as a table, long texts shortened. Loggers that
 * share a terminal share one sink, so that their lines are aligned.
 */
function textSink(options: TextSinkOptions): LogSink;

/** What a sink of readable text is made from. */
interface TextSinkOptions extends TerminalLayoutOptions {
  readonly write: WriteText;
  /** The columns of the terminal, asked anew for each record. Left out, each record is one line, nothing shortened. */
  readonly width?: (() => number) | undefined;
}

/** Text that arrives in pieces, such as standard input. One with a `destroy` is destroyed when its reader stops. */
type TextStream = AsyncIterable<Uint8Array | string> & {
  readonly destroy?: (() => unknown) | undefined;
};

/** A tool's result that the model gets as texts and files instead of as JSON. Made by `toolContent`. */
interface ToolContent {
  readonly [mark]: true;
  readonly parts: readonly ToolContentPart[];
}

/** One piece of what a tool shows the model. */
type ToolContentPart = TextPart | FilePart | DataPart;

/** How a model asks for tools: through its provider's interface, or by blocks in its text. */
type ToolMode = 'native' | 'text';

/**
 * What a check of values gets beside them, and where it tells what it finds. Paths start at what is checked: for a role at
 * the agent, so that `['source', 'csv']` is a key of a key of the agent. Keys are those of the file (`max_tokens`).
 */
interface ValueCheck {
  /** Refuses the file: what is wrong, and what to do. */
  error(path: ValuePath, message: string, hint?: string): void;
  /** Tells of something that may be meant, and rarely is. */
  warn(path: ValuePath, message: string, hint?: string): void;
  /** True where a value is not known, because its variable is not set, or is already known to be wrong: say nothing of it. */
  isDoubtful(path: ValuePath): boolean;
  /** True for a key that an unknown key was probably meant to be: say nothing of its absence. */
  isMeant(path: ValuePath): boolean;
  /** True for a key that stands in the file, whatever its value. */
  isWritten(path: ValuePath): boolean;
  /** The value of a variable, from the environment or the `.env` file. */
  lookup(variable: string): string | undefined;
  /** True for a name that the file itself gives to a model, under `model_services`. */
  isOwnModel(name: string): boolean;
  /** True when the program resolves models by itself, so that any name may be right. */
  readonly acceptsAnyModel: boolean;
}

/** A key that has a value in the configuration: it works, or it is kept and a notice says what it will mean. */
interface ValueEntry<Schema extends zod.ZodMiniType = zod.ZodMiniType> {
  readonly status: 'working' | 'notice';
  readonly description: string;
  /** What the notice says. */
  readonly notice?: string | undefined;
  /** Makes the schema of the value when it is first asked for. */
  readonly schema: (z: Zod) => Schema;
  /** The kind of value, in the words of the documentation. */
  readonly type: string;
  readonly required: boolean;
  /** What holds when the key is absent, in the words of the documentation. */
  readonly defaultText?: string | undefined;
  /** Set on durations, which get the suffix `Ms` in code; on paths, where `~` is expanded; on numbers and truth values. */
  readonly format?: ValueKind['format'] | undefined;
  /** What is done with the file that the value names. */
  readonly use?: ValueKind['use'] | undefined;
  /** What editors check of a text beyond that it is one. */
  readonly pattern?: string | undefined;
  /** The keys of the mapping, or of each mapping in the list, that this key holds. */
  readonly keys?: KeyTable | undefined;
  readonly list?: boolean | undefined;
  /** The key below it that a text in place of the mapping stands for. */
  readonly shortFor?: string | undefined;
  /** An absent key is an empty list. */
  readonly isEmptyWhenAbsent?: boolean | undefined;
  /** Another name that files may use for this key. */
  readonly alias?: string | undefined;
}

/** A kind of value: how it is checked, and what documents call it. */
interface ValueKind<Schema extends zod.ZodMiniType = zod.ZodMiniType> {
  readonly schema: (z: Zod) => Schema;
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean' | undefined;
  /** What is done with the file that the value names. One that is read or imported must exist. */
  readonly use?: FileUse | undefined;
  /** What editors check of a text beyond that it is one. */
  readonly pattern?: string | undefined;
}

/**
 * What is done when a conversation outgrows the model's window. `evict-tool-results`: the oldest results of tools are
 * replaced by a note. `sliding`: the oldest exchanges are removed. `summarise`: a model call of its own puts a summary in
 * their place. `pin`: everything goes at once that is neither pinned nor recent. `none`: nothing.
 */
type WindowStrategy = 'evict-tool-results' | 'sliding' | 'summarise' | 'pin' | 'none';

/** A copy of an agent that does some things in another way. For a host it is the same agent. */
function withHooks<Changed extends AnyAgent>(agent: Changed, hooks: Partial<AgentHooks<never, unknown>>): Changed;

/** Where a sink puts finished text: a terminal, a pipe, or a list in a test. Each call is one or more whole lines. */
type WriteText = (text: string) => void | Promise<void>;

// What the names above mention, and no door exports.

/** `max_tokens` as TypeScript writes it: `maxTokens`. */
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;

/** The keys that agents of every role have. */
const commonAgentKeys: { /* ... */ };

/**
 * What a part of a file becomes in code: keys in camelCase, durations as milliseconds under a key that ends in `Ms`.
 * Mappings with keys of the user's own (JSON Schemas, headers) stay as they are.
 */
type Configured<Value> = Value extends Duration ? number : Value extends readonly (infer Item)[] ? readonly Configured<Item>[] : Value extends object ? string extends keyof Value ? Value : {
  readonly [Name in keyof Value as OptionName<Name & string, Value[Name]>]: Configured<Value[Name]>;
} : Value;

type CustomRoleKeys = Omit<(typeof roles)['react']['keys'], 'model'> & Pick<(typeof roles)['producer']['keys'], 'interval'> & {
  readonly model: typeof modelKey;
};

/** Milliseconds read from a duration; its key gets the suffix `Ms` in code. */
type Duration = number & {
  readonly [unit]: 'ms';
};

/** A sink that writes to a file. */
interface FileSink extends LogSink, AsyncDisposable {
  /** Opens the file now, to learn early whether it can be written; otherwise the first record does. */
  open(): Promise<void>;
  write(record: LogRecord): Promise<void>;
  wasWritten(record: LogRecord): Promise<boolean>;
}

type Items = Iterable<JsonValue> | AsyncIterable<JsonValue>;

interface KeyOptions {
  readonly defaultText?: string | undefined;
  readonly alias?: string | undefined;
}

const mark: unique symbol;

/** How a model step spends under budgets; only there where some hold. */
interface Meter {
  /** The model that a budget names instead of the agent's own, once too little is left for that. */
  choose(need: MeteredNeed): ModelReference | undefined | Promise<ModelReference | undefined>;
  /** Holds the worst case of one request. Throws or rejects with `BUDGET_EXCEEDED` or `BUDGET_UNPRICED`. */
  open(need: MeteredNeed): MeteredRequest | Promise<MeteredRequest>;
}

/** A request to a model, as a budget sees it. */
interface MeteredNeed {
  readonly provider: string;
  readonly modelId: string;
  /** The tokens that the request may take at worst; `maxOutput` is what the model can write at most. */
  readonly tokens: (maxOutput: number | undefined) => {
    readonly input: number;
    readonly output: number;
  };
}

/** A request to a model that budgets hold something for. */
interface MeteredRequest {
  /** Ends it and counts what it took. Only the first time counts. */
  settle(use: MeteredUse): void;
}

/** What a request took. */
interface MeteredUse {
  /** What the provider reported. */
  readonly usage: Usage | undefined;
  /** False when it failed before any of an answer came, as a refused request does: it counts as a call and costs nothing. */
  readonly mayCost: boolean;
  /** Tokens of answer that had arrived, by estimate, for a request that was cut off. */
  readonly seenTokens: number;
}

const modelKey: { /* ... */ };

/** A number from `minimum` to `maximum`. */
function numberBetween(minimum: number, maximum: number): {
  readonly schema: (z: Zod) => zod.ZodMiniNumber<number>;
  readonly type: `number from ${number} to ${number}`;
  readonly format: 'number';
};

/** A number of at least `minimum`. */
function numberFrom(minimum: number): {
  readonly schema: (z: Zod) => zod.ZodMiniNumber<number>;
  readonly type: `number, at least ${number}`;
  readonly format: 'number';
};

/** The schema of a mapping with the keys of a table and no others. */
function objectOf<const Keys extends KeyTable>(z: Zod, keys: Keys): zod.ZodMiniObject<ShapeOf<Keys> extends infer T ? { -readonly [P in keyof T]: T[P]; } : never, zod.core.$strict>;

/** One of a few words. */
function oneOf<const Words extends readonly [string, ...string[]]>(words: Words): {
  schema: (z: Zod) => zod.ZodMiniEnum<{ [k in Words[number]]: k; } extends infer T ? { [k in keyof T]: T[k]; } : never>;
  type: string;
};

/**
 * Opens a source: the items from the start, read as they are asked for. Leaving the loop early, or the signal, closes what
 * was opened. Called again when the producer is restarted.
 */
type OpenSource = (scope: SourceScope) => AsyncIterable<JsonValue>;

type OptionName<Name extends string, Value> = [NonNullable<Value>] extends [Duration] ? `${CamelCase<Name>}Ms` : CamelCase<Name>;

/** Says what became of an effect whose outcome is not recorded: its value, or `undefined` when it did not happen. */
type Reconcile<Value> = (idempotencyKey: string) => Promise<{
  readonly value: Value;
} | undefined>;

/** What a role gets of its agent: the common keys and its own, checked, in camelCase. */
type RoleConfig<Keys extends KeyTable> = Configured<z.output<ReturnType<typeof objectOf<typeof commonAgentKeys & Keys>>>>;

/** Every role that a configuration can name without a program's help. A new role is a folder and a line here. */
const roles: { /* ... */ };

/** An agent as a run executes it. Written by implementers. */
interface Runnable<Input = unknown, Output = unknown> {
  readonly name: string;
  /** Version of the agent's definition. */
  readonly version?: string | undefined;
  doRun(input: Input, context: EngineContext): Output | Promise<Output>;
  /** Tells from its record how the answer of a run came about that is over; question and answer alone without it. */
  readonly doRecall?: ((run: EndedRun) => Pick<AnswerNotes, 'reasoning' | 'turns'>) | undefined;
}

interface SchemaMap {
  readonly [name: string]: SubSchema;
}

/** The zod shape of a table: its keys that have a value. */
type ShapeOf<Keys extends KeyTable> = {
  [Name in keyof Keys as Keys[Name] extends ValueEntry ? Name : never]: Keys[Name] extends ValueEntry<infer Schema> ? Schema : never;
};

/**
 * A kind of source: its keys below `source` in a file, what they come to, and how it is opened. `Setting` is what it is made
 * from in code: `producerAgent({ source: { csv: setting } })`.
 */
interface Source<Setting, Keys extends KeyTable = KeyTable> {
  /**
   * Its keys. The first one says that this source is meant; others, such as `export` beside `module`, add to it. Made when
   * a configuration is read: code that makes a producer by itself does without them.
   */
  readonly keys: () => Keys;
  /** Checks what its keys say of each other; paths start at `source`. Called wherever one of its keys may be there. */
  readonly check?: ((values: Readonly<Record<string, unknown>>, check: ValueCheck) => void) | undefined;
  /** What it reads, in a few words for a drawing: a path, an address. */
  readonly describe: (config: SourceConfig<Keys>) => string;
  /** What it is made from, where a file describes it. */
  readonly configure: (config: SourceConfig<Keys>, host: RoleHost) => Setting | Promise<Setting>;
  /** What is wrong with a setting given in code, to follow the name of the producer: `polls an address that is no URL.` */
  readonly problem?: ((setting: Setting) => string | undefined) | undefined;
  /** True for items that are made when they are asked for: with an interval, each is asked for when its time has come. */
  readonly isLive?: boolean | undefined;
  /** The setting with the producer's interval in it, for a source that waits by itself and has no interval of its own. */
  readonly withInterval?: ((setting: Setting, intervalMs: number) => Setting | undefined) | undefined;
  /** Makes the source. Called once per producer, so what must outlive a restart may be kept in it; nothing is opened yet. */
  readonly create: (setting: Setting) => OpenSource;
}

/** What a configuration says of a source: its keys in camelCase. */
type SourceConfig<Keys extends KeyTable> = Configured<z.output<ReturnType<typeof objectOf<Keys>>>>;

/** The name of a kind of source. */
type SourceKind = keyof Sources;

/** The sources as the compiler knows them. */
type Sources = typeof sources;

/** Every kind of source a producer can read, by its name in code. A new source is a file and a line here. */
const sources: { /* ... */ };

/** What a source sees of the world while it is open. */
interface SourceScope extends SourceContext {
  /** Absolute path that relative paths start from. */
  readonly directory: string;
}

/** Every kind of source by its name, with what it is made from. Paths may be relative to the producer's directory. */
type SourceSettings = {
  readonly [Kind in SourceKind]: Sources[Kind] extends Source<infer Setting, infer _Keys> ? Setting : never;
};

/** One thing that is wrong with a value. */
interface StandardSchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | {
    readonly key: PropertyKey;
  })[] | undefined;
}

/** What a schema library puts under `~standard`. */
interface StandardSchemaProps<Input = unknown, Output = Input> {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (value: unknown) => StandardSchemaResult<Output> | Promise<StandardSchemaResult<Output>>;
  readonly types?: {
    readonly input: Input;
    readonly output: Output;
  } | undefined;
}

/** The outcome of a validation. */
type StandardSchemaResult<Output> = {
  readonly value: Output;
  readonly issues?: undefined;
} | {
  readonly issues: readonly StandardSchemaIssue[];
};

/** What a step is called. */
interface StepLabel {
  readonly kind: StepKind;
  /** Name of the model, tool, agent or step; becomes part of the step's key. */
  readonly name: string;
}

/** A schema in a place where a JSON Schema holds one: an object, or `true` for anything and `false` for nothing. */
type SubSchema = JsonSchema | boolean;

/** How records look on a terminal. */
interface TerminalLayoutOptions {
  /** The keys of objects to show as columns; those of the first object when there are none. */
  readonly columns?: readonly string[] | undefined;
  /** A longer text is cut after this many characters; 2000 unless said otherwise. */
  readonly maxLength?: number | undefined;
  readonly color?: boolean | undefined;
}

/** A model's request to run a tool, as it arrives: the input is JSON text. */
interface ToolRequest {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: string;
}

const unit: unique symbol;

/** A documented key that this version refuses. */
interface UnsupportedEntry {
  readonly status: 'unsupported';
  readonly description: string;
  /** Why, or what to use. */
  readonly instead: string;
  /** The keys below it, refused with it, separated by white space. */
  readonly below: string;
}

/** Where a value stands: keys, and positions in lists. */
type ValuePath = readonly (string | number)[];

/** A whole number of at least `minimum`. */
function wholeNumber(minimum: number): {
  readonly schema: (z: Zod) => zod.ZodMiniInt;
  readonly type: `whole number, at least ${number}`;
  readonly format: 'number';
};

/** zod, which is handed to what makes a schema: the tables of keys are data, and only what checks values loads it. */
type Zod = typeof zod;

/** What the tables of keys use of zod. All of it at once would be loaded with every configuration. */
const zod: { /* ... */ };
