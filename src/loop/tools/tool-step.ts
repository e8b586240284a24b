import { AixgoError } from '../../errors/aixgo-error.ts'
import { errorCodes } from '../../errors/error-codes.ts'
import type { ConversationMessage } from '../../messages/conversation.ts'
import type { EngineContext, EngineStep } from '../../runs/engine.ts'
import type { ToolOutcome } from '../../runs/outcomes.ts'
import type { AnyTool, ToolContext } from '../../tools/tool.ts'
import type { Clock } from '../../util/clock.ts'
import { isRecord } from '../../util/is-record.ts'
import { isPromiseLike } from '../../util/is-promise-like.ts'
import { copyJson } from '../../util/json/copy-json.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { limitTime, type ToolLimits } from './limit-time.ts'
import { readArguments } from './read-arguments.ts'
import type { Reading } from './result/collect.ts'
import { failure, thrownOutcome, toolOutcome } from './result/tool-outcome.ts'
import { readToolInput } from './tool-input.ts'

/** A model's request to run a tool, as it arrives: the input is JSON text. */
export interface ToolRequest {
  readonly toolCallId: string
  readonly toolName: string
  readonly input: string
}

/** The same, with what was said before, for the tool's code. */
export interface ToolCall extends ToolRequest {
  readonly messages: () => readonly ConversationMessage[]
}

/**
 * Runs one tool call as one step. Unknown tools, invalid arguments, timeouts and thrown errors become an outcome that
 * tells the model what was wrong. Rejects only when the run is aborted, or cannot go on.
 */
export function callTool(
  context: EngineContext,
  tools: ReadonlyMap<string, AnyTool>,
  request: ToolCall,
  limits: ToolLimits,
): Promise<ToolOutcome> {
  const tool = tools.get(request.toolName)
  const read = readArguments(request.input)
  const reconcile = tool?.reconcile?.bind(tool)
  return context.step<ToolOutcome>({
    kind: 'tool',
    name: request.toolName,
    toolCallId: request.toolCallId,
    messages: request.messages,
    effect: tool?.effect ?? 'none',
    input: read.ok ? read.value : request.input,
    reconcile: reconcile && (async (key) => reconciled(request.toolName, await reconcile(key), context.world.clock)),
    execute: (step) => {
      if (tool === undefined) return failure(unknownTool(request.toolName, tools))
      return read.ok ? runTool(tool, read.value, step, limits) : failure(read.problem)
    },
  })
}

async function runTool(tool: AnyTool, input: JsonValue, step: EngineStep, limits: ToolLimits): Promise<ToolOutcome> {
  const reading = readToolInput(tool, input)
  const read = 'then' in reading ? await reading : reading
  if (!read.ok) return failure(read.problem)
  // What is on the record must not change with what the tool does to its input.
  const given = read.isAsWritten ? copyJson(read.value as JsonValue) : read.value
  try {
    const hasTime = (tool.timeoutMs ?? limits.timeoutMs) !== undefined
    const ending = limitTime(tool, step, limits, (limited) =>
      limited.activate(() => execute(tool, given, new StepReading(limited, hasTime))),
    )
    const end = 'then' in ending ? await ending : ending
    if (end.type === 'result') return end.value
  } catch (thrown) {
    if (step.aborted !== undefined) throw step.aborted.reason
    // A run that diverged or needs a person cannot be talked about with the model.
    if (AixgoError.isInstance(thrown) && isOfRun(thrown)) throw thrown
    return thrownOutcome(tool.name, thrown, new StepReading(step, false))
  }
  // The model is told nothing before that is settled: it would call the tool again.
  return step.unknownOutcome()
}

/** Runs a tool's code, and reads what it gives: a stream is part of the work, and of its time. */
function execute(tool: AnyTool, input: unknown, reading: StepReading): ToolOutcome | Promise<ToolOutcome> {
  // The schema has just vouched for the type, and a tool's step serves a call that has an id.
  const output = tool.execute(input as never, reading.step.user as ToolContext<never>)
  return isPromiseLike(output)
    ? Promise.resolve(output).then((value) => toolOutcome(tool.name, value, reading))
    : toolOutcome(tool.name, output, reading)
}

/** Reads on behalf of a step, whose signal is made when it is asked for. */
class StepReading implements Reading {
  readonly step: EngineStep
  readonly clock: Clock | undefined

  constructor(step: EngineStep, hasTime: boolean) {
    this.step = step
    this.clock = hasTime ? undefined : step.world.clock
  }

  get signal(): AbortSignal {
    return this.step.signal
  }
}

/** True for errors of the run itself. Those that a tool's own step or call of an agent may fail with are the tool's. */
function isOfRun({ code }: AixgoError): boolean {
  return errorCodes[code].family === 'run' && code !== 'VALUE_NOT_JSON'
}

function unknownTool(name: string, tools: ReadonlyMap<string, AnyTool>): string {
  const known = [...tools.keys()].map((key) => `"${key}"`).join(', ')
  return `There is no tool "${name}". ${known === '' ? 'No tools are available.' : `Available tools: ${known}.`}`
}

async function reconciled<Known>(tool: string, known: Known, clock: Clock) {
  // Whoever takes the step refuses what is neither a value nor nothing.
  if (!isRecord(known) || !('value' in known)) return known as Extract<Known, undefined>
  return { value: await toolOutcome(tool, known['value'], { signal: new AbortController().signal, clock }) }
}
