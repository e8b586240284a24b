// aixgo/tapes. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  AnyAgent,
  ContextMissing,
  GivenContext,
  JsonValue,
  RunListener,
  RunOptions,
  RunResult,
} from 'aixgo'
import type {
  Runnable,
} from 'aixgo/agents'
import type {
  ModelResolver,
} from 'aixgo/models'
import type {
  Callable,
  Clock,
  Ledger,
  LedgerRecord,
  Random,
  StepInterceptor,
} from 'aixgo/runs'
import type {
  MessageContent,
} from 'aixgo/runtime'

/**
 * Writes a tape as JSON Lines, in an order that does not depend on what finished first. Keys inside values keep the order
 * they have, because models and tools see them in it.
 */
function formatTape({ header, inputs, items, runs }: Tape): string;

/**
 * Reads a tape from its text. `file` is what messages call it.
 * @throws RunError `TAPE_INVALID` with the number of the first line that is wrong.
 */
function parseTape(text: string, file?: string): Tape;

/**
 * Reads a tape.
 * @throws RunError `TAPE_INVALID`: it is missing, damaged or cut short; the message has the line.
 */
function readTape(file: string): Tape;

/** A recorded run's result, with its tape. */
interface RecordedResult<Output> extends RunResult<Output> {
  readonly tape: Tape;
}

/**
 * Runs an agent and keeps all that it took from the world on a tape. A run that fails is written too, and then rejects
 * as `run` does.
 *
 * @example
 * const { output } = await recordTape(analyst, 'Review March', { file: 'tapes/march.jsonl' })
 */
function recordTape<Input, Output, Context, Given extends Givable<Context> = never>(agent: Callable<Input, Output, Context>, input: NoInfer<Input> & ContextNeed<Context, Given>, options?: RecordTapeOptions & GivenContext<Given>): Promise<RecordedResult<Output>>;

/** How a run is recorded. */
interface RecordTapeOptions extends Omit<RunOptions, 'store'> {
  /** Where the tape is written, at the end of the run; without it, only `tape` of the result has it. */
  readonly file?: string | undefined;
  /** Values that must not be on the tape, beside all that looks like a key. */
  readonly secrets?: Iterable<string> | undefined;
  /** True to have the models stream. */
  readonly streaming?: boolean | undefined;
}

/**
 * Runs an agent on a tape, or on the file of one: at once, without a model, a tool, a clock or a network. Rejects with
 * `RUN_DIVERGED` and both sides beside each other when the agent asks for anything else than was recorded, and with what
 * the recorded run failed with where it failed.
 *
 * @example
 * const { output } = await replayTape(analyst, 'tapes/march.jsonl', 'Review March')
 *
 * @throws RunError `RUN_DIVERGED`, `TAPE_INVALID`.
 */
function replayTape<Input, Output>(agent: Callable<Input, Output, never>, source: Tape | string, input: NoInfer<Input>, options?: ReplayTapeOptions): Promise<RunResult<Output>>;

/** How a tape is replayed. */
interface ReplayTapeOptions {
  /** Values that were taken out when the tape was recorded, where the agent still has them. */
  readonly secrets?: Iterable<string> | undefined;
  /** Told of every event of the run, in order. */
  readonly onEvent?: RunListener | undefined;
  /** True to announce deltas, one for each part of a model's answer. */
  readonly streaming?: boolean | undefined;
  /** The caller's own dependencies, as for `run`. Tools are not run, so only instructions see them. */
  readonly context?: unknown;
}

/** What begins a run of a runtime. */
interface RunCause {
  readonly agent: AnyAgent;
  readonly input: unknown;
  /** Who sent the message; none for a call. */
  readonly from: string | undefined;
  /** The step that emitted the message, or that calls; none from outside. */
  readonly parent: StepRef | undefined;
}

/** Listens to all that a runtime takes from the world, or stands in for the world. Make one with `tapeRecorder` or `tapePlayer`. */
interface RuntimeTape {
  /** True where all runs come from a tape, so that what they sent must be sent again for others to get it. */
  readonly isPlayed: boolean;
  /** What takes the place of the runtime's own. */
  readonly ports: {
    readonly clock?: Clock | undefined;
    readonly random?: Random | undefined;
    readonly resolveModel?: ModelResolver | undefined;
  };
  /** The agent as the runtime uses it. */
  wrap(agent: AnyAgent): AnyAgent;
  /** Told of each message that code sends; `to` is `null` where it enters by itself. */
  noteInput(to: string | null, content: MessageContent): void;
  /** Called when a run is about to begin, in the order in which an agent takes up its messages. */
  open(cause: RunCause): TapedRun;
}

/** Starts a run with a tape. */
type StartTapedRun = (start: TapedStart) => Promise<RunResult<unknown>>;

/** Everything that runs took from the world, so that they can be run again without it. */
interface Tape {
  readonly header: TapeHeader;
  readonly inputs: readonly TapeInput[];
  readonly items: readonly TapeItem[];
  readonly runs: readonly TapeRun[];
  /** The file it was read from, for messages. */
  readonly file?: string;
}

/** One run of a runtime, recorded or played from a tape. */
interface TapedRun {
  /** True when the run comes from a tape, which says how it ended: it is not attempted again. */
  readonly isFinal: boolean;
  /** Makes an attempt at the run; `ledger` is where it would be recorded without the tape. */
  attempt(ledger: Ledger, start: StartTapedRun): Promise<RunResult<unknown>>;
}

/**
 * Makes a tape of a run's ledger, for example one of production, to replay it in a test. Ledgers do not keep what models
 * were asked, so a replay compares the steps, their inputs and the output.
 */
function tapeFromLedger(ledger: Ledger | readonly LedgerRecord[], options?: Pick<RecordTapeOptions, 'secrets'>): Tape;

/** The first line of a tape: what it is and how it was made. */
interface TapeHeader {
  /** Version of the format. */
  readonly version: 1;
  /** Version of the package that wrote it. */
  readonly aixgo: string;
  /** The agents of the system, or the one agent that was run. */
  readonly agents: readonly string[];
  /** True when the models were replaced by the offline model. */
  readonly offline?: boolean;
  /** The model that was used for every agent, where one was. */
  readonly model?: string;
}

/** A message that code sent into a system. */
interface TapeInput {
  /** The agent or channel; `null` for what was fed to wherever messages enter. */
  readonly to: string | null;
  readonly value: JsonValue;
}

/** An item that an agent brought in by itself. */
interface TapeItem {
  readonly from: string;
  readonly value: JsonValue;
}

/**
 * Makes a player for one runtime or system from a tape or its file.
 *
 * @example
 * const player = tapePlayer('tapes/order.jsonl')
 * await using runtime = await createRuntime({ agents, tape: player })
 * await runtime.feed('Where is my order?')
 * await runtime.idle()
 * player.assertSame()
 *
 * @throws RunError `TAPE_INVALID`, RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
function tapePlayer(tape: Tape | string, options?: TapePlayerOptions): TapePlayer;

/** Stands in for the world: sources give the recorded items at once, and every run comes from the tape. */
interface TapePlayer extends RuntimeTape {
  readonly tape: Tape;
  /** What was sent into the recorded system; send it again where it was sent. */
  readonly inputs: readonly TapeInput[];
  /**
   * Call when the runtime is idle.
   * @throws RunError `RUN_DIVERGED` with the first difference, in the order of the tape.
   */
  assertSame(): void;
}

/** How a system is played again. */
interface TapePlayerOptions {
  /** Values that were taken out when the tape was recorded, where the system still has them. */
  readonly secrets?: Iterable<string> | undefined;
}

/**
 * Makes a recorder for one runtime or system.
 *
 * @example
 * const recorder = tapeRecorder()
 * await using runtime = await createRuntime({ agents, tape: recorder })
 * await runtime.feed('Where is my order?')
 * await runtime.idle()
 * writeTape('tapes/order.jsonl', recorder.finish())
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
function tapeRecorder(options?: TapeRecorderOptions): TapeRecorder;

/** Records what a runtime takes from the world. Hand it in as `tape`, and take the tape when the runtime is closed. */
interface TapeRecorder extends RuntimeTape {
  /** The tape of all that has happened so far; runs in progress end there. */
  finish(): Tape;
}

/** How a system is recorded. */
interface TapeRecorderOptions {
  /** Values that must not be on the tape, beside all that looks like a key. */
  readonly secrets?: Iterable<string> | undefined;
  /**
   * True for a system that takes nothing from the world: its clock stands still and its chance is counted, so that each
   * recording gives the same tape. Waits still take their time.
   */
  readonly deterministic?: boolean | undefined;
  /** What is told of the models on the tape. */
  readonly header?: Pick<TapeHeader, 'offline' | 'model'> | undefined;
}

/** One run, whole. */
interface TapeRun {
  /** What caused the run, and so the same in every recording: `reader[1]>triage` handles the first item of `reader`. */
  readonly id: string;
  readonly agent: string;
  /** The ledger of the run, always to an end. Times are not on tapes. */
  readonly records: readonly LedgerRecord[];
  /** What each model was asked in full, by the key of its step. */
  readonly requests: ReadonlyMap<string, JsonValue>;
}

/**
 * Writes a tape, whole or not at all: a reader sees the old tape until the new one is complete.
 * @throws RunError `TAPE_INVALID` when the file cannot be written.
 */
function writeTape(file: string, tape: Tape): void;

// What the names above mention, and no door exports.

/** For the compiler: an input does not fit where a context is needed and none is given. */
type ContextNeed<Context, Given> = unknown extends Givable<Context> ? unknown : [Given] extends [never] ? ContextMissing : unknown;

/** What may be given for a context: what is needed, or anything where that is not known. */
type Givable<Context> = [Context] extends [never] ? unknown : Context;

/** A step of a run. The key is empty for the end of the run. */
interface StepRef {
  readonly runId: string;
  readonly key: string;
}

/** How a run is started with a tape. */
interface TapedStart {
  readonly target: Runnable<never>;
  readonly ledger: Ledger;
  /** The tape at the door. */
  readonly interceptor: StepInterceptor;
  /** Chance of the run's own. */
  readonly random?: Random | undefined;
}
