import type { ScenarioAnswer } from '../../../src/testing/model-scenario.ts'
import type { RecordedRequest } from './http-server.ts'

/** One event of a stream: its data, and a name where the format names its events. */
export interface WireEvent {
  readonly event?: string
  readonly data: unknown
}

/** How one API puts answers on the wire. */
export interface WireFormat {
  /** True for the requests this format answers. */
  serves(request: RecordedRequest): boolean
  streams(request: RecordedRequest): boolean
  body(answer: ScenarioAnswer, request: RecordedRequest): unknown
  /** The events of a complete stream; those of a text come one for each of its words. */
  events(answer: ScenarioAnswer, request: RecordedRequest): readonly WireEvent[]
  /** What follows the last event, such as `[DONE]`. */
  readonly ending?: string
  error(status: number, message: string): unknown
  /** How events are framed where it is not as server-sent events. */
  readonly framing?: { readonly mediaType: string; readonly encode: (event: WireEvent) => Uint8Array }
}

/** The text in pieces, each word with the space that follows it. */
export function words(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

/** The tokens an answer is said to have cost. */
export function usageOf(answer: ScenarioAnswer): {
  readonly input: number
  readonly output: number
  readonly cached: number
} {
  const { inputTokens = 11, outputTokens = 7, cachedInputTokens = 0 } = answer.usage ?? {}
  return { input: inputTokens, output: outputTokens, cached: cachedInputTokens }
}
