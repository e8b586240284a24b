import type { Agent, AnyAgent, RunStream } from '../agents/agent.ts'
import type { MessageContent } from '../messages/message.ts'
import type { RunResult } from '../runs/result/run-result.ts'
import type { ContextMissing, ContextOf, GivenContext, NeededContext } from '../util/compiler/context-of.ts'
import type { JsonObject, JsonValue } from '../util/json/json.ts'
import type { CallOptions } from './hosting/agent-call.ts'
import type { RuntimeStats } from './hosting/agent-stats.ts'
import type { DeadLetter } from './hosting/dead-letters.ts'
import type { AgentEntry } from './runtime-options.ts'
import type { MessageStream, ReceiveOptions } from './routing/subscription.ts'

/** The agents in a list of entries. */
type AgentIn<Entry> = Entry extends { readonly agent: infer Registered } ? Registered : Entry

/** The names of a runtime's agents; `string` where they are not known when it is compiled. */
export type AgentName<Agents extends readonly AgentEntry[]> =
  AgentIn<Agents[number]> extends infer Registered ? (Registered extends AnyAgent ? Registered['name'] : never) : never

type AgentNamed<Agents extends readonly AgentEntry[], Name> = Extract<AgentIn<Agents[number]>, { readonly name: Name }>

/** What the agent of this name takes. */
export type AgentInput<Agents extends readonly AgentEntry[], Name> =
  string extends AgentName<Agents>
    ? unknown
    : AgentNamed<Agents, Name> extends Agent<string, infer Input, infer _Output, infer _Context>
      ? Input
      : never

/** What the agent of this name answers. */
export type AgentOutput<Agents extends readonly AgentEntry[], Name> =
  string extends AgentName<Agents>
    ? unknown
    : AgentNamed<Agents, Name> extends Agent<string, infer _Input, infer Output, infer _Context>
      ? Output
      : never

/** The dependencies that the agent of this name needs. */
export type AgentDependencies<Agents extends readonly AgentEntry[], Name> =
  string extends AgentName<Agents> ? unknown : ContextOf<AgentNamed<Agents, Name>>

/**
 * Arguments of a call after the input: options, which may be left out unless the agent needs a context. The last of the
 * union fits nothing: with it, the compiler names the context instead of a number of arguments.
 */
export type CallArguments<Context> = unknown extends Context
  ? [options?: CallOptions & GivenContext<Context>]
  : [options: CallOptions & NeededContext<Context>] | [options: CallOptions & ContextMissing]

/** An input that all the named agents take. */
type SharedInput<Agents extends readonly AgentEntry[], Name> = (
  Name extends unknown ? (input: AgentInput<Agents, Name>) => void : never
) extends (input: infer Input) => void
  ? Input
  : never

type SharedContext<Agents extends readonly AgentEntry[], Name> = ContextOf<
  string extends AgentName<Agents> ? never : AgentNamed<Agents, Name>
>

/** What came of calling several agents, by name. Each agent is in one of the two. */
export interface ParallelResult<Agents extends readonly AgentEntry[], Name extends string> {
  readonly results: { readonly [Called in Name]?: RunResult<AgentOutput<Agents, Called>> }
  readonly failures: { readonly [Called in Name]?: Error }
}

/** How a message is sent. Everything has a default. */
export interface SendOptions {
  /** Who sends, for events and readers; `outside` unless said otherwise. */
  readonly from?: string | undefined
  /** The `type` of the message; `message` unless said otherwise. */
  readonly type?: string | undefined
  /** Ties together all that this message causes; the message's own id unless said otherwise. */
  readonly correlationId?: string | undefined
  /** Milliseconds since the Unix epoch after which nobody wants an answer. Travels with all that the message causes. */
  readonly deadline?: number | undefined
  /**
   * Names the conversation the message belongs to, for budgets, events and records. It keeps no history. Travels with all
   * that the message causes.
   */
  readonly session?: string | undefined
  /** On whose behalf the message is handled; the tenant's budget holds for all that it causes. */
  readonly tenant?: string | undefined
  /** The W3C trace context that the message goes on with. */
  readonly traceparent?: string | undefined
  /** Further metadata of the message. */
  readonly metadata?: JsonObject | undefined
  /** Gives up waiting for room; rejects with its reason. */
  readonly signal?: AbortSignal | undefined
}

/** How a wait for the system is called off. */
export interface WaitOptions {
  readonly signal?: AbortSignal | undefined
}

/** Messages that could not be handled. */
export interface DeadLetters {
  /** Letters there ever were; only the last of them are kept. */
  readonly total: number
  /** The letters that are kept, oldest first. */
  list(): readonly DeadLetter[]
  /**
   * Delivers a letter's message again, as a message from outside, and takes the letter out of the list. Resolves when the
   * message is accepted. @throws RuntimeError `DEAD_LETTER_NOT_FOUND`.
   */
  redeliver(id: string, options?: WaitOptions): Promise<void>
}

/**
 * Agents that work together in one process: it owns their mailboxes, their wiring and their lives.
 * Whatever is accepted is handled or becomes a dead letter.
 */
export interface Runtime<Agents extends readonly AgentEntry[] = readonly AgentEntry[]> extends AsyncDisposable {
  /** The agents' names, in the order they were given. */
  readonly agents: readonly AgentName<Agents>[]
  /** Agents that nothing inside feeds: where `feed` puts messages. */
  readonly entries: readonly string[]
  /** True when every agent can take up work. */
  readonly ready: boolean
  readonly deadLetters: DeadLetters

  /**
   * Starts the agents, level by level, and then their sources. Only needed after `createRuntime({ start: false })`.
   * @throws RuntimeError `START_FAILED`, `START_TIMEOUT`; agents that had started are stopped again.
   */
  start(): Promise<void>

  /**
   * Runs an agent when it has a free slot and gives its answer, which is not sent to the agent's outputs.
   * Rejects as `agent.run` does.
   */
  call<Name extends AgentName<Agents>>(
    name: Name,
    input: AgentInput<Agents, Name>,
    ...options: CallArguments<AgentDependencies<Agents, Name>>
  ): Promise<RunResult<AgentOutput<Agents, Name>>>

  /**
   * Runs an agent as `call` does and gives its events as they happen, those of its text while the model writes. Ending the
   * loop early gives the call up. Not for code of an agent, whose run must be the same when it is taken up again.
   */
  stream<Name extends AgentName<Agents>>(
    name: Name,
    input: AgentInput<Agents, Name>,
    ...options: CallArguments<AgentDependencies<Agents, Name>>
  ): RunStream<AgentOutput<Agents, Name>>

  /** Calls several agents with the same input at once. Never rejects: failures are part of the result. */
  callParallel<Name extends AgentName<Agents>>(
    names: readonly Name[],
    input: SharedInput<Agents, Name>,
    ...options: CallArguments<SharedContext<Agents, Name>>
  ): Promise<ParallelResult<Agents, Name>>

  /**
   * Sends a message to an agent, or puts it on a channel. Resolves with the message's id when every reader has accepted
   * it, which is when there is room. @throws RuntimeError `MAILBOX_FULL`, `CHANNEL_CLOSED`; AgentError `AGENT_NOT_FOUND`.
   */
  send(target: AgentName<Agents> | (string & {}), content: MessageContent, options?: SendOptions): Promise<string>
  /** Sends one message to every agent. All others still get it when one refuses; then it rejects with the first refusal. */
  broadcast(content: MessageContent, options?: SendOptions): Promise<string>
  /** Sends one message to where messages from outside enter: to all agents that nothing inside feeds. */
  feed(content: MessageContent, options?: SendOptions): Promise<string>
  /** Subscribes to what an agent emits, or to what is put on a channel, from now on. Every subscriber gets every message. */
  recv(name: AgentName<Agents> | (string & {}), options?: ReceiveOptions): MessageStream

  /**
   * Leaves word for a step that waits: an answer to a question, a value to receive, or what became of a step whose outcome is
   * not known. `key` is what `RUN_PARKED` names. Safe when it resolves; the run goes on when it is parked here. `late`: the
   * step has its answer, or the run is over. @throws RunError `STORE_FAILED`, `SIGNAL_INVALID` for what the step cannot take; RuntimeError `RUNTIME_STATE` without a store.
   */
  signal(
    runId: string,
    key: string,
    value: JsonValue,
    options?: { readonly by?: string | undefined },
  ): Promise<'accepted' | 'late'>

  stats(): RuntimeStats
  /** Resolves when no source brings anything in any more and nothing is queued or in flight; also when closed. */
  idle(options?: WaitOptions): Promise<void>
  /**
   * Ends the sources, refuses new messages, finishes what is queued and stops the agents. After `timeoutMs` what is left
   * is aborted and becomes dead letters. Calling it again can only shorten the time: 0 aborts at once.
   */
  drain(options?: { readonly timeoutMs?: number | undefined }): Promise<void>
  /** Drains with the runtime's own time limit. May be called any number of times. */
  close(): Promise<void>
}
