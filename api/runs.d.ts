// aixgo/runs. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  LanguageModelV4Content,
} from '@ai-sdk/provider'
import type {
  AgentContext,
  AttemptCause,
  AttemptStatus,
  Budget,
  CancelReason,
  ConversationMessage,
  Cost,
  FinishReason,
  JsonValue,
  Message,
  RunEvent,
  RunResult,
  Usage,
  WaitingFor,
} from 'aixgo'
import type {
  Meter,
  Reconcile,
  StepLabel,
} from 'aixgo/agents'
import type {
  SerializedError,
} from 'aixgo/errors'
import type {
  ModelAttempt,
  ModelReport,
  ModelResolver,
  PriceTable,
} from 'aixgo/models'

export {
  StepRequest,
} from 'aixgo/agents'

/**
 * How urgently a record must be kept. `safe`: nothing goes on before it is, as before an effect that must happen only once,
 * and before anybody is given an answer. `ordered`: it may follow later, but never after one that was appended later.
 */
type AppendNeed = 'safe' | 'ordered';

/** Where spending is counted against a budget. Shared by all runs and agents that draw on it. */
interface BudgetAccount {
  readonly scope: BudgetScope;
  readonly id: string;
  readonly limits: Budget;
  /** True once a cheaper model has taken over. */
  readonly isReduced: boolean;
  /**
   * Says why a call does not fit, or nothing when it does. Changes nothing. Once more is used than the limit, no call fits,
   * not even one that takes nothing, unless a cheaper model has the rest.
   */
  check(need: Spending, nowMs: number): Eventually<Shortfall | undefined>;
  /** Holds an amount for a call that begins now, or says why it does not fit. Nothing slips in between the two. */
  reserve(need: Spending, nowMs: number): Eventually<Shortfall | undefined>;
  /** Ends a call: gives back what was held and counts what it took. */
  settle(held: Spending, spent: Spending, nowMs: number): Eventually<void>;
  /** Counts what was spent without anything being held for it. */
  carry(spent: Spending): Eventually<void>;
  /** Has the cheaper model take over from now on. */
  reduce(): void;
  report(nowMs: number): BudgetReport;
}

/** What happens when the next call does not fit: the run stops, goes on with a cheaper model, or stops to ask a person. */
type BudgetAction = 'stop' | 'cheaper-model' | 'ask';

/** What may be limited. `usd` is money, `timeMs` the time in which at least one call was under way. */
type BudgetMeasure = 'usd' | 'tokens' | 'modelCalls' | 'toolCalls' | 'timeMs';

/** What an account stands at. */
interface BudgetReport {
  readonly scope: BudgetScope;
  readonly id: string;
  readonly limits: Budget;
  readonly used: Readonly<Record<BudgetMeasure, number>>;
  readonly reserved: Readonly<Record<BudgetMeasure, number>>;
  /** Model calls whose price is not known, and which `used.usd` therefore leaves out. */
  readonly unknownCalls: number;
}

/** Keeps the accounts that outlive a run. */
interface Budgets {
  /**
   * The account of an agent, session, tenant or of everything, for whoever begins to draw on it; `undefined` where nothing
   * is limited or tracked. Every call is ended with `release`.
   */
  account(scope: Exclude<BudgetScope, 'run'>, id: string, budget?: Budget): BudgetAccount | undefined;
  /** Nobody draws on the account any more. One that has no spending to remember may leave memory then. */
  release(account: BudgetAccount): void;
  /** What all accounts stand at. */
  report(): readonly BudgetReport[];
  /** Forgets an account, such as that of a session which has ended. */
  forget(scope: Exclude<BudgetScope, 'run'>, id: string): void;
}

/** Whose spending a budget limits. */
type BudgetScope = 'run' | 'agent' | 'session' | 'tenant' | 'total';

/** What is limited beyond a single run. Everything may be left out. */
interface BudgetsOptions {
  /** For all runs that use this store together. */
  readonly total?: Budget | undefined;
  /** For each session; a function may give each its own. */
  readonly session?: Budget | ((session: string) => Budget | undefined) | undefined;
  /** For each tenant; a function may give each its own. */
  readonly tenant?: Budget | ((tenant: string) => Budget | undefined) | undefined;
  /** True to count the spending of sessions, tenants and of everything where there is no limit too. Their accounts are kept until `forget`. */
  readonly track?: boolean | undefined;
  readonly clock?: Clock | undefined;
}

/** What a context must know of an agent to call it. Every agent is one. */
interface Callable<Input, Output, Context = unknown> {
  readonly name: string;
  run(input: Input, ...options: never): Promise<RunResult<Output>>;
  /** Exists for the compiler only. */
  readonly '~context'?: ((context: Context) => void) | undefined;
}

/** Where time comes from. The core reads no other clock, so a test or a simulator can hand in its own. */
interface Clock {
  /** Wall-clock time in milliseconds since the Unix epoch. */
  now(): number;
  /** Milliseconds from an arbitrary start that never jump; for measuring and for intervals. */
  monotonic(): number;
  /** Calls back once after `delayMs` milliseconds; the returned function cancels. */
  setTimer(callback: () => void, delayMs: number): () => void;
  /** The same, for what must not keep a process from ending; as `setTimer` where there is none. */
  setQuietTimer?(callback: () => void, delayMs: number): () => void;
}

/** How an agent is called by another one. */
interface ContextCallOptions {
  /** Gives this call up. It comes on top of the run's own cancellation and does not replace it. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the call is given up with `DEADLINE_EXCEEDED`. */
  readonly timeoutMs?: number | undefined;
  /** True where the called agent's answer is the caller's own: its text is then part of the text of the run's stream. */
  readonly forward?: boolean | undefined;
}

/** The cost of several model calls. A call without a known price adds nothing to `usd`, and says so. */
interface CostSum {
  /** US dollars of the calls whose price is known. */
  readonly usd: number;
  /** Calls whose price is not known. When there are any, `usd` is a lower bound. */
  readonly unknownCalls: number;
  /** The models of those calls, each once. */
  readonly unknownModels: readonly string[];
}

/**
 * Makes a store of budgets, in memory. Runs that are given the same store draw on the same accounts.
 *
 * @example
 * const budgets = createBudgets({ tenant: { usd: 5 } })
 * await analyst.run('Review the March numbers', { budgets, tenant: 'acme' })
 *
 * @throws RunError `BUDGET_INVALID`.
 */
function createBudgets(options?: BudgetsOptions): Budgets;

/** The answer to a question. */
interface Decision {
  /** One of the question's options. */
  readonly answer: string;
  /** Who decided. */
  readonly by: string;
  readonly comment?: string | undefined;
}

/**
 * What may be repeated after a crash. `none`: reads only; `idempotent`: safe to repeat with the same idempotency key;
 * `once`: must never be repeated unless `reconcile` or a person says that it did not happen.
 */
type Effect = (typeof effects)[number];

/** How a run is forked. */
interface ForkOptions {
  /** Id of the new run. */
  readonly runId: string;
  /** How many records of the run are taken over, its first one included; all but its end unless said otherwise. */
  readonly seq?: number | undefined;
}

/**
 * The history of a new run that begins as another one did: what that one had on record by then is not done again, and from
 * there it goes its own way. It has an id of its own, and so idempotency keys of its own: an effect whose outcome was not
 * known in the other run is another effect here.
 *
 * @example
 * const history = forkRun(ledger.records, { runId: 'second-try', seq: 12 })
 * await agent.run('Review the March numbers', { ledger: memoryLedger(history) })
 *
 * @throws RunError `RUN_DIVERGED` when these are no records of a run, RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
function forkRun(records: readonly LedgerRecord[], options: ForkOptions): readonly LedgerRecord[];

/**
 * The record of one run: what was intended and what came of it, in order. Stores implement it; a run appends to its ledger
 * only through here, and has it alone.
 */
interface Ledger {
  /** What was recorded before this attempt at the run, oldest first. Empty for a new run. Read once, at the start. */
  readonly history: Iterable<LedgerRecord> | AsyncIterable<LedgerRecord>;
  /** Grows each time a run is opened; a store refuses what an older owner appends. 0 where nobody else could. */
  readonly epoch?: number | undefined;
  /** True when intents must carry the hash of their input. */
  readonly hashInputs?: boolean | undefined;
  /** Aborts when the run has another owner, or nothing can be appended any more. The run stops then and writes no end. */
  readonly lost?: AbortSignal | undefined;
  /**
   * Adds records, all of a batch or none of it. Takes its copy before it returns. What it returns settles when the records
   * are kept as `need` says; nothing is returned where they are at once, which costs no turn of the event loop. After one
   * rejection every later append rejects. Rejects with RunError `LEASE_LOST` or `LEDGER_FAILED`, so that the run counts as
   * interrupted and not as failed.
   */
  append(batch: LedgerRecord | readonly LedgerRecord[], need: AppendNeed): void | Promise<void>;
  /**
   * Puts the run away until a timer or a signal comes. A ledger without it cannot: its run waits in the process.
   * Resolves when this is safe; the owner is free then to forget the run.
   */
  park?(wait: ParkedWait): Promise<void>;
  /**
   * Tells of signals that come while the run is under way, which are safe by then. The owner appends each of them as well,
   * and the ledger keeps one. Returns a way to stop listening.
   */
  onSignal?(listener: (signal: SignalRecord) => void): () => void;
  /** Gives the run back. Called once, when its owner is done with it, however it ended. */
  close?(): void | Promise<void>;
}

/** One line of a ledger. Times are milliseconds since the Unix epoch. Every record survives JSON. */
type LedgerRecord = RunRecord | IntentRecord | OutcomeRecord | {
  readonly type: 'failure';
  readonly key: string;
  readonly at: number;
  readonly error: SerializedError;
} | ValueRecord
/** The run ended while the step's effect was under way; what became of it is not known. */
 | {
/** The run ended while the step's effect was under way; what became of it is not known. */
  readonly type: 'unknown';
/** The run ended while the step's effect was under way; what became of it is not known. */
  readonly key: string;
/** The run ended while the step's effect was under way; what became of it is not known. */
  readonly at: number;
/** The run ended while the step's effect was under way; what became of it is not known. */
}
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
 | {
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
  readonly type: 'unbegun';
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
  readonly key: string;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
  readonly at: number;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
}
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
 | {
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
  readonly type: 'signal';
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
  readonly key: string;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
  readonly name: string;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
  readonly value: JsonValue;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
  readonly by: string;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
  readonly at: number;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
}
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
 | {
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
  readonly type: 'emit';
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
  readonly outlet: string;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
  readonly messageId: string;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
  readonly at: number;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
}
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
 | {
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
  readonly type: 'retry';
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
  readonly keys: readonly string[];
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
  readonly attempt: number;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
  readonly at: number;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
}
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
/** Says that the records up to here are folded: steps within completed steps are gone. */
 | {
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
/** Says that the records up to here are folded: steps within completed steps are gone. */
  readonly type: 'snapshot';
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
/** Says that the records up to here are folded: steps within completed steps are gone. */
  readonly upTo: number;
/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
/** Says that the records up to here are folded: steps within completed steps are gone. */
} | TerminalRecord;

/** What one model call came to; this is what the ledger keeps of a `model` step. */
interface ModelOutcome extends ModelReport {
  readonly content: readonly LanguageModelV4Content[];
  readonly finishReason: FinishReason;
  /** The provider's own word for the reason, where it says more. */
  readonly rawFinishReason?: string;
  readonly usage: Usage;
  /** The model that answered, as it is priced. */
  readonly model?: {
    readonly provider: string;
    readonly modelId: string;
  };
  /** What the call cost; absent where the price of the model is not known. */
  readonly cost?: Cost;
  readonly warnings?: readonly string[];
  /** The model that answered, as it calls itself. */
  readonly modelId?: string;
}

/** How an effect of your own is taken through the door. */
interface OwnStepOptions<Value> {
  /** What may be repeated after a crash; `once` unless said otherwise. */
  readonly effect?: Effect | undefined;
  /** Recorded with the intent and shown in events. */
  readonly input?: unknown;
  /** Asked when an earlier attempt has no outcome: resolves to the outcome, or `undefined` when the effect did not happen. */
  readonly reconcile?: Reconcile<Value> | undefined;
  /** The most that the step may take of a budget; it is refused where that does not fit. */
  readonly estimate?: Spending | undefined;
  /** Name of a model that the step asks and whose price is not known: a budget in money refuses the step. */
  readonly unpriced?: string | undefined;
}

/** The run ended while the step's effect was under way; what became of it is not known. */
/** The step's effect never began: the run was called off between its intent and its effect. */
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
/** A message that the run gave to one of its agent's outputs; written together with its end. */
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
/** Says that the records up to here are folded: steps within completed steps are gone. */
/** What a parked run waits for. */
interface ParkedWait {
  /** The first of its timers, in milliseconds since the Unix epoch. */
  readonly until?: number;
  /** Keys of the steps that wait for a signal. */
  readonly signals: readonly string[];
  readonly waitingFor: readonly WaitingFor[];
}

/** What a person, or whoever may decide, is asked. */
interface Question {
  readonly title: string;
  /** What the decision is about. */
  readonly input?: unknown;
  /** The answers there are; `approve` and `deny` unless said otherwise. */
  readonly options?: readonly string[] | undefined;
}

/** Where chance and ids come from. The core draws no other, so a test or a simulator can hand in its own. */
interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A new unique id (UUID v4, RFC 9562, from the system's source). */
  id(): string;
}

/** A message as it arrived. */
interface Received {
  readonly message: Message;
  /** The agent or channel that sent it. */
  readonly from: string;
}

/** Which runs are listed. Everything given must hold. */
interface RunFilter {
  readonly status?: RunStatus | readonly RunStatus[] | undefined;
  readonly agent?: string | undefined;
  readonly session?: string | undefined;
  readonly tenant?: string | undefined;
  /** Most runs that are given, oldest first; all unless said otherwise. */
  readonly limit?: number | undefined;
}

/** The first record of every ledger. */
interface RunRecord {
  readonly type: 'run';
  /** Version of the record format. */
  readonly v: typeof recordVersion;
  readonly runId: string;
  readonly agent: string;
  readonly input: JsonValue;
  readonly at: number;
  /** Version of the agent's definition and of the engine that ran it. */
  readonly code: string;
  readonly start: RunStart;
  readonly cause?: RunCause;
  /** Where this run was forked from: the other run, and how many of its records were taken over. */
  readonly forkOf?: {
    readonly runId: string;
    readonly seq: number;
  };
}

/** Everything that it takes to start a run again in another process, beside its agent and its input. */
interface RunStart {
  readonly session?: string;
  readonly tenant?: string;
  /** The run's own limits. */
  readonly budget?: Budget;
  /** Milliseconds since the Unix epoch after which nobody wants an answer any more. */
  readonly deadline?: number;
  readonly streaming: boolean;
  /** Who sent the message that the run handles, and the message. */
  readonly from?: string;
  readonly message?: JsonValue;
  /** Id of that message, where the cause of the run is the step that sent it. */
  readonly messageId?: string;
  readonly correlationId?: string;
  readonly round?: number;
  /** The W3C trace context that the run goes on with. */
  readonly traceparent?: string;
}

/** What has become of a run. `open`: under way, or interrupted and not taken up again yet. */
type RunStatus = 'open' | 'parked' | 'finished' | 'failed' | 'cancelled';

/**
 * Keeps the ledgers of runs. Implementations pass the suite `describeRunStore` of `aixgo/testing`.
 * A run has one owner at a time: who opens it takes the lease, and the ledgers of earlier owners refuse what they append.
 */
interface RunStore {
  /** Names the kind of store, for people. */
  readonly name: string;
  /** True when its runs survive the process. */
  readonly durable: boolean;
  /**
   * Opens the run of this id and takes its lease. `start` says that it may be a new one, and what it is then: its run appends
   * that as its first record. Where there is one, `start` is left aside.
   * @throws RunError `STORE_FAILED` where it cannot be opened, or there is no such run and no `start`.
   */
  open(runId: string, start?: RunRecord): Promise<Ledger>;
  /** The runs, oldest first. */
  list(filter?: RunFilter): AsyncIterable<RunSummary>;
  /**
   * Leaves word for a step of a run that waits for it, under the step's own name. Safe when it resolves. `late`: the step has its answer already, or
   * the run is over. @throws RunError `STORE_FAILED` when there is no such run, `SIGNAL_INVALID` for what the step cannot take.
   */
  signal(runId: string, key: string, value: JsonValue, by: string): Promise<'accepted' | 'late'>;
  /** Parked runs whose timer or signal has come, the longest due first. */
  due(now: number): AsyncIterable<string>;
  /** Gives everything back. Idempotent. */
  close?(): Promise<void>;
}

/** A run as a list shows it. */
interface RunSummary {
  readonly runId: string;
  readonly agent: string;
  readonly status: RunStatus;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly session?: string;
  readonly tenant?: string;
  /** What a parked run waits for. */
  readonly waitingFor?: readonly WaitingFor[];
}

/** Why a call does not fit into a budget. */
interface Shortfall {
  readonly scope: BudgetScope;
  readonly id: string;
  readonly measure: BudgetMeasure;
  readonly limit: number;
  readonly used: number;
  /** Held by calls under way. */
  readonly reserved: number;
  /** What the call may take, at worst. */
  readonly needed: number;
  readonly action: BudgetAction;
}

/** Amounts of what can be reserved. `usd` is absent where the price is not known. */
interface Spending {
  readonly usd?: number | undefined;
  readonly tokens?: number | undefined;
  readonly modelCalls?: number | undefined;
  readonly toolCalls?: number | undefined;
}

/** What an effect gets to know about the step it runs in; it is also the context for steps nested in it. */
interface StepContext<Context = unknown> extends AgentContext<Context> {
  readonly key: string;
  /** The same for every attempt of this step, across retries and crashes; another for every other step. */
  readonly idempotencyKey: string;
  /** The id that a model gave to the call which this step serves. */
  readonly toolCallId: string | undefined;
}

/**
 * Wraps every step of a run: budgets, cost, tapes, policies, approvals and telemetry are written once, here. All members
 * may be left out; what nobody has costs nothing.
 */
interface StepInterceptor {
  readonly name: string;
  /**
   * Told of each step that the code asks for, live and on replay, before it is answered. Awaited before the run ends, not
   * before the step; a rejection ends the run.
   */
  readonly onAsk?: ((step: InterceptedStep) => void | Promise<void>) | undefined;
  /** Says which steps `around` wraps; all of them where it is left out. Must be cheap. */
  readonly appliesTo?: ((step: InterceptedStep) => boolean) | undefined;
  /**
   * Wraps a live step. `next` makes the effect happen, its intent before it, and is called once; a step whose `next` is not
   * called is refused with what is thrown, which is recorded as its failure. What is resolved is recorded as its outcome.
   * Not called on replay.
   */
  readonly around?: (<Value>(step: InterceptedStep, next: () => Promise<Value>) => Promise<Value>) | undefined;
  /** Told of every outcome, live and from the record, in the order of the record. Must not throw. */
  readonly onOutcome?: ((outcome: SettledStep) => void) | undefined;
}

/**
 * What a step is: the one list that keys, events and the ledger share. `step` is an effect of a user's own; `approval`
 * and `signal` wait for somebody outside; `emit` is a message that a run gave to an output of its agent.
 */
type StepKind = 'model' | 'tool' | 'agent' | 'step' | 'wait' | 'approval' | 'signal' | 'emit' | 'random' | 'time';

/** Progress within a step. Announced, not recorded. */
type StepProgress = {
  readonly type: 'text-delta';
  readonly text: string;
} | {
  readonly type: 'reasoning-delta';
  readonly text: string;
} | {
  readonly type: 'tool-input-delta';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly text: string;
} | ProviderToolProgress | AttemptProgress | ModelProgress | {
  readonly type: 'tool-abandoned';
  readonly graceMs: number;
};

/** The machine's clock. */
const systemClock: Clock;

/** The machine's source of chance. */
const systemRandom: Random;

/** What the model is told of a tool call; this is what the ledger keeps of a `tool` step. */
interface ToolOutcome {
  readonly output: JsonValue;
  /** True when the output says what went wrong, so that the model can try again or do without. */
  readonly isError?: boolean;
  /** True when the output is a list of parts, texts and files, which the model is to get as such. */
  readonly isContent?: boolean;
}

/** The outside of a run, as one value: a test, a tape or a simulator hands in its own. */
interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly resolveModel: ModelResolver;
  /** The caller's own prices, which win over the built-in ones. */
  readonly prices: PriceTable | undefined;
  /** Where budgets that outlive a run are kept; a run with a budget of its own makes one where there is none. */
  readonly budgets: Budgets | undefined;
  /** Hosts agents; calls of agents that it hosts go through it. */
  readonly calls: CallPort | undefined;
  /** Wrap every step, the outermost first, around those of the run itself. */
  readonly interceptors: readonly StepInterceptor[];
  /** Counts the runs that begin, so that runs which wait for nothing leave room for timers and signals. */
  readonly yielder: Yielder;
}

// What the names above mention, and no door exports.

/** The start and the end of one request to a model. */
type AttemptProgress = {
  readonly type: 'attempt-start';
  readonly attempt: number;
  readonly model: string;
  readonly cause: AttemptCause;
  readonly waitMs: number;
} | {
  readonly type: 'attempt-end';
  readonly attempt: number;
  readonly model: string;
  readonly status: AttemptStatus;
  readonly usage?: Usage;
  readonly code?: string;
};

/** Hosts agents: calls of them take their slots, count in their figures, and keep their limits. */
interface CallPort {
  /** True when calls of this agent must go through here. */
  hosts(agent: Callable<never, unknown, never>): boolean;
  /** Begins a run of the agent, or joins the one that was begun under this id. */
  call(request: CallRequest): Promise<CallResult>;
  /** Runs code so that what it calls from outside a context finds the caller: a place of a run. */
  activate<Value>(place: object, code: () => Value): Value;
}

/** A call of an agent by a run, on its way to whoever hosts the agent. Plain data but for the agent and the functions. */
interface CallRequest {
  readonly agent: Callable<never, unknown, never>;
  readonly input: unknown;
  /** Id of the run that the call begins; it follows from the calling step, so a call that is repeated begins no other run. */
  readonly runId: string;
  /** Id of the run at the root of all that called each other. */
  readonly rootId: string;
  /** The step that calls. */
  readonly parent: {
    readonly runId: string;
    readonly key: string;
  };
  /** Milliseconds since the Unix epoch. */
  readonly deadline: number | undefined;
  /** The caller's budgets, which the called agent draws on too. */
  readonly budgets: readonly BudgetAccount[];
  /** Limits for this call alone. */
  readonly budget: Budget | undefined;
  readonly session: string | undefined;
  readonly tenant: string | undefined;
  readonly correlationId: string | undefined;
  readonly round: number | undefined;
  /** The W3C trace context that the call goes on with. */
  readonly traceparent: string | undefined;
  /** What the caller's host gives on. */
  readonly origin: unknown;
  readonly context: unknown;
  readonly isStreaming: boolean;
  /** The slots that the callers above hold, the outermost first. */
  readonly slots: readonly HeldSlot[];
  /** How deep the caller is nested. */
  readonly depth: number;
  readonly signal: AbortSignal;
  readonly onEvent: ((event: RunEvent) => void) | undefined;
}

/** What came of a call. */
interface CallResult {
  readonly output: unknown;
  readonly usage: Usage;
  readonly cost: CostSum;
  /** Why the model stopped that gave the output. */
  readonly finishReason: FinishReason | undefined;
  readonly reasoning: string | undefined;
  readonly messages: readonly ConversationMessage[];
}

const effects: readonly ['none', 'idempotent', 'once'];

/** A value, or a promise of it where an account is kept somewhere else. What is at hand costs no turn of the event loop. */
type Eventually<Value> = Value | Promise<Value>;

/** A slot of an agent that a run holds. Plain data. */
interface HeldSlot {
  readonly agent: string;
  /** Tells it from the agent's other slots. */
  readonly number: number;
}

/** A step is about to happen. */
interface IntentRecord {
  readonly type: 'intent';
  readonly key: string;
  readonly kind: StepKind;
  readonly name: string;
  readonly effect: Effect;
  readonly at: number;
  readonly input?: JsonValue;
  /** SHA-256 of the input; only ledgers that ask for it get one. */
  readonly inputHash?: string;
  /** When a wait ends: milliseconds since the Unix epoch. */
  readonly wakeAt?: number;
  /** True for a call of an agent whose words are the caller's answer. */
  readonly forward?: true;
  /** Which of its parent's steps this is, counted from 0; left out where the order of the records says so. */
  readonly order?: number;
}

/** A step as the interceptors see it. */
interface InterceptedStep {
  readonly runId: string;
  readonly agent: string;
  readonly depth: number;
  readonly key: string;
  readonly idempotencyKey: string;
  readonly request: StepLabel & {
    readonly effect: Effect;
    readonly input?: JsonValue | undefined;
    readonly requestOf?: (() => unknown) | undefined;
    readonly toolCallId?: string | undefined;
    readonly estimate?: Spending | undefined;
    readonly unpriced?: string | undefined;
  };
  readonly session: string | undefined;
  readonly tenant: string | undefined;
  readonly isAborted: boolean;
  readonly world: {
    readonly clock: Clock;
    readonly prices: PriceTable | undefined;
  };
  /** The budgets that hold here. */
  readonly budgets: readonly BudgetAccount[];
  meter: Meter | undefined;
  warn(message: string): void;
  /**
   * Has a function called when the run is over, or put away (true) while the step waits: what is held for the step is given
   * back then, because it may never settle in this process. What is returned takes that back.
   */
  whenReleased(giveBack: (isParked: boolean) => void): () => void;
}

/** What the middleware tells while a call is under way. */
type ModelProgress = ({
  readonly type: 'model-retry';
} & ModelAttempt)
/** What was announced of this step's answer is void: it starts again. */
 | {
/** What was announced of this step's answer is void: it starts again. */
  readonly type: 'text-reset';
/** What was announced of this step's answer is void: it starts again. */
};

/** What came of a step. */
interface OutcomeRecord {
  readonly type: 'outcome';
  readonly key: string;
  readonly at: number;
  readonly value: JsonValue;
  /** How it came about, where it is what an agent said that was called within the run, and the run's own answer. */
  readonly answer?: RecordedAnswer;
}

/** A tool that the model's provider runs: that it does, and what came of it. */
type ProviderToolProgress = {
  readonly type: 'tool-call';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: JsonValue;
  readonly providerExecuted: true;
} | {
  readonly type: 'tool-result';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly output: JsonValue;
  readonly isError?: true;
  readonly providerExecuted: true;
};

/** The same, as a ledger keeps it of an agent that was called and whose answer is the run's. */
interface RecordedAnswer {
  readonly finishReason?: FinishReason;
  readonly reasoning?: string;
  readonly messages: readonly ConversationMessage[];
}

/** Version of the format that records are written in. */
const recordVersion = 1;

/** What caused a run: a step of another run, or a message. */
type RunCause = {
  readonly runId: string;
  readonly key: string;
} | {
  readonly message: string;
};

/** A step with its outcome. */
interface SettledStep extends StepLabel {
  readonly key: string;
  readonly agent: string;
  readonly value: JsonValue;
  /** True when the outcome comes from the record. */
  readonly isReplayed: boolean;
}

/** Word from outside for a step of a run. */
type SignalRecord = Extract<LedgerRecord, {
  type: 'signal';
}>;

/** The last record of a run that is over. */
type TerminalRecord = {
  readonly type: 'finish';
  readonly at: number;
  readonly output: JsonValue;
  /** Why the model stopped that gave the output. */
  readonly finishReason?: FinishReason;
} | {
  readonly type: 'error';
  readonly at: number;
  readonly error: SerializedError;
  /** The failed steps that led to the end, for whoever takes the run up again. */
  readonly failed?: readonly string[];
} | {
  readonly type: 'cancel';
  readonly at: number;
  readonly reason: CancelReason;
  readonly error: SerializedError;
};

/** A value that is known at once and has no effect: a clock reading or a random value. */
interface ValueRecord {
  readonly type: 'value';
  readonly key: string;
  readonly kind: StepKind;
  readonly at: number;
  readonly value: JsonValue;
  readonly order?: number;
}

/**
 * Gives the event loop a turn after every few hundred pieces of work, however fast they come. Those that must wait for it go on
 * in order of arrival, as many in each turn as may.
 */
class Yielder {
  #private;
  /** True when the caller must wait for `next` before it goes on. */
  spent(): boolean;
  /** Waits for a turn of the event loop. */
  next(): Promise<void>;
}
