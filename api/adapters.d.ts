// aixgo/adapters. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  Conversation,
  ConversationMessage,
  ErrorCode,
  InputPart,
  JsonObject,
  JsonValue,
  RunEvent,
  Tool,
} from 'aixgo'
import type {
  Clock,
  Effect,
} from 'aixgo/runs'

export {
  Conversation,
} from 'aixgo'

/**
 * A tool as `tool()`, `dynamicTool()` and the packages of providers make them for the AI SDK, as far as it is read here. Any
 * that the AI SDK takes is one: what cannot be used is refused when it is given.
 */
interface AiSdkTool {
  readonly type?: string | undefined;
  readonly description?: unknown;
  readonly inputSchema?: unknown;
  readonly contextSchema?: unknown;
  readonly inputExamples?: unknown;
  readonly execute?: ((input: never, options: never) => unknown) | undefined;
  readonly toModelOutput?: ((output: never) => unknown) | undefined;
  readonly needsApproval?: unknown;
  readonly providerOptions?: unknown;
  /** The name that version 4 had for `inputSchema`. */
  readonly parameters?: undefined;
  /** Set where the provider defines the tool. */
  readonly id?: string | undefined;
  readonly args?: Readonly<Record<string, unknown>> | undefined;
  readonly isProviderExecuted?: boolean | undefined;
}

/** Tools by name, as the AI SDK takes them. */
type AiSdkTools = Readonly<Record<string, AiSdkTool>>;

/** How tools of the AI SDK are taken over. */
interface AiSdkToolsOptions<Name extends string = string> {
  /** What may be repeated of any of them after a crash; `once` unless said otherwise. */
  readonly effect?: Effect | undefined;
  /** The same for single tools, by name. */
  readonly effects?: {
    readonly [Key in Name]?: Effect | undefined;
  } | undefined;
  /** 5 for tools of that version, whose `toModelOutput` takes the output alone. */
  readonly version?: 5 | 6 | 7 | undefined;
}

/**
 * Takes over tools of the AI SDK (5 to 7): what `tool()`, `dynamicTool()` and the packages of providers made, by name. Each
 * keeps its schema and its code, which is given `toolCallId`, `abortSignal` and the context of the run.
 *
 * @example
 * const agent = defineAgent({
 *   name: 'forecaster',
 *   model: 'openai:gpt-4o',
 *   tools: fromAiSdkTools({ weather, book }, { effects: { weather: 'none' } }),
 * })
 *
 * @throws ToolError `TOOL_OPTIONS_INVALID` naming the tool that cannot be used and why, `TOOL_NAME_INVALID`,
 * `TOOL_SCHEMA_INVALID`.
 */
function fromAiSdkTools<const Tools extends AiSdkTools>(tools: Tools, options?: AiSdkToolsOptions<keyof Tools & string>): ToolsOf<Tools>;

/**
 * Takes over the tools of an MCP server: of a connected client of the MCP SDK, version 1 or 2, or of a list of tools with
 * a function that calls them. The client stays yours to close, after the last run that uses its tools.
 *
 * @example
 * const client = new Client({ name: 'desk', version: '1.0.0' })
 * await client.connect(transport)
 * const tools = await fromMcpTools(client, { prefix: 'files_', effects: { read_file: 'none' } })
 *
 * @throws ToolError `TOOL_OPTIONS_INVALID`, `TOOL_SCHEMA_INVALID` naming the tool, `TOOL_DUPLICATE` where two have one
 * name; whatever the client rejects with when it lists the tools.
 */
function fromMcpTools(source: McpClient | McpToolList, options?: McpToolsOptions): Promise<readonly Tool<string, JsonObject>[]>;

/**
 * Messages of the AI SDK as models take them, such as those that were kept of `generateText`, as the input of an agent.
 *
 * @throws AgentError `AGENT_INPUT_INVALID` that names the message and the part.
 */
function fromModelMessages<Message extends ModelMessage>(messages: readonly Message[]): Conversation;

/**
 * The messages that `useChat` of the AI SDK posts, as the input of an agent. They are checked: they come from a browser,
 * which may write anything, also what a model never said and what a tool never gave.
 *
 * @example
 * const { messages } = await request.json()
 * return uiMessageStreamResponse(agent.stream(fromUiMessages(messages)))
 *
 * @throws AgentError `AGENT_INPUT_INVALID` that names the message and the part.
 */
function fromUiMessages(messages: readonly UiMessage[], options?: FromUiMessagesOptions): Conversation;

/** How messages of a user interface are taken. */
interface FromUiMessagesOptions {
  /** True takes messages of the role `system` too; a browser must not be the one who writes them. */
  readonly allowSystem?: boolean | undefined;
  /** What a part of your own, `data-...`, is to a model; nothing unless said otherwise. */
  readonly convertDataPart?: ((part: {
    readonly type: string;
    readonly data: unknown;
  }) => InputPart | undefined) | undefined;
}

/** How often nothing may be sent, as users say it. */
interface KeepAliveOptions {
  /** Milliseconds of silence after which a comment is sent, which readers skip; 15,000 unless said otherwise, false for never. */
  readonly keepAliveMs?: number | false | undefined;
  /** Where those milliseconds come from. */
  readonly clock?: Clock | undefined;
}

/** What a server says of what a tool does. */
interface McpAnnotations {
  readonly readOnlyHint?: boolean | undefined;
  readonly idempotentHint?: boolean | undefined;
}

/** One call of a tool of a server. */
interface McpCall {
  readonly name: string;
  readonly arguments: {
    [argument: string]: unknown;
  };
}

/** A connected client of the MCP SDK, version 1 or 2, as far as it is used here. */
interface McpClient {
  listTools(params?: {
    cursor?: string;
  }, options?: {
    signal?: AbortSignal;
  }): Promise<McpToolPage>;
  callTool(params: McpCall, ...options: never[]): Promise<unknown>;
  readonly tools?: undefined;
}

/** A tool as an MCP server lists it, as far as it is read here. */
interface McpTool {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** JSON Schema of the arguments. */
  readonly inputSchema: object;
  /** What the server says of the tool; believed only of servers that are trusted. */
  readonly annotations?: McpAnnotations | undefined;
}

/** Tools that are known already, and how they are called. */
interface McpToolList {
  readonly tools: readonly McpTool[];
  /** Makes one call and gives its result as MCP has it: `{ content, structuredContent, isError }`. */
  readonly callTool: (call: McpCall, options: {
    readonly signal: AbortSignal;
  }) => unknown;
  readonly listTools?: undefined;
}

/** One page of the list of a server's tools. */
interface McpToolPage {
  readonly tools: readonly McpTool[];
  readonly nextCursor?: string | undefined;
}

/** How tools of a server are taken over. */
interface McpToolsOptions {
  /** True where the server's own word counts for what its tools do: `readOnlyHint` and `idempotentHint` set their effect. */
  readonly trusted?: boolean | undefined;
  /** What may be repeated of single tools after a crash, by their names on the server; wins over what the server says. */
  readonly effects?: Readonly<Record<string, Effect>> | undefined;
  /** Put before every name, such as `files_`, where tools of several servers meet. */
  readonly prefix?: string | undefined;
  /** The names on the server of the tools that are wanted; all of them unless said otherwise. */
  readonly only?: readonly string[] | undefined;
  /** Milliseconds for each call; 60,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** Gives up listing the tools. */
  readonly signal?: AbortSignal | undefined;
}

/** A message of the AI SDK as models take it (`ModelMessage`), version 5 to 7. */
interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | readonly ModelMessagePart[];
}

/** One part of such a message; what else it holds depends on its type. */
interface ModelMessagePart {
  readonly type: string;
}

/** The event that a run ends with which has an output. */
type RunFinishEvent = Extract<RunEvent, {
  readonly type: 'run-finish';
}>;

/** The event that a run begins with. */
type RunStartEvent = Extract<RunEvent, {
  readonly type: 'run-start';
}>;

/** The data of the event `end`, the last one: what became of the run. A run that is `parked` waits and goes on another time. */
type SentEnd = {
  readonly status: 'finished';
  readonly runId: string;
  readonly output: unknown;
} | {
  readonly status: 'parked';
  readonly runId: string;
} | {
  readonly status: 'cancelled' | 'failed';
  readonly runId?: string;
  readonly error: ToldError;
};

/** How a run is told as server-sent events. */
interface ServerSentEventsOptions extends KeepAliveOptions {
  /** Which events are sent; all unless said otherwise. They hold inputs, outputs and the results of tools. */
  readonly filter?: ((event: RunEvent) => boolean) | undefined;
  /** True sends the words of errors too, which may hold secrets and quote providers. */
  readonly sendErrors?: boolean | undefined;
}

/**
 * A response that sends a run as server-sent events. When the client goes away, the run is aborted.
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`, RunError `STREAM_IN_USE`.
 */
function serverSentEventsResponse(stream: AsyncIterable<RunEvent>, options?: ServerSentEventsResponseOptions): Response;

/** How a run is sent as server-sent events. */
type ServerSentEventsResponseOptions = ServerSentEventsOptions & StreamResponseOptions;

/** How a response is made. Headers given here win. */
interface StreamResponseOptions {
  readonly status?: number | undefined;
  readonly statusText?: string | undefined;
  readonly headers?: NonNullable<ResponseInit['headers']> | undefined;
}

/** What may be told of an error to anybody: its code, and what that code means. */
interface ToldError {
  readonly name: string;
  readonly message: string;
  readonly code?: ErrorCode;
  readonly retryable?: boolean;
}

/**
 * Messages of a conversation, such as those of a run's result, as the AI SDK gives them to models: for `generateText`, or
 * to keep them beside others of that form.
 */
function toModelMessages(messages: readonly ConversationMessage[]): readonly ModelMessage[];

/** The tools made of a record of AI SDK tools: each keeps its name, its input, its output and the context it needs. */
type ToolsOf<Tools extends AiSdkTools> = readonly {
  [Name in keyof Tools & string]: Tool<Name, InputOf<Tools[Name]>, OutputOf<Tools[Name]>, ContextOf<Tools[Name]>>;
}[keyof Tools & string][];

/**
 * A run as server-sent events: each of its events under its own name, with its JSON as data and its number as id, and an
 * event `end` after the last one. It takes the place of the run's reader. Cancelling it aborts the run.
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`, RunError `STREAM_IN_USE`.
 */
function toServerSentEvents(stream: AsyncIterable<RunEvent>, options?: ServerSentEventsOptions): ReadableStream<Uint8Array>;

/**
 * A run as a message of the AI SDK 7, chunk by chunk, for `createUIMessageStream`, `readUIMessageStream` and the like. It
 * takes the place of the run's reader. Cancelling it aborts the run.
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`, RunError `STREAM_IN_USE`.
 */
function toUiMessageStream(stream: AsyncIterable<RunEvent>, options?: UiMessageStreamOptions): ReadableStream<UiMessageChunk>;

/** The validated output of an agent with an output schema. */
/** Why a message ended, in the words of the AI SDK. */
type UiFinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'other';

/** A message of the AI SDK's user interface, as `useChat` keeps and posts it; version 5 to 7. */
interface UiMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly parts: readonly UiMessagePart[];
  readonly id?: string | undefined;
  readonly metadata?: unknown;
}

/**
 * One piece of a message in the UI message stream of the AI SDK, version 7, as far as runs here have something to say: what
 * `useChat` and `readUIMessageStream` read.
 */
type UiMessageChunk = {
  readonly type: 'start';
  readonly messageId?: string;
  readonly messageMetadata?: unknown;
} | {
  readonly type: 'start-step';
} | {
  readonly type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end';
  readonly id: string;
} | {
  readonly type: 'text-delta' | 'reasoning-delta';
  readonly id: string;
  readonly delta: string;
} | (ToolChunk & {
  readonly type: 'tool-input-start';
  readonly toolName: string;
}) | {
  readonly type: 'tool-input-delta';
  readonly toolCallId: string;
  readonly inputTextDelta: string;
} | (ToolChunk & {
  readonly type: 'tool-input-available';
  readonly toolName: string;
  readonly input: JsonValue;
}) | (ToolChunk & {
  readonly type: 'tool-output-available';
  readonly output: JsonValue;
}) | (ToolChunk & {
  readonly type: 'tool-output-error';
  readonly errorText: string;
}) | {
  readonly type: 'source-url';
  readonly sourceId: string;
  readonly url: string;
  readonly title?: string;
} | {
  readonly type: 'source-document';
  readonly sourceId: string;
  readonly mediaType: string;
  readonly title: string;
  readonly filename?: string;
} | {
  readonly type: 'file' | 'reasoning-file';
  readonly url: string;
  readonly mediaType: string;
}
/** The validated output of an agent with an output schema. */
 | {
/** The validated output of an agent with an output schema. */
  readonly type: 'data-output';
/** The validated output of an agent with an output schema. */
  readonly id: string;
/** The validated output of an agent with an output schema. */
  readonly data: JsonValue;
/** The validated output of an agent with an output schema. */
} | {
/** The validated output of an agent with an output schema. */
  readonly type: 'reset-step';
/** The validated output of an agent with an output schema. */
} | {
/** The validated output of an agent with an output schema. */
  readonly type: 'finish-step';
/** The validated output of an agent with an output schema. */
} | {
/** The validated output of an agent with an output schema. */
  readonly type: 'finish';
/** The validated output of an agent with an output schema. */
  readonly finishReason?: UiFinishReason;
/** The validated output of an agent with an output schema. */
  readonly messageMetadata?: unknown;
/** The validated output of an agent with an output schema. */
} | {
/** The validated output of an agent with an output schema. */
  readonly type: 'abort';
/** The validated output of an agent with an output schema. */
  readonly reason?: string;
/** The validated output of an agent with an output schema. */
} | {
/** The validated output of an agent with an output schema. */
  readonly type: 'error';
/** The validated output of an agent with an output schema. */
  readonly errorText: string;
/** The validated output of an agent with an output schema. */
};

/** One part of such a message; what else it holds depends on its type. */
interface UiMessagePart {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** How a run is sent as a message of the AI SDK. */
type UiMessageResponseOptions = UiMessageStreamOptions & StreamResponseOptions & KeepAliveOptions;

/** How a run is told as a message of the AI SDK. */
interface UiMessageStreamOptions {
  /** Id of the message; that of the run unless said otherwise. */
  readonly messageId?: string | undefined;
  /** False keeps what models thought from the reader. */
  readonly sendReasoning?: boolean | undefined;
  /** False leaves out the sources that models and their providers name. */
  readonly sendSources?: boolean | undefined;
  /** False leaves out text, where it is only the JSON of an output that comes as the part `data-output`. */
  readonly sendText?: boolean | undefined;
  /**
   * What the message carries beside its parts: asked when the run starts and when it finishes, the second is merged into the
   * first. Nothing unless said otherwise.
   */
  readonly messageMetadata?: ((event: RunStartEvent | RunFinishEvent) => unknown) | undefined;
  /**
   * What the reader is told of an error that ends the run, and of a tool that failed. Errors may hold secrets and quote
   * providers, so that the reader is told no more than that there was one unless this is given.
   */
  readonly onError?: ((error: unknown) => string) | undefined;
}

/**
 * The answer to a request of `useChat`: a run as a stream of server-sent events in the form of the AI SDK 7. When the
 * client goes away, the run is aborted.
 *
 * @example
 * app.post('/api/chat', async ({ req }) => {
 *   const { messages } = await req.json()
 *   return uiMessageStreamResponse(agent.stream(await fromUiMessages(messages)))
 * })
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`, RunError `STREAM_IN_USE`.
 */
function uiMessageStreamResponse(stream: AsyncIterable<RunEvent>, options?: UiMessageResponseOptions): Response;

// What the names above mention, and no door exports.

type ContextOf<Given> = Execution<Given> extends (input: never, options: infer Options) => unknown ? [Options] extends [{
  readonly context: infer Context;
}] ? Named<Context> : unknown : unknown;

type Execution<Given> = Given extends {
  readonly execute?: (infer Execute) | undefined;
} ? NonNullable<Execute> : never;

type InputOf<Given> = Execution<Given> extends (input: infer Input, ...rest: never[]) => unknown ? Input : never;

/** A context that names what it holds; any other asks for nothing. */
type Named<Context> = [Context] extends [never] ? unknown : string extends keyof Context ? unknown : Context;

type OutputOf<Given> = Execution<Given> extends (...input: never[]) => infer Output ? ResultOf<Output> : never;

type ResultOf<Output> = Output extends AsyncIterable<infer Item> ? Item : Output extends PromiseLike<infer Value> ? Value : Output;

interface ToolChunk {
  readonly toolCallId: string;
  readonly providerExecuted?: true;
}
