// aixgo/runtime. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  AgentOutput,
  AnyAgent,
  Conversation,
  EventListener,
  JsonObject,
  JsonValue,
  Message,
  MessagePart,
  RunResult,
} from 'aixgo'
import type {
  SerializedError,
} from 'aixgo/errors'
import type {
  ModelResolver,
  PriceTable,
} from 'aixgo/models'
import type {
  Budgets,
  Clock,
  Random,
  RunStore,
  StepInterceptor,
} from 'aixgo/runs'
import type {
  RuntimeTape,
} from 'aixgo/tapes'

export {
  Conversation,
} from 'aixgo'

/** What a runtime takes as an agent. */
type AgentEntry = AnyAgent | AgentRegistration;

/** An agent with its wiring. */
interface AgentRegistration<Registered extends AnyAgent = AnyAgent> extends AgentWiring {
  readonly agent: Registered;
}

/** Where an agent is in its life. `failed` agents brought messages in by themselves and had to give up. */
type AgentState = 'waiting' | 'ready' | 'failed' | 'stopped';

/** Figures of one agent since the runtime was made. */
interface AgentStats {
  readonly state: AgentState;
  /** Why the agent failed. */
  readonly error: SerializedError | undefined;
  /** Messages in the mailbox now. */
  readonly queued: number;
  readonly capacity: number;
  /** The most messages that ever were in the mailbox at once. */
  readonly highWater: number;
  /** Senders that wait for room in the mailbox now. */
  readonly blockedSenders: number;
  /** Messages the mailbox took in. */
  readonly delivered: number;
  readonly handled: number;
  /** Messages whose run failed for good. */
  readonly failed: number;
  /** Messages that became dead letters here, for whatever reason. */
  readonly deadLetters: number;
  /** Messages and calls in the agent's hands now, calls that wait for a slot included. */
  readonly inFlight: number;
  /** Calls that began; they are not counted as messages. */
  readonly calls: number;
  /** Further attempts after errors that were worth retrying, at messages or at the agent's source. */
  readonly restarts: number;
  /** Milliseconds from taking messages out of the mailbox to having their outputs accepted, summed. */
  readonly handlingMs: number;
}

/** How an agent is wired and run inside a runtime. */
interface AgentWiring {
  /**
   * Agents whose outputs this one reads, and channels it reads from. A name that is no agent, has no other end and lies near
   * one that does is refused, unless it is written as `{ channel: 'name' }`.
   */
  readonly inputs?: readonly WiringName[] | undefined;
  /** Agents its outputs are delivered to, and channels they are put on, named as in `inputs`. */
  readonly outputs?: readonly WiringName[] | undefined;
  /** Agents that must be ready before this one starts. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Runs it may have in progress; 1 unless said otherwise, which keeps messages in order. */
  readonly concurrency?: number | undefined;
  /** How many messages wait for it (100), and what happens to one more (`block`: its sender waits). */
  readonly mailbox?: {
    readonly capacity?: number | undefined;
    readonly overflow?: Overflow | undefined;
  } | undefined;
  /** How it is tried again after errors that are worth retrying. */
  readonly restart?: {
    readonly [Option in keyof RestartPolicy]?: RestartPolicy[Option] | undefined;
  } | undefined;
}

/** What a model's turn is made of. Results stand in it where the model's provider ran the tool. */
type AnswerPart = (TextPart & ProviderNotes) | (FilePart & ProviderNotes) | ReasoningPart | (ToolCallPart & ProviderNotes & {
  readonly providerExecuted?: boolean | undefined;
}) | (ToolResultPart & ProviderNotes);

/** Makes a message. The id and the time are handed in, because a run takes both from its ledger. */
function createMessage(content: MessageContent, options: MessageOptions): Message;

/** A structured value that is neither text nor a file. */
interface DataPart {
  readonly type: 'data';
  readonly data: JsonValue;
}

/** A message that could not be handled, and why. */
interface DeadLetter {
  /** Names this letter for `redeliver`. */
  readonly id: string;
  readonly message: Message;
  readonly from: string;
  readonly to: string;
  readonly reason: DeadLetterReason;
  /** What went wrong, where something was thrown. */
  readonly error: Error | undefined;
  /** How often the agent tried. */
  readonly attempts: number;
  readonly session: string | undefined;
  readonly tenant: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Why a message could not be handled. */
type DeadLetterReason = 'failed' | 'overflow' | 'closed' | 'deadline' | 'aborted' | 'round-limit';

/** Messages that could not be handled. */
interface DeadLetters {
  /** Letters there ever were; only the last of them are kept. */
  readonly total: number;
  /** The letters that are kept, oldest first. */
  list(): readonly DeadLetter[];
  /**
   * Delivers a letter's message again, as a message from outside, and takes the letter out of the list. Resolves when the
   * message is accepted. @throws RuntimeError `DEAD_LETTER_NOT_FOUND`.
   */
  redeliver(id: string, options?: WaitOptions): Promise<void>;
}

/** An image, a document or any other file, inline or by address. */
interface FilePart {
  readonly type: 'file';
  /** IANA media type, such as `image/png`. */
  readonly mediaType: string;
  /** Bytes, base64 text, or the address the file is fetched from. */
  readonly data: Uint8Array | string | URL;
  readonly filename?: string;
}

/** Reads the original's form. A payload that is a JSON object or array becomes a data part, anything else text. */
function fromPayload(message: PayloadMessage): Message;

/** What a message can be made from: text, parts, or any JSON value (which becomes a data part), a conversation among them. */
type MessageContent = string | readonly MessagePart[] | Conversation | JsonValue;

/** The fields of a message that have a default. */
interface MessageOptions {
  readonly id: string;
  readonly createdAt: number;
  readonly role?: Message['role'] | undefined;
  readonly type?: string | undefined;
  readonly metadata?: JsonObject | undefined;
  readonly trace?: TraceContext | undefined;
}

/** Messages as they come. Ends when it is closed, or with the runtime after what is left has been read. */
interface MessageStream extends AsyncIterable<Message>, AsyncDisposable {
  /** Messages that a `drop` policy gave up. */
  readonly dropped: number;
  /** Stops listening; ending a `for await` loop early does it too. */
  close(): void;
}

/** The message as one value: its single data part, otherwise its text. */
function messageValue(message: Message): JsonValue;

/**
 * What a full mailbox does with one more message: `block` makes the sender wait, `drop-oldest` and `drop-newest` give up
 * a message (it becomes a dead letter), `error` refuses with `MAILBOX_FULL`.
 */
type Overflow = 'block' | 'drop-oldest' | 'drop-newest' | 'error';

/** What came of calling several agents, by name. Each agent is in one of the two. */
interface ParallelResult<Agents extends readonly AgentEntry[], Name extends string> {
  readonly results: {
    readonly [Called in Name]?: RunResult<AgentOutput<Agents, Called>>;
  };
  readonly failures: {
    readonly [Called in Name]?: Error;
  };
}

/** The message form of the original Go system: one string payload and a time in RFC 3339. */
interface PayloadMessage {
  readonly id: string;
  readonly type: string;
  readonly payload: string;
  readonly timestamp: string;
  readonly metadata?: JsonObject;
}

/** What goes back to a provider with a part, by the provider's name: signatures, ids. Keep it as it came. */
interface ProviderNotes {
  readonly providerOptions?: Readonly<Record<string, JsonObject>> | undefined;
}

/** What a model thought before it answered. */
interface ReasoningPart extends ProviderNotes {
  readonly type: 'reasoning';
  readonly text: string;
}

/** How a subscriber wants its messages kept until it reads them. */
interface ReceiveOptions {
  /** Messages kept for the reader; 100 unless said otherwise. */
  readonly capacity?: number | undefined;
  /** What happens when they are too many; `block` unless said otherwise, which slows down who emits them. */
  readonly overflow?: Overflow | undefined;
  /** Closes the subscription. */
  readonly signal?: AbortSignal | undefined;
}

/** How an agent is tried again after an error that is worth retrying. */
interface RestartPolicy {
  /** Attempts in all, the first included. 1 never tries again. */
  readonly maxAttempts: number;
  readonly initialBackoffMs: number;
  readonly maxBackoffMs: number;
  /** How much longer each wait is than the one before. */
  readonly multiplier: number;
}

/** What happens between runs: agents coming and going, messages moving. */
type RuntimeEvent = (RuntimeEventBase & {
  readonly type: 'runtime-start';
  readonly agents: readonly string[];
  readonly durable: boolean;
}) | (RuntimeEventBase & {
  readonly type: 'runtime-stop';
  readonly reason: string;
}) | (RuntimeEventBase & {
  readonly type: 'agent-ready';
  readonly agent: string;
  readonly phase: number;
}) | (RuntimeEventBase & {
  readonly type: 'agent-error';
  readonly agent: string;
  readonly error: SerializedError;
}) | (RuntimeEventBase & {
  readonly type: 'agent-restart';
  readonly agent: string;
  /** The attempt that comes next, counted from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: SerializedError;
}) | (RuntimeEventBase & {
  readonly type: 'agent-stop';
  readonly agent: string;
}) | (RuntimeEventBase & {
  readonly type: 'source-exhausted';
  readonly agent: string;
  readonly items: number;
}) | (RuntimeEventBase & {
  readonly type: 'message-sent';
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly messageType: string;
  readonly text: string;
}) | (RuntimeEventBase & {
  readonly type: 'channel-output';
  readonly channel: string;
  readonly from: string;
  readonly id: string;
  readonly value: JsonValue;
}) | (RuntimeEventBase & {
  readonly type: 'dead-letter';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: DeadLetterReason;
  readonly error?: SerializedError;
}) | (RuntimeEventBase & {
  readonly type: 'round-start';
  readonly round: number;
}) | (RuntimeEventBase & {
  readonly type: 'round-finish';
  readonly round: number;
  readonly messages: number;
}) | (RuntimeEventBase & {
  readonly type: 'notice';
  readonly level: 'info' | 'warn';
  readonly message: string;
});

/** What applies to all agents of a runtime. Everything has a default. */
interface RuntimeSettings {
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  /** Turns model names into models, in all runs; by default the built-in providers with keys from the environment. */
  readonly resolveModel?: ModelResolver | undefined;
  /** Where all runs count what they spend; made for this runtime unless given. */
  readonly budgets?: Budgets | undefined;
  /** Prices of your own, by `provider:model`; they win over the built-in ones. */
  readonly prices?: PriceTable | undefined;
  /**
   * Told of every event: what moves between agents, and what happens inside their runs. Left out, only what goes wrong is
   * reported, as a warning of the process.
   */
  readonly onEvent?: EventListener | undefined;
  /** True to have models stream, so that listeners see text as it is written. */
  readonly streaming?: boolean | undefined;
  /** Milliseconds each agent has to get ready; 30,000. */
  readonly startTimeoutMs?: number | undefined;
  /** How often one agent may be entered again by what one message caused; 10. */
  readonly maxRounds?: number | undefined;
  /** Ends all sources once this many messages have come in from outside. */
  readonly stopAfterRounds?: number | undefined;
  /** Milliseconds that closing waits for work to finish before it aborts it; 8,000. */
  readonly drainTimeoutMs?: number | undefined;
  /** Milliseconds that aborted code has to stop before it is no longer waited for; 1,000. */
  readonly abandonGraceMs?: number | undefined;
  /** Calls that may be in progress at once; unlimited. */
  readonly maxConcurrentCalls?: number | undefined;
  /** Milliseconds `send` waits for room before it rejects with `MAILBOX_FULL`; unlimited. */
  readonly sendTimeoutMs?: number | undefined;
  /** Dead letters that are kept; 1,000. */
  readonly maxDeadLetters?: number | undefined;
  /** Where runs are recorded; in memory, for as long as they go on, unless given. */
  readonly store?: RunStore | undefined;
  /** Wrap every step of every run, the outermost first: policies, approvals, telemetry. */
  readonly interceptors?: readonly StepInterceptor[] | undefined;
  /** Records all that happens (`tapeRecorder`), or plays what was recorded (`tapePlayer`). */
  readonly tape?: RuntimeTape | undefined;
}

/** Figures of a runtime. */
interface RuntimeStats {
  readonly agents: Readonly<Record<string, AgentStats>>;
  readonly totals: Readonly<Pick<AgentStats, 'queued' | 'delivered' | 'handled' | 'failed' | 'inFlight' | 'calls' | 'restarts'> & {
    readonly deadLetters: number;
  }>;
  readonly rounds: {
    readonly started: number;
    readonly finished: number;
  };
}

/** How a message is sent. Everything has a default. */
interface SendOptions {
  /** Who sends, for events and readers; `outside` unless said otherwise. */
  readonly from?: string | undefined;
  /** The `type` of the message; `message` unless said otherwise. */
  readonly type?: string | undefined;
  /** Ties together all that this message causes; the message's own id unless said otherwise. */
  readonly correlationId?: string | undefined;
  /** Milliseconds since the Unix epoch after which nobody wants an answer. Travels with all that the message causes. */
  readonly deadline?: number | undefined;
  /**
   * Names the conversation the message belongs to, for budgets, events and records. It keeps no history. Travels with all
   * that the message causes.
   */
  readonly session?: string | undefined;
  /** On whose behalf the message is handled; the tenant's budget holds for all that it causes. */
  readonly tenant?: string | undefined;
  /** The W3C trace context that the message goes on with. */
  readonly traceparent?: string | undefined;
  /** Further metadata of the message. */
  readonly metadata?: JsonObject | undefined;
  /** Gives up waiting for room; rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How a supervisor runs its agents: all that a runtime can be told. */
interface SupervisorOptions extends RuntimeSettings {
  /**
   * How often one agent may be entered again by what one message caused (10). When given, a run also ends after this many
   * messages from outside, unless `stopAfterRounds` says otherwise.
   */
  readonly maxRounds?: number | undefined;
  /** Outputs kept for each name; 1,000. The oldest go when there are more. */
  readonly maxOutputs?: number | undefined;
}

/** What a supervisor's run gives back. */
interface SupervisorResult {
  /** What left the system, oldest first: by channel, and by agent for agents whose outputs nobody inside reads. */
  readonly outputs: Readonly<Record<string, readonly JsonValue[]>>;
  /** Messages that came in from outside and were worked off. */
  readonly rounds: number;
  readonly deadLetters: readonly DeadLetter[];
  readonly stats: RuntimeStats;
}

/** Plain text. */
interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

/** A model's request to run a tool. */
interface ToolCallPart {
  readonly type: 'tool-call';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: JsonValue;
}

/** The answer to a tool call. */
interface ToolResultPart {
  readonly type: 'tool-result';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly output: JsonValue;
  /** True where the output says what went wrong. */
  readonly isError?: boolean;
  /** True where the output is a list of parts, texts and files, which the model gets as such. */
  readonly isContent?: boolean;
}

/** Writes the original's form: text as it is, data as JSON. */
function toPayload(message: Message): PayloadMessage;

/** W3C trace context that travels with a message (https://www.w3.org/TR/trace-context/). */
interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
}

/** How a wait for the system is called off. */
interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A copy with more metadata; keys given here win. */
function withMetadata(message: Message, metadata: JsonObject): Message;

// What the names above mention, and no door exports.

/** What every event of a runtime carries. */
interface RuntimeEventBase {
  readonly at: number;
}

/** A name in the wiring: of an agent or a channel, or of a channel that is meant as it is written. */
type WiringName = string | {
  readonly channel: string;
};
