import { AixgoError } from '../../errors/aixgo-error.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import { errorCodes } from '../../errors/error-codes.ts'
import type { EngineContext, EngineStep } from '../../runs/engine.ts'
import type { ToolOutcome } from '../../runs/outcomes.ts'
import type { AnyTool, ToolContext } from '../../tools/tool.ts'
import { copyJson } from '../../util/json/copy-json.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { limitTime, type ToolEnd, type ToolLimits } from './limit-time.ts'
import { readToolInput } from './tool-input.ts'
import { toolResult } from './tool-result.ts'

/** A model's request to run a tool, as it arrives: the input is JSON text. */
export interface ToolRequest {
  readonly toolCallId: string
  readonly toolName: string
  readonly input: string
}

/**
 * Runs one tool call as one step. Unknown tools, invalid arguments, timeouts and thrown errors become an outcome that
 * tells the model what was wrong. Rejects only when the run is aborted, or cannot go on.
 */
export function callTool(
  context: EngineContext,
  tools: ReadonlyMap<string, AnyTool>,
  request: ToolRequest,
  limits: ToolLimits,
): Promise<ToolOutcome> {
  const tool = tools.get(request.toolName)
  const parsed = parseInput(request.input)
  const reconcile = tool?.reconcile?.bind(tool)
  return context.step<ToolOutcome>({
    kind: 'tool',
    name: request.toolName,
    toolCallId: request.toolCallId,
    effect: tool?.effect ?? 'none',
    input: parsed.ok ? parsed.value : request.input,
    ...(reconcile === undefined
      ? {}
      : { reconcile: async (key) => reconciled(request.toolName, await reconcile(key)) }),
    execute: (step) => {
      if (tool === undefined) return failure(unknownTool(request.toolName, tools))
      if (!parsed.ok) return failure(`The arguments are not valid JSON: ${parsed.reason}`)
      return runTool(tool, parsed.value, step, limits)
    },
  })
}

async function runTool(tool: AnyTool, input: JsonValue, step: EngineStep, limits: ToolLimits): Promise<ToolOutcome> {
  const reading = readToolInput(tool, input)
  const read = 'then' in reading ? await reading : reading
  if (!read.ok) return failure(read.problem)
  // What is on the record must not change with what the tool does to its input.
  const given = read.isAsWritten ? copyJson(read.value as JsonValue) : read.value
  let end: ToolEnd
  try {
    const ending = limitTime(tool, step, limits, (limited) =>
      // The schema has just vouched for the type, and a tool's step serves a call that has an id.
      limited.activate(() => tool.execute(given as never, limited.user as ToolContext<never>)),
    )
    end = 'then' in ending ? await ending : ending
    if (end.type === 'result') return { output: toolResult(tool.name, end.value) }
  } catch (thrown) {
    if (step.aborted !== undefined) throw step.aborted.reason
    // A run that diverged or needs a person cannot be talked about with the model.
    if (AixgoError.isInstance(thrown) && isOfRun(thrown)) throw thrown
    return failure(describe(thrown))
  }
  // The model is told nothing before that is settled: it would call the tool again.
  return step.unknownOutcome()
}

/** True for errors of the run itself. Those that a tool's own step or call of an agent may fail with are the tool's. */
function isOfRun({ code }: AixgoError): boolean {
  return errorCodes[code].family === 'run' && code !== 'VALUE_NOT_JSON'
}

function parseInput(
  text: string,
): { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly reason: string } {
  // Models that call a tool without parameters often send nothing at all.
  if (text.trim() === '') return { ok: true, value: {} }
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue }
  } catch (error) {
    return { ok: false, reason: ensureError(error).message }
  }
}

function unknownTool(name: string, tools: ReadonlyMap<string, AnyTool>): string {
  const known = [...tools.keys()].map((key) => `"${key}"`).join(', ')
  return `There is no tool "${name}". ${known === '' ? 'No tools are available.' : `Available tools: ${known}.`}`
}

function failure(message: string): ToolOutcome {
  return { output: message, isError: true }
}

function reconciled(tool: string, known: { readonly value: unknown } | undefined) {
  if (known === undefined) return undefined
  try {
    return { value: { output: toolResult(tool, known.value) } }
  } catch (thrown) {
    return { value: failure(describe(thrown)) }
  }
}

/** What the model is told of an error: its code or its name, where it has one of its own, and its message. */
function describe(thrown: unknown): string {
  if (AixgoError.isInstance(thrown)) return `${thrown.code}: ${thrown.message}`
  const { name, message } = ensureError(thrown)
  return name === 'Error' || name === '' ? message : `${name}: ${message}`
}
