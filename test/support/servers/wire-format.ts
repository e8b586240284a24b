import type { ScenarioAnswer, ScenarioFailure } from '../../../src/testing/model-scenario.ts'
import type { RecordedRequest } from './http-server.ts'

/** One event of a stream: its data, and a name where the format names its events. */
export interface WireEvent {
  readonly event?: string
  readonly data: unknown
  /** True for an event that the framing marks as an error. */
  readonly isException?: boolean
}

/** An answer that is an error. */
export interface WireFailure {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** How one API puts answers on the wire. */
export interface WireFormat {
  /** True for the requests this format answers. */
  serves(request: RecordedRequest): boolean
  streams(request: RecordedRequest): boolean
  /**
   * What the vendor refuses in a request, in its own words; undefined where it takes it. `said` are the answers that it
   * has given before, oldest first.
   */
  refuses?(request: RecordedRequest, said: readonly ScenarioAnswer[]): WireFailure | undefined
  body(answer: ScenarioAnswer, request: RecordedRequest): unknown
  /** The events of a complete stream; those of a text come one for each of its words. */
  events(answer: ScenarioAnswer, request: RecordedRequest): readonly WireEvent[]
  /** What follows the last event, such as `[DONE]`. */
  readonly ending?: string
  /** Found in the event that says why an answer ended, and in none before it. */
  readonly finish: RegExp
  error(status: number, message: string): unknown
  /** How the vendor tells of a failure by status. */
  failure(cause: ScenarioFailure['cause'], message: string): WireFailure
  /** How it tells of one in an answer with status 200; as by status unless said. */
  failureBody?(cause: ScenarioFailure['cause'], message: string): unknown
  /** How it tells of one in a stream. */
  failureEvent(cause: ScenarioFailure['cause'], message: string): WireEvent
  /** True where a prompt with forbidden content is refused in an answer with status 200. */
  readonly answersForbiddenPrompts?: boolean
  /** How events are framed where it is not as server-sent events. */
  readonly framing?: {
    readonly mediaType: string
    readonly encode: (event: WireEvent) => Uint8Array
    readonly keepAlive: readonly Uint8Array[]
  }
}

/** What servers and proxies send between the events so that a connection is not taken for dead. */
export const sseKeepAlive: readonly string[] = [
  ': keep-alive\n\n',
  'event: ping\ndata: {"type": "ping"}\n\n',
  'event: ping\ndata: {}\n\n',
  'data: \n\n',
  'data:\n\n',
  '\n\n',
]

/** The text in pieces, each word with the space that follows it. */
export function words(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

/** Texts that are one value arrive in pieces that are none. */
export function halves(text: string): readonly string[] {
  const middle = Math.ceil(text.length / 2)
  return [text.slice(0, middle), text.slice(middle)]
}

/** The tokens an answer is said to have cost; undefined where nothing is said. */
export function usageOf(answer: ScenarioAnswer):
  | {
      readonly input: number
      readonly output: number
      readonly cached: number
      readonly reasoning: number
    }
  | undefined {
  if (answer.usage === 'unreported') return undefined
  const { inputTokens = 11, outputTokens = 7, cachedInputTokens = 0, reasoningTokens = 0 } = answer.usage ?? {}
  return { input: inputTokens, output: outputTokens, cached: cachedInputTokens, reasoning: reasoningTokens }
}

/** How many calls a conversation has seen, so that the next ones get ids of their own. */
export function callsBefore({ body }: Pick<RecordedRequest, 'body'>): number {
  return new Set(JSON.stringify(body).match(/"(call|toolu|tooluse)_?\d+"/g)).size
}
