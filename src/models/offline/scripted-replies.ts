import type { JsonObject } from '../../util/json/json.ts'
import type { OfflineRequest } from './read-request.ts'

/** A reply that the offline model gives instead of its own, to every input that matches. */
export interface OfflineReply {
  /** Text that the input holds, in any case, or a pattern it matches; every input without it. */
  readonly match?: string | RegExp | undefined
  /** What to say; marked as any text of the offline model. */
  readonly text?: string | undefined
  /** A tool to call first, once for each thing the user says. */
  readonly toolCall?: OfflineToolCall | undefined
}

/** A tool call in a scripted reply. */
export interface OfflineToolCall {
  readonly name: string
  readonly input: JsonObject
}

/** What a scripted reply comes to now: its tool call, or its text when the tool has answered. */
export type ChosenReply = { readonly toolCall: OfflineToolCall } | { readonly text: string }

/** The first reply that matches and has something left to do. */
export function findReply(
  replies: readonly OfflineReply[],
  { input, toolAnswers }: OfflineRequest,
): ChosenReply | undefined {
  for (const { match, text, toolCall } of replies) {
    if (!matches(match, input)) continue
    if (toolCall !== undefined && !toolAnswers.some(({ toolName }) => toolName === toolCall.name)) return { toolCall }
    if (text !== undefined) return { text }
  }
  return undefined
}

function matches(match: string | RegExp | undefined, input: string): boolean {
  if (match === undefined) return true
  if (typeof match === 'string') return input.toLowerCase().includes(match.toLowerCase())
  // A fresh copy: patterns with `g` or `y` remember where they were.
  return new RegExp(match.source, match.flags.replace(/[gy]/g, '')).test(input)
}
