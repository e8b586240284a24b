// aixgo/errors. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  AixgoError,
  CodeOf,
  ErrorCode,
  OutputEvidence,
} from 'aixgo'

export {
  AgentError,
  AixgoError,
  ConfigError,
  ErrorCode,
  ModelError,
  OutputError,
  RunError,
  RuntimeError,
  ToolError,
} from 'aixgo'

/** What an error is made with. */
interface AixgoErrorOptions {
  readonly cause?: unknown;
  readonly details?: ErrorDetails | undefined;
  /** Overrides the default of the error's code. */
  readonly retryable?: boolean | undefined;
}

/** One row of the error table: the family that throws it, whether the same request may succeed later, and what it means. */
interface ErrorCodeEntry {
  readonly family: ErrorFamily;
  readonly retryable: boolean;
  readonly meaning: string;
}

/**
 * Every code this package puts on an error. Codes are stable: messages may change, codes may not.
 * `docs/errors.md` lists the same table; a test keeps both equal.
 */
const errorCodes: {
  readonly USAGE: {
    family: "usage";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_NOT_FOUND: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_UNREADABLE: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_SYNTAX: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_LIMIT: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_INVALID: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_UNSUPPORTED: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_VARIABLE_UNSET: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_MODULE: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_DUPLICATE: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_FAILED: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_INPUT_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_ITERATION_LIMIT: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_NOT_FOUND: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_OPTIONS_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_SCHEMA_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_OUTPUT_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_STUCK: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly LOG_WRITE_FAILED: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly SOURCE_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly SOURCE_NOT_FOUND: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly SOURCE_UNAVAILABLE: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_ADDRESS_INVALID: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_AUTHENTICATION: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_CIRCUIT_OPEN: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_CONTENT_FILTERED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_FAILED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_INPUT_UNSUPPORTED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_KEY_MISSING: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_NAME_INVALID: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_NOT_FOUND: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_OUTPUT_LIMIT: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_QUOTA_EXCEEDED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_RATE_LIMITED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_REQUEST_INVALID: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_RESPONSE_INVALID: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_STREAM_CUT: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_TIMEOUT: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_UNAVAILABLE: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_WINDOW_EXCEEDED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_DUPLICATE: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_FAILED: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_NAME_INVALID: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_OPTIONS_INVALID: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_SCHEMA_INVALID: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_TIMEOUT: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_UNBOUND: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly BUDGET_EXCEEDED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly BUDGET_INVALID: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly BUDGET_UNPRICED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly LEASE_LOST: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly LEDGER_FAILED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_CLOSED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_DIVERGED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_NEEDS_ATTENTION: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_NESTING_LIMIT: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_PARKED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly STORE_FAILED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly SIGNAL_INVALID: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly STEP_INVALID: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly STREAM_IN_USE: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly TAPE_INVALID: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly VALUE_NOT_JSON: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly WAIT_UNAVAILABLE: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly CHANNEL_CLOSED: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly DEAD_LETTER_NOT_FOUND: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly DEADLINE_EXCEEDED: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly DEPENDENCY_CYCLE: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly DEPENDENCY_UNKNOWN: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly MAILBOX_DEADLOCK: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly MAILBOX_FULL: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly PLATFORM_UNSUPPORTED: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly RUNTIME_OPTIONS_INVALID: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly RUNTIME_STATE: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly START_FAILED: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly START_TIMEOUT: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
};

/** Small, serialisable facts about an error: names, limits, states. Never prompts, keys or payloads. */
type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>;

/** The families of errors; one class each. */
type ErrorFamily = 'usage' | 'config' | 'agent' | 'model' | 'tool' | 'run' | 'runtime';

/** One thing that was wrong with an answer. */
interface OutputProblem {
  /** Which answer, counted from 1. */
  readonly attempt: number;
  /** Where in the value, such as `items[0].price`; empty for the answer as a whole. */
  readonly path: string;
  readonly message: string;
}

/** The part of an error that may leave the process or be kept in a ledger, as plain JSON; the stack stays home. */
interface SerializedError {
  readonly name: string;
  readonly message: string;
  /** Set for the platform's `DOMException`, whose name may be anything: `AbortError`, `TimeoutError`. */
  readonly type?: 'DOMException';
  readonly code?: ErrorCode;
  readonly retryable?: boolean;
  readonly details?: ErrorDetails;
  /** Small facts that other errors carry as properties: `status`, `errno`, the `code` of a system error. */
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>;
  readonly cause?: SerializedError;
  /** What an `AggregateError` is made of. */
  readonly errors?: readonly SerializedError[];
  /** What an `OutputError` has as evidence: only in ledgers, never in events or logs. */
  readonly evidence?: OutputEvidence;
}

/** The command line was used wrongly. */
class UsageError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'usage'>;
  constructor(code: CodeOf<'usage'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is UsageError;
}
