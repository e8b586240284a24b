/** One row of the error table: the family that throws it, whether the same request may succeed later, and what it means. */
export interface ErrorCodeEntry {
  readonly family: ErrorFamily
  readonly retryable: boolean
  readonly meaning: string
}

/** The families of errors; one class each. */
export type ErrorFamily = 'usage' | 'config' | 'agent' | 'model' | 'tool' | 'run' | 'runtime'

const entry = <Family extends ErrorFamily>(family: Family, meaning: string, retryable = false) => ({
  family,
  meaning,
  retryable,
})

/**
 * Every code this package puts on an error. Codes are stable: messages may change, codes may not.
 * `docs/errors.md` lists the same table; a test keeps both equal.
 */
export const errorCodes = {
  USAGE: entry('usage', 'The command line was called with an unknown command, flag or value.'),

  CONFIG_NOT_FOUND: entry('config', 'The configuration file, or a file it names, does not exist.'),
  CONFIG_UNREADABLE: entry('config', 'A file exists but could not be read or is not valid UTF-8.'),
  CONFIG_SYNTAX: entry('config', 'The file is not valid YAML.'),
  CONFIG_LIMIT: entry('config', 'The file exceeds a safety limit: size, depth, nodes, key length or value size.'),
  CONFIG_INVALID: entry('config', 'A key is unknown, misplaced, missing or has a wrong value.'),
  CONFIG_UNSUPPORTED: entry('config', 'A documented key that this version does not support yet.'),
  CONFIG_VARIABLE_UNSET: entry('config', 'A ${VARIABLE} has neither a value nor a default.'),
  CONFIG_MODULE: entry(
    'config',
    'A TypeScript module named in the configuration could not be loaded or lacks an export.',
  ),

  AGENT_DUPLICATE: entry('agent', 'Two agents have the same name.'),
  AGENT_FAILED: entry('agent', 'An agent threw while it handled a message.'),
  AGENT_INPUT_INVALID: entry(
    'agent',
    "The input does not match the agent's input schema, holds a part that is none, or is missing.",
  ),
  AGENT_ITERATION_LIMIT: entry('agent', 'The agent reached its iteration limit before it had an answer.'),
  AGENT_NOT_FOUND: entry('agent', 'No agent with this name is registered.'),
  AGENT_OPTIONS_INVALID: entry('agent', 'An agent was defined with options that cannot work together.'),
  AGENT_SCHEMA_INVALID: entry(
    'agent',
    "An agent's input or output schema is none, or cannot be exported as JSON Schema.",
  ),
  AGENT_OUTPUT_INVALID: entry('agent', 'The model did not produce an output that matches the output schema.'),
  AGENT_STUCK: entry(
    'agent',
    'The agent went round in a loop: the same calls with the same results, or failures of the same calls.',
  ),

  LOG_WRITE_FAILED: entry('agent', 'A logger could not write, for example because the disk is full.'),
  SOURCE_INVALID: entry('agent', "A record of a producer's source breaks its format: CSV, JSON or text."),
  SOURCE_NOT_FOUND: entry('agent', 'The file or folder a producer reads from does not exist.'),
  SOURCE_UNAVAILABLE: entry('agent', "A producer's source could not be read or reached.", true),

  MODEL_ADDRESS_INVALID: entry('model', 'The base URL of a provider is missing or is no http or https address.'),
  MODEL_AUTHENTICATION: entry('model', 'The provider refused the credentials.'),
  MODEL_CIRCUIT_OPEN: entry('model', 'The endpoint failed too often in a row and is left alone for a while.', true),
  MODEL_CONTENT_FILTERED: entry('model', 'The provider refused to answer for reasons of content.'),
  MODEL_FAILED: entry('model', 'The model failed for a reason that has no code of its own.'),
  MODEL_INPUT_UNSUPPORTED: entry(
    'model',
    'The input holds a file that the model does not take, or an address that its provider does not fetch. Nothing was sent.',
  ),
  MODEL_KEY_MISSING: entry('model', "The environment variable with the provider's key is not set."),
  MODEL_NAME_INVALID: entry('model', 'A model name is not of the form provider:model, or names an unknown provider.'),
  MODEL_NOT_FOUND: entry('model', 'The provider does not know the model.'),
  MODEL_OUTPUT_LIMIT: entry('model', 'The model reached its longest output before it had written anything usable.'),
  MODEL_QUOTA_EXCEEDED: entry('model', 'The account is out of money or quota; waiting does not help.'),
  MODEL_RATE_LIMITED: entry('model', 'The provider asked to slow down.', true),
  MODEL_REQUEST_INVALID: entry('model', 'The provider refused the request as malformed or unsupported.'),
  MODEL_RESPONSE_INVALID: entry('model', "The provider's answer could not be understood.", true),
  MODEL_STREAM_CUT: entry('model', 'The stream ended before the answer was complete.', true),
  MODEL_TIMEOUT: entry('model', 'The model did not begin, go on or end its answer within the time limit.', true),
  MODEL_UNAVAILABLE: entry('model', 'The provider could not be reached or failed on its side.', true),
  MODEL_WINDOW_EXCEEDED: entry('model', "The conversation is longer than the model's context window."),

  TOOL_DUPLICATE: entry('tool', 'Two tools of one agent have the same name.'),
  TOOL_FAILED: entry('tool', 'A tool threw; the model is told, unless the run ends with it.'),
  TOOL_NAME_INVALID: entry('tool', 'A tool name is empty, too long or has characters that providers refuse.'),
  TOOL_OPTIONS_INVALID: entry('tool', 'A tool was defined with an option that makes no sense.'),
  TOOL_SCHEMA_INVALID: entry('tool', "A tool's input schema is none, or cannot be exported as JSON Schema."),
  TOOL_TIMEOUT: entry('tool', 'A tool did not finish within its time limit.', true),
  TOOL_UNBOUND: entry('tool', 'A tool is declared by schema alone and no code is bound to it.'),

  BUDGET_EXCEEDED: entry('run', 'The next call may take more than a budget has left. Nothing was sent for it.'),
  BUDGET_INVALID: entry(
    'run',
    'A budget or an estimate has a name that is not known or a limit that is no number, or lacks the cheaper model it needs.',
  ),
  BUDGET_UNPRICED: entry('run', 'A budget in money cannot hold for a model whose price is not known.'),
  LEASE_LOST: entry('run', 'Another process has taken over the run.'),
  LEDGER_FAILED: entry('run', 'The ledger could not record a step; the run stops and can be taken up again.'),
  RUN_CLOSED: entry('run', 'A step was asked for after its run had ended, or after it was parked.'),
  RUN_DIVERGED: entry(
    'run',
    'A replayed run has another agent or input, or asked for another step, than the ledger recorded.',
  ),
  RUN_NEEDS_ATTENTION: entry('run', 'A step that must happen only once has an unknown outcome; a person must decide.'),
  RUN_NESTING_LIMIT: entry('run', 'Agents called agents deeper than the limit; probably a loop.'),
  RUN_PARKED: entry('run', 'The run waits for a timer, a message or a person, and goes on later.'),
  STORE_FAILED: entry('run', 'A run store could not be opened, read or written.'),
  SIGNAL_INVALID: entry('run', 'What was signalled is no answer that the step which waits for it can take.'),
  STEP_INVALID: entry('run', 'A step was asked for, or wrapped by an interceptor, in a way that makes no sense.'),
  STREAM_IN_USE: entry('run', 'A stream was read a second time; it has one reader, and its events are gone once read.'),
  TAPE_INVALID: entry('run', 'A tape is missing, damaged, cut short or of another version.'),
  VALUE_NOT_JSON: entry('run', 'A value that must be recorded is not what JSON can carry.'),
  WAIT_UNAVAILABLE: entry('run', 'Nobody can answer here: the run has no store that it could wait in.'),

  CHANNEL_CLOSED: entry('runtime', 'A message was sent to an agent or channel that no longer accepts any.'),
  DEAD_LETTER_NOT_FOUND: entry('runtime', 'There is no dead letter with this id, or it was delivered again.'),
  DEADLINE_EXCEEDED: entry('runtime', 'A call did not finish before its deadline.', true),
  DEPENDENCY_CYCLE: entry('runtime', 'Agents depend on each other in a circle.'),
  DEPENDENCY_UNKNOWN: entry('runtime', 'An agent depends on an agent that does not exist.'),
  MAILBOX_DEADLOCK: entry(
    'runtime',
    'A message was sent to a full mailbox that cannot be emptied before the sender is done.',
  ),
  MAILBOX_FULL: entry(
    'runtime',
    'A mailbox is full: its overflow policy is to refuse, or the time limit for sending passed.',
    true,
  ),
  PLATFORM_UNSUPPORTED: entry('runtime', 'Something was used that this platform, such as a browser, does not have.'),
  RUNTIME_OPTIONS_INVALID: entry('runtime', 'A runtime or a run was given an option that makes no sense.'),
  RUNTIME_STATE: entry(
    'runtime',
    'The runtime is not in the state the operation needs, for example not started or closed.',
  ),
  START_FAILED: entry('runtime', 'An agent failed to start.'),
  START_TIMEOUT: entry('runtime', 'An agent was not ready within the start timeout.'),
} as const satisfies Record<string, ErrorCodeEntry>

/** A stable, documented error code. */
export type ErrorCode = keyof typeof errorCodes
