import { AgentError } from '../../errors/agent-error.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import type { MessageContent } from '../../messages/message.ts'
import type { EngineContext } from '../../runs/engine.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { UserInput } from '../../messages/conversation.ts'
import { isRecord } from '../../util/is-record.ts'
import { wrongValue } from '../../util/options/wrong-value.ts'
import { shown } from '../../util/text/shown.ts'
import type { Agent } from '../agent.ts'
import { checkAgentOptions, commonChecks, refuseOption } from '../options/check-options.ts'
import { createAgent } from '../create-agent.ts'
import { logRecord } from '../log/log-record.ts'
import type { LogSink } from '../log/log-sink.ts'

/** What a logger is made from. */
export interface LoggerOptions<Name extends string = string> {
  readonly name: Name
  readonly description?: string | undefined
  /** Where it writes: `textSink`, `jsonSink`, `fileSink` or your own. Whoever makes the sink closes it. */
  readonly sink: LogSink
  /** The `type` of the messages the logger passes on. */
  readonly messageType?: string | undefined
}

const optionNames: Readonly<Record<keyof LoggerOptions, true>> = {
  name: true,
  description: true,
  sink: true,
  messageType: true,
}

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
export function loggerAgent<const Name extends string, Value = UserInput | JsonValue>(
  options: LoggerOptions<Name>,
): Agent<Name, Value, Value> {
  checkAgentOptions(options, { known: optionNames, foreign: {} }, 'loggerAgent')
  refuseOption(options.name, wrongValue(options, commonChecks) ?? wrongSink(options.sink))
  return createAgent<Name, Value, Value>({
    name: options.name,
    role: 'logger',
    description: options.description,
    messageType: options.messageType,
    // Any value can be logged, so a message arrives as the value it carries.
    inputSchema: {},
    doRun: async (input, context) => {
      await writeLog(options.sink, input as MessageContent, context)
      return input
    },
  })
}

function wrongSink(sink: unknown): string | undefined {
  if (isRecord(sink) && typeof sink['write'] === 'function' && typeof sink['close'] === 'function') return undefined
  return `sink must be a sink, such as textSink({ write }) or fileSink({ path }), not ${shown(sink)}.`
}

async function writeLog(sink: LogSink, input: MessageContent, context: EngineContext): Promise<void> {
  const record = logRecord(input, context)
  let isWritten = false
  await context.step<null>({
    kind: 'step',
    name: 'write-log',
    // A sink that can look up what it wrote never writes twice. Any other repeats the record under the same id rather
    // than leave it out or wait for a person.
    effect: sink.wasWritten === undefined ? 'idempotent' : 'once',
    execute: async ({ idempotencyKey }) => {
      isWritten = true
      await write(sink, { ...record, key: idempotencyKey })
      return null
    },
    reconcile: async (key) => ((await sink.wasWritten?.({ ...record, key })) === true ? { value: null } : undefined),
  })
  if (isWritten || sink.showsReplays !== true) return
  const key = [context.runId, context.path, 'step:write-log#1'].filter((part) => part !== '').join('/')
  await write(sink, { ...record, key })
}

async function write(sink: LogSink, record: Parameters<LogSink['write']>[0]): Promise<void> {
  try {
    await sink.write(record)
  } catch (error) {
    if (AixgoError.isInstance(error)) throw error
    const { message } = ensureError(error)
    throw new AgentError('LOG_WRITE_FAILED', `Logger "${record.logger}" could not write a message: ${message}`, {
      cause: error,
      details: { agent: record.logger },
    })
  }
}
