import { AgentError } from '../../errors/agent-error.ts'
import type { HttpPoll, ProducerSource, SourceKind } from './source.ts'
import { sources } from './sources.ts'

/** What a producer is made from. It needs an interval, a source, or both. */
export interface ProducerOptions<Name extends string = string> {
  readonly name: Name
  readonly description?: string | undefined
  /** Milliseconds between two items. Without a source, each item is `{ tick, at }`. */
  readonly intervalMs?: number | undefined
  readonly source?: ProducerSource | undefined
  /** The most items per second. */
  readonly rate?: number | undefined
  /** The producer is exhausted after this many items. */
  readonly limit?: number | undefined
  /** Where relative paths start from; the current directory of the process unless said otherwise. */
  readonly directory?: string | undefined
  /** The `type` of the messages the producer emits. */
  readonly messageType?: string | undefined
}

/** The one kind of source that is set, or `undefined` when a producer has only an interval. */
export function sourceKind(source: ProducerSource | undefined): SourceKind | undefined {
  return kindsOf(source)[0]
}

/**
 * Checks what the types cannot say.
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function checkProducerOptions(options: ProducerOptions): void {
  const { name, intervalMs, source, rate, limit } = options
  const kinds = kindsOf(source)
  if (source !== undefined && kinds.length !== 1)
    throw invalid(name, `needs exactly one source out of ${known()}${has(kinds)}.`)
  if (source === undefined && intervalMs === undefined) {
    throw invalid(name, `has nothing to emit. Give it an interval, or a source: ${known()}.`)
  }
  checkAboveZero(name, 'interval', intervalMs)
  checkAboveZero(name, 'rate', rate)
  checkAboveZero(name, 'limit', limit)
  if (limit !== undefined && !Number.isInteger(limit))
    throw invalid(name, `has the limit ${limit}. Use a whole number of items.`)
  if (source?.http !== undefined) checkPoll(name, source.http)
}

function checkPoll(name: string, poll: HttpPoll): void {
  const url = URL.parse(poll.url)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw invalid(name, 'polls an address that is no URL. Write one that starts with "http://" or "https://".')
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid(name, `polls an address of ${url.host} that holds a password. Move it to an "Authorization" header.`)
  }
  checkAboveZero(name, 'interval of its HTTP source', poll.intervalMs)
  checkAboveZero(name, 'timeout of its HTTP source', poll.timeoutMs)
}

function checkAboveZero(name: string, what: string, value: number | undefined): void {
  if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
    throw invalid(name, `has ${value} as the ${what}. Use a number above zero.`)
  }
}

function kindsOf(source: ProducerSource | undefined): readonly SourceKind[] {
  return (Object.keys(sources) as SourceKind[]).filter((kind) => source?.[kind] !== undefined)
}

function known(): string {
  return Object.keys(sources)
    .map((kind) => `"${kind}"`)
    .join(', ')
}

function has(kinds: readonly SourceKind[]): string {
  return kinds.length === 0 ? '' : `, but has ${kinds.map((kind) => `"${kind}"`).join(' and ')}`
}

function invalid(agent: string, problem: string): AgentError {
  return new AgentError('AGENT_OPTIONS_INVALID', `Producer "${agent}" ${problem}`, { details: { agent } })
}
