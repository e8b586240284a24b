import type { ToolOutcome } from '../../../runs/outcomes.ts'
import type { AnyTool } from '../../../tools/tool.ts'
import { isRecord } from '../../../util/is-record.ts'
import type { JsonValue } from '../../../util/json/json.ts'
import type { ToolLimits } from '../limit-time.ts'
import type { ToolRequest } from '../tool-step.ts'
import { cutText } from './cut-text.ts'
import { shareRoom } from './share-room.ts'

/** What the results of tools have to fit into. */
export interface ResultLimits extends Pick<ToolLimits, 'maxResultChars'> {
  readonly tools: ReadonlyMap<string, AnyTool>
  /** Tokens that prompt and answer of the model may have together, where that is known. */
  readonly maxTokens: number | undefined
}

const defaultLimit = 100_000
const charactersPerToken = 4
// However much else there is in a window, the mark should have something around it.
const leastShare = 1_000

/**
 * The results as the model gets them: what is longer than its tool may give, or than all of them together may, is cut
 * with a mark. Depends on the record and on the agent alone, so that a replay cuts the same. The record keeps the whole.
 */
export function fitResults(
  calls: readonly ToolRequest[],
  outcomes: readonly ToolOutcome[],
  within: ResultLimits,
): readonly ToolOutcome[] {
  const { tools, maxTokens } = within
  const together = maxTokens === undefined ? Infinity : (maxTokens * charactersPerToken) / 2
  const sizes = outcomes.map(sizeOf)
  const limits = calls.map(({ toolName }) => limitOf(tools.get(toolName), within))
  const wanted = sizes.map((size, position) => Math.min(size, limits[position] ?? Infinity))
  const sum = wanted.reduce((total, size) => total + size, 0)
  if (sum <= together && wanted.every((size, position) => size === sizes[position])) return outcomes
  const yielding = wanted.filter((_, position) => limits[position] !== Infinity)
  const unlimited = sum - yielding.reduce((total, size) => total + size, 0)
  const share = sum <= together ? Infinity : Math.max(leastShare, shareRoom(yielding, together - unlimited))
  return outcomes.map((outcome, position) => {
    const limit = limits[position] ?? Infinity
    const most = limit === Infinity ? Infinity : Math.min(limit, share)
    return (sizes[position] ?? 0) > most ? cutOutcome(outcome, most) : outcome
  })
}

/** The most characters that a tool's result may have. A limit of its own, or of its agent, is what the user says it is. */
function limitOf(tool: AnyTool | undefined, { maxResultChars, maxTokens = Infinity }: ResultLimits): number {
  const limit = tool?.maxResultChars ?? maxResultChars ?? Math.min(defaultLimit, (maxTokens * charactersPerToken) / 4)
  return limit === false ? Infinity : limit
}

function sizeOf({ output, isContent }: ToolOutcome): number {
  if (isContent === true) return textsOf(output).reduce((sum, text) => sum + text.length, 0)
  return typeof output === 'string' ? output.length : JSON.stringify(output).length
}

function cutOutcome(outcome: ToolOutcome, limit: number): ToolOutcome {
  const { output, isContent } = outcome
  if (isContent === true) return { ...outcome, output: cutParts(output as readonly JsonValue[], limit) }
  // What is cut is no JSON any more.
  return { ...outcome, output: cutText(typeof output === 'string' ? output : JSON.stringify(output), limit) }
}

/** Files have a limit of their own, and stay. */
function cutParts(parts: readonly JsonValue[], limit: number): readonly JsonValue[] {
  const share = shareRoom(
    textsOf(parts).map(({ length }) => length),
    limit,
  )
  return parts.map((part) => {
    const text = textOf(part)
    return text === undefined || text.length <= share ? part : { type: 'text', text: cutText(text, share) }
  })
}

function textsOf(parts: JsonValue): readonly string[] {
  return Array.isArray(parts) ? parts.map(textOf).filter((text) => text !== undefined) : []
}

function textOf(part: JsonValue): string | undefined {
  if (!isRecord(part)) return undefined
  const { type, text, data } = part
  if (type === 'text') return String(text)
  return type === 'data' ? JSON.stringify(data ?? null) : undefined
}
