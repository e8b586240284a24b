import { AixgoError } from '../errors/aixgo-error.ts'
import { ensureError } from '../errors/ensure-error.ts'
import { RunError } from '../errors/run-error.ts'
import { reserve } from '../runs/budget/reserve.ts'
import type { AgentContext, StepContext } from '../runs/context.ts'
import { formatIssues } from '../schema/standard-schema.ts'
import { validateSchema } from '../schema/validate.ts'
import type { AnyTool, ToolContext } from '../tools/tool.ts'
import type { JsonValue } from '../util/json.ts'
import { limitTime, type ToolLimits } from './limit-time.ts'
import { toolResult } from './tool-result.ts'

/** A model's request to run a tool, as it arrives: the input is JSON text. */
export interface ToolRequest {
  readonly toolCallId: string
  readonly toolName: string
  readonly input: string
}

/** What the model is told of a tool call; this is what the ledger keeps of it. */
export interface ToolOutcome {
  readonly output: JsonValue
  /** True when the output says what went wrong, so that the model can try again or do without. */
  readonly isError?: boolean
}

/**
 * Runs one tool call as one step. Unknown tools, invalid arguments, timeouts and thrown errors become an outcome that
 * tells the model what was wrong. Rejects only when the run is aborted, or cannot go on.
 */
export function callTool(
  context: AgentContext,
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
    ...(reconcile === undefined ? {} : { reconcile: async (key) => toOutcome(request.toolName, await reconcile(key)) }),
    execute: (step) => {
      if (tool === undefined) return failure(unknownTool(request.toolName, tools))
      if (!parsed.ok) return failure(`The arguments are not valid JSON: ${parsed.reason}`)
      return step.budgets.length === 0
        ? runTool(tool, parsed.value, step, limits)
        : runWithinBudget(tool, parsed.value, step, limits)
    },
  })
}

/** Runs a tool as one call of the budgets that hold here. Rejects with `BUDGET_EXCEEDED` before it is run. */
async function runWithinBudget(
  tool: AnyTool,
  input: JsonValue,
  step: StepContext,
  limits: ToolLimits,
): Promise<ToolOutcome> {
  const { clock } = step.ports
  const reservation = reserve(step.budgets, { toolCalls: 1 }, `the next call of tool "${tool.name}"`, clock.monotonic())
  try {
    return await runTool(tool, input, step, limits)
  } finally {
    reservation.settle({ toolCalls: 1 }, clock.monotonic())
  }
}

async function runTool(tool: AnyTool, input: JsonValue, step: StepContext, limits: ToolLimits): Promise<ToolOutcome> {
  const validated = validateSchema(tool.input, input)
  const result = 'then' in validated ? await validated : validated
  if (result.issues !== undefined)
    return failure(`The arguments do not match the schema:\n${formatIssues(result.issues)}`)
  try {
    const output = await limitTime(tool, step, limits, (signal) =>
      // The schema has just vouched for the type.
      tool.execute(
        result.value as never,
        (signal === undefined ? step : step.withSignal(signal)) as ToolContext<never>,
      ),
    )
    return { output: toolResult(tool.name, output) }
  } catch (thrown) {
    if (step.cancellable && step.signal.aborted) throw step.signal.reason
    // A run that diverged or needs a person cannot be talked about with the model.
    if (thrown instanceof RunError) throw thrown
    return failure(describe(thrown))
  }
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

function toOutcome(tool: string, known: { readonly value: unknown } | undefined) {
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
