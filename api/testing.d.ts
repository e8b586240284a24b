// aixgo/testing. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  EmbeddingModelV4,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
} from '@ai-sdk/provider'
import type {
  JsonObject,
  JsonValue,
  producerAgent,
} from 'aixgo'
import type {
  SystemOptions,
} from 'aixgo/config'
import type {
  Clock,
  RunStore,
} from 'aixgo/runs'

/** A source that cannot be read to its end. */
interface BrokenSource {
  readonly create: () => BrokenSourceUnderTest | Promise<BrokenSourceUnderTest>;
  /** What the error says of the place: `Line 3 of "data.csv"`. */
  readonly place: string;
}

/** A source that was made to fail. */
type BrokenSourceUnderTest = Pick<SourceUnderTest, 'source' | 'isOpen' | 'directory' | 'clock' | 'close'>;

/**
 * The behaviour every embedding model must show, as `createEmbedder` relies on it: one vector for each text in order, of one
 * length, the same for the same text; abort; and errors as `ModelError`.
 *
 * @example
 * describeEmbedder('my embeddings', { describe, it, create: () => ({ model: myEmbeddings() }), without: ['errors', 'hanging'] })
 */
function describeEmbedder(name: string, options: DescribeEmbedderOptions): void;

/** How the suite gets at the implementation. */
interface DescribeEmbedderOptions extends Partial<TestRunner> {
  /** Makes a model whose provider does what the scenario says. Called once for each test. */
  readonly create: (scenario: EmbeddingScenario) => EmbedderUnderTest | Promise<EmbedderUnderTest>;
  /** What the implementation cannot do; those tests are left out. */
  readonly without?: readonly EmbeddingAbility[] | undefined;
}

/**
 * The behaviour every model must show, as the agent loop relies on it: the same answer streamed and not, tool calls with
 * ids, structured output, usage, abort, errors as `ModelError`, and whatever else `ModelAbility` names.
 *
 * @example
 * describeModel('my model', { describe, it, create: (scenario) => ({ model: myModel(serverFor(scenario)) }) })
 */
function describeModel(name: string, options: DescribeModelOptions): void;

/** How the suite gets at the implementation. */
interface DescribeModelOptions extends Partial<TestRunner> {
  /** Makes a model that does what the scenario says with the next requests. Called once for each test. */
  readonly create: (scenario: ModelScenario) => ModelUnderTest | Promise<ModelUnderTest>;
  /** What the implementation cannot do, as a list or each with the reason; those tests are left out. */
  readonly without?: readonly ModelAbility[] | Readonly<Partial<Record<ModelAbility, string>>> | undefined;
  /** What alone is to be tested, for implementations that can do little of it, such as those in memory. */
  readonly only?: readonly ModelAbility[] | undefined;
  /** Options that the implementation understands, and what shows them in its requests. */
  readonly example?: ProviderOptionsExample | undefined;
  /** A tool that the provider runs itself; what the scenarios have it do is done with this one. */
  readonly providerTool?: ProviderTool | undefined;
}

/**
 * What holds for every role that a configuration can name: its keys are described and checked, with place and advice;
 * editors and checks agree; its files are those it names; it runs offline, gives what it says, and stops when it is told to.
 *
 * @example
 * describeRole('echo', { describe, it, role: echo, example: { suffix: '!' } })
 */
function describeRole(name: string, options: DescribeRoleOptions): void;

/** What a role is tested with. */
interface DescribeRoleOptions extends Partial<TestRunner> {
  /** The role, where a program registers it; left out for one that every configuration can name. */
  readonly role?: RegisteredRole | undefined;
  /** The fewest keys that an agent needs beside `name` and `role`, as a file has them: `{ model: 'openai:gpt-4o' }`. */
  readonly example: JsonObject;
  /** The files that the example names, by path. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** What the agent is sent; `Hello` unless given. A role that brings messages in is sent nothing. */
  readonly input?: JsonValue | undefined;
  /** What the system is built with, such as `openInput`. It is always offline. */
  readonly options?: SystemOptions | undefined;
}

/**
 * The behaviour every store of runs must show: records as they were appended, in order and whole; one owner of a run at a
 * time; waiting, being signalled and coming due; lists; and runs of agents that are interrupted anywhere and repeat nothing.
 *
 * @example
 * describeRunStore('my store', { describe, it, create: () => ({ store: myStore() }) })
 */
function describeRunStore(name: string, options: DescribeRunStoreOptions): void;

/** How the suite gets at the implementation. */
interface DescribeRunStoreOptions extends Partial<TestRunner> {
  /** Makes an empty store. Called once for each test. */
  readonly create: () => RunStoreUnderTest | Promise<RunStoreUnderTest>;
}

/**
 * What holds for every source of a producer: its items come in order and as they are asked for; it opens what it needs
 * with the first and closes it at the end, when its reader leaves and when it is aborted; errors say where; and a file that
 * names it gets the same.
 *
 * @example
 * describeSource('jsonl', { describe, it, create: () => ({ source: { jsonl: 'data.jsonl' }, items: [1, 2], ... }), broken: {} })
 */
function describeSource(name: string, options: DescribeSourceOptions): void;

/** How the suite gets at the source. */
interface DescribeSourceOptions extends Partial<TestRunner> {
  /** Makes the source. Called once for each test. */
  readonly create: () => SourceUnderTest | Promise<SourceUnderTest>;
  /** Sources that fail, by what is wrong with them. */
  readonly broken: Readonly<Record<string, BrokenSource>>;
  /** What the source cannot do or show, with the reason; those tests are left out. */
  readonly without?: Readonly<Partial<Record<SourceAbility, string>>> | undefined;
}

/** An embedding model set up for one scenario. */
interface EmbedderUnderTest {
  readonly model: EmbeddingModelV4;
  /** Resolves when the model's request has arrived where it was sent; lets a test abort a request under way. */
  readonly requested?: Promise<void> | undefined;
  /** Ends what was started for it, such as a server. */
  readonly close?: (() => Promise<void>) | undefined;
}

/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
/** Takes the request and says nothing. */
/**
 * What an implementation may lack: `dimensions` chooses the length of vectors, `errors` has a provider that can fail,
 * `hanging` one that can be silent.
 */
type EmbeddingAbility = 'dimensions' | 'errors' | 'hanging';

/** What an embedding model's provider does with the requests of one test. */
type EmbeddingScenario = 
/** Answers with one vector for each text, which depends on the text alone. */
{
/** Answers with one vector for each text, which depends on the text alone. */
  readonly type: 'answer';
/** Answers with one vector for each text, which depends on the text alone. */
}
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
 | {
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
  readonly type: 'one-missing';
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
}
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
 | {
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
  readonly type: 'unreadable';
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
} | {
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
  readonly type: 'error';
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
  readonly status: number;
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
  readonly message: string;
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
}
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
/** Takes the request and says nothing. */
 | {
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
/** Takes the request and says nothing. */
  readonly type: 'hang';
/** Answers with one vector for each text, which depends on the text alone. */
/** Answers with one vector too few. */
/** Answers with something that is no JSON. */
/** Takes the request and says nothing. */
};

/** Makes a clock for tests. It starts at the Unix epoch unless told otherwise. */
function fakeClock(startAt?: number): FakeClock;

/** A clock that stands still until a test moves it. */
interface FakeClock extends Clock {
  /** Timers that are set and have neither fired nor been cancelled. */
  readonly pendingTimers: number;
  /** Milliseconds until the next timer fires; undefined where none is set. */
  readonly nextTimerMs: number | undefined;
  /**
   * Moves time on. Timers fire in the order they are due, and after each one all code that was waiting for it runs, so
   * that timers which that code sets fire too when they are due in time.
   */
  advance(durationMs: number): Promise<void>;
}

/** The abilities that the suite for models tests one by one. */
type ModelAbility = keyof typeof modelAbilities;

/** A request as it arrived where the model sent it. */
interface ModelRequestSeen {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: JsonObject;
}

/** What the model under test is to do; whoever runs the suite makes it happen behind the model. */
type ModelScenario = ScenarioReply
/** One reply for each request, in order; the last one for all that follow. */
 | {
/** One reply for each request, in order; the last one for all that follow. */
  readonly type: 'conversation';
/** One reply for each request, in order; the last one for all that follow. */
  readonly replies: readonly ScenarioReply[];
/** One reply for each request, in order; the last one for all that follow. */
};

/** A model set up for one scenario. */
interface ModelUnderTest {
  readonly model: LanguageModelV4;
  /** Resolves when the model's request has arrived where it was sent; lets the abort tests abort a request under way. */
  readonly requested?: Promise<void> | undefined;
  /** The requests that have arrived where they were sent, oldest first; most tests of what is sent need them. */
  readonly requests?: (() => readonly ModelRequestSeen[]) | undefined;
  /** Ends what was started for it, such as a server. */
  readonly close?: (() => Promise<void>) | undefined;
}

/** A reply that hangs until the call is aborted, and then fails with the signal's reason. */
function never(): NeverReply;

/** A reply that does not come until the call is aborted. */
interface NeverReply {
  readonly [neverMark]: true;
}

/** Provider options of a model, and a text that its requests carry with them. */
interface ProviderOptionsExample {
  readonly providerOptions: NonNullable<LanguageModelV4CallOptions['providerOptions']>;
  readonly shows: string;
}

/** A tool that the provider of a model runs itself. */
type ProviderTool = Extract<NonNullable<LanguageModelV4CallOptions['tools']>[number], {
  type: 'provider';
}>;

/** A store that was made for one test. */
interface RunStoreUnderTest {
  readonly store: RunStore;
  /** Gives the same runs to a new store, as after a restart; the one before was closed. Left out where runs end with their store. */
  readonly reopen?: (() => RunStore | Promise<RunStore>) | undefined;
  /** Removes what was made for it. The stores are closed already. */
  readonly close?: (() => void | Promise<void>) | undefined;
}

/** Nothing ever comes. */
/** The stream brings this text, in pieces, and then nothing any more. */
/** A complete answer. */
interface ScenarioAnswer {
  readonly type: 'answer';
  /** What the model thought before it answered. */
  readonly reasoning?: readonly ScenarioReasoning[] | undefined;
  /** What the provider did with a tool that it runs itself, before it answered. */
  readonly run?: ScenarioRun | undefined;
  readonly text?: string | undefined;
  readonly toolCalls?: readonly ScenarioToolCall[] | undefined;
  /** Why the model stopped; `stop`, or `tool-calls` with tool calls, unless said otherwise. */
  readonly finishReason?: ScenarioFinishReason | undefined;
  /** `unreported`: the provider says nothing of it. */
  readonly usage?: ScenarioUsage | 'unreported' | undefined;
  /** True where a stream carries, between its parts, what only keeps a connection alive: comments, pings, empty data. */
  readonly keepsAlive?: boolean | undefined;
  /** What follows the end of a stream: the connection is closed unless it stays open, breaks, or brings an error. */
  readonly afterwards?: 'stays-open' | 'breaks' | 'error' | undefined;
}

/** The stream is closed (`cut`), or its connection breaks, without the provider's sign of a complete answer. */
interface ScenarioCut {
  readonly type: 'cut' | 'break';
  /** What the stream brings, in pieces. */
  readonly text: string;
  /**
   * Where: before anything, in the middle of the text (unless said), between the text and a tool call, or after the
   * reason why the model stopped.
   */
  readonly at?: 'start' | 'middle' | 'between-parts' | 'end' | undefined;
}

/** The provider refuses: an HTTP status and its own short words. */
interface ScenarioError {
  readonly type: 'error';
  readonly status: 400 | 401 | 402 | 403 | 404 | 408 | 413 | 422 | 429 | 500 | 502 | 503 | 529;
  readonly message: string;
  /** Whose form the answer has: the provider's own unless said, or that of what stands before it. */
  readonly form?: 'text' | 'html' | 'detail' | 'detail-list' | 'message' | 'error-text' | undefined;
  /** Seconds after which the provider says it may be asked again. */
  readonly retryAfter?: number | undefined;
}

/** The provider fails, in the way in which it tells of this cause. */
interface ScenarioFailure {
  readonly type: 'failure';
  readonly cause: 'rate-limit' | 'overload' | 'fault' | 'authentication' | 'quota' | 'window' | 'content';
  readonly message: string;
  /** By the status of the answer, in the body of one with status 200, or in a stream after some text. */
  readonly place: 'status' | 'body' | 'stream';
  /** What a stream brings before it. */
  readonly text?: string | undefined;
}

/**
 * Why a model stopped. `filtered-prompt`: the provider would not touch the prompt. `refusal`: the model declined.
 * `window-exceeded`: prompt and answer filled the window. `pause`: it wants to be asked to go on. `accident`: the
 * provider calls the answer broken. `unheard-of`: a word that no version of this package knows. `missing`: the answer
 * ends as complete ones do, but without a reason.
 */
type ScenarioFinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'filtered-prompt' | 'refusal' | 'window-exceeded' | 'pause' | 'accident' | 'unheard-of' | 'missing';

/** One piece of reasoning. */
interface ScenarioReasoning {
  /** Empty where the provider keeps it to itself. */
  readonly text: string;
  /** What the provider wants back with it, unchanged: a signature, or the reasoning in a form that only it can read. */
  readonly signature?: string | undefined;
  /** True where `signature` is all there is, by a decision of the provider. */
  readonly isRedacted?: boolean | undefined;
}

/** One reply for each request, in order; the last one for all that follow. */
/** What the model does with one request. */
type ScenarioReply = ScenarioAnswer | ScenarioError | ScenarioFailure
/** Nothing ever comes. */
 | {
/** Nothing ever comes. */
  readonly type: 'hang';
/** Nothing ever comes. */
}
/** Nothing ever comes. */
/** The stream brings this text, in pieces, and then nothing any more. */
 | {
/** Nothing ever comes. */
/** The stream brings this text, in pieces, and then nothing any more. */
  readonly type: 'hang-in-stream';
/** Nothing ever comes. */
/** The stream brings this text, in pieces, and then nothing any more. */
  readonly text: string;
/** Nothing ever comes. */
/** The stream brings this text, in pieces, and then nothing any more. */
} | ScenarioCut;

/** What a provider did itself, with a tool of its own such as a web search. */
interface ScenarioRun {
  /** What it looked for, or the program that it ran. */
  readonly input: string;
  /** What came of it, as the provider wants it back; absent where the model paused before it came. */
  readonly output?: string | undefined;
}

/** A tool call that a scenario's model makes. */
interface ScenarioToolCall {
  readonly toolName: string;
  readonly input: JsonObject;
}

/** Tokens that the provider reports. */
interface ScenarioUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens?: number | undefined;
  /** Those of the output tokens that were spent on reasoning. */
  readonly reasoningTokens?: number | undefined;
}

/** What a scripted model answers. */
interface ScriptedAnswer {
  readonly text?: string | undefined;
  /** The text in pieces that the test decides; from an async iterable they come when the test sends them. */
  readonly chunks?: Iterable<string> | AsyncIterable<string> | undefined;
  readonly reasoning?: string | undefined;
  readonly toolCalls?: readonly ScriptedToolCall[] | undefined;
  /** A structured output: sent as JSON text. */
  readonly object?: JsonValue | undefined;
  /** Thrown by the call; in a stream, after the text. */
  readonly error?: unknown;
  /** True for a stream that ends without a finish. */
  readonly cut?: boolean | undefined;
  readonly finishReason?: LanguageModelV4FinishReason['unified'] | undefined;
  /** The provider's own word for it, such as `pause_turn`. */
  readonly rawFinishReason?: string | undefined;
  readonly usage?: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly cachedInputTokens?: number | undefined;
  } | undefined;
  readonly warnings?: readonly string[] | undefined;
}

/** One call that a scripted model got. */
interface ScriptedCall {
  readonly options: LanguageModelV4CallOptions;
  readonly streaming: boolean;
}

/**
 * Makes a model for tests: each call gets the next reply. No network, no clock, no chance.
 *
 * @example
 * const model = scriptedModel([{ toolCalls: [{ toolName: 'add', input: { a: 1, b: 2 } }] }, 'The sum is 3.'])
 * const result = await defineAgent({ name: 'sums', model, tools: [add] }).run('1 + 2?')
 * model.assertComplete()
 */
function scriptedModel(replies: readonly ScriptedReply[], options?: ScriptedModelOptions): ScriptedModel;

/** A model that says what it is told to, in order, and remembers what it was asked. */
interface ScriptedModel extends LanguageModelV4 {
  readonly calls: readonly ScriptedCall[];
  /** @throws Error when replies are left, or when it was called more often than there are replies. */
  assertComplete(): void;
}

/** Settings of a scripted model. */
interface ScriptedModelOptions {
  readonly modelId?: string | undefined;
  /** How text is cut into the pieces of a stream; by words unless said otherwise. */
  readonly chunk?: PlayOptions['chunk'] | undefined;
}

/** One reply: text, an answer in full, or a function of what the model was asked; `callNumber` counts from 1. */
type ScriptedReply = ReplyValue | ((options: LanguageModelV4CallOptions, callNumber: number) => ReplyValue | Promise<ReplyValue>);

/** A tool call in a scripted reply. */
interface ScriptedToolCall {
  readonly toolName: string;
  /** JSON, or text that is sent as it is, for a model that writes broken JSON. */
  readonly input: JsonValue;
  /** Made from the numbers of the call and of the position unless given. */
  readonly toolCallId?: string | undefined;
}

/**
 * What some sources cannot do or show: they `end`, they give the same items `again` when they are opened again, and how far
 * they have read can be seen, for `back-pressure`.
 */
type SourceAbility = 'end' | 'again' | 'back-pressure';

/** A source that was made for one test. */
interface SourceUnderTest {
  /** As `producerAgent` takes it: `{ csv: 'data.csv' }`. */
  readonly source: ProducedFrom;
  /** The first items it gives, and all of them where it ends; at least two. */
  readonly items: readonly JsonValue[];
  /** True while something is open that the source has opened. */
  readonly isOpen: () => boolean;
  /** How much was read, and the most that may be read for one item; in whatever unit. */
  readonly read?: {
    readonly soFar: () => number;
    readonly mostForOne: number;
  } | undefined;
  /** Where relative paths start from. */
  readonly directory?: string | undefined;
  /** The time by which it waits; the real one unless given. */
  readonly clock?: Clock | undefined;
  /** The same source in a file, where one can name it: the keys below `source`, and what the system is built with. */
  readonly file?: {
    readonly keys: JsonObject;
    readonly options?: SystemOptions | undefined;
  } | undefined;
  /** Removes what was made for it. */
  readonly close?: (() => void | Promise<void>) | undefined;
}

/** The two functions of a test runner that a conformance suite needs; vitest, Jest, `node:test` and `bun:test` have them. */
interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown;
  readonly it: (name: string, test: () => Promise<void>) => unknown;
}

// What the names above mention, and no door exports.

/**
 * What the suite for models tests, one ability at a time; the suite's rows, and the rows of the table in the
 * documentation.
 */
const modelAbilities: { /* ... */ };

const neverMark: unique symbol;

/** What a reply is played with. */
interface PlayOptions {
  readonly modelId: string;
  readonly callNumber: number;
  readonly call: LanguageModelV4CallOptions;
  readonly chunk: (text: string) => readonly string[];
}

/** Where a producer's items come from, as `producerAgent` takes it. */
type ProducedFrom = NonNullable<Parameters<typeof producerAgent>[0]['source']>;

/** A role that a program registers. */
type RegisteredRole = NonNullable<SystemOptions['roles']>[string];

type ReplyValue = string | ScriptedAnswer | NeverReply;
