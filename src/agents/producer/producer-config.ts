import { AgentError } from '../../errors/agent-error.ts'
import { isRecord } from '../../util/is-record.ts'
import { callable, mapping, text, wrongGroup, wrongValue, type OptionChecks } from '../../util/options/wrong-value.ts'
import { shown } from '../../util/text/shown.ts'
import { checkAgentOptions, commonChecks, refuseOption } from '../options/check-options.ts'
import { notAboveZero } from './not-above-zero.ts'
import type { AnySource } from './source.ts'
import type { HttpPoll } from './sources/http-source.ts'
import { sources, type ProducerSource, type SourceKind } from './sources.ts'

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

/** The one source that is set, with what it is made from; `undefined` when a producer has only an interval. */
export function chosenSource(
  source: ProducerSource | undefined,
): { readonly source: AnySource; readonly setting: never } | undefined {
  const [kind] = kindsOf(source)
  // Each kind stands beside its own setting; the compiler cannot follow the two together.
  return kind === undefined ? undefined : { source: sources[kind], setting: source?.[kind] as never }
}

const optionNames: Readonly<Record<keyof ProducerOptions, true>> = {
  name: true,
  description: true,
  intervalMs: true,
  source: true,
  rate: true,
  limit: true,
  directory: true,
  messageType: true,
}

const checks: OptionChecks = { source: mapping, directory: text }

/** What each kind of source is made from: a path, unless it is said here. */
const sourceChecks: OptionChecks<SourceKind> = {
  file: text,
  csv: text,
  jsonl: text,
  glob: text,
  stdin: (value) => (isRecord(value) ? undefined : 'a stream of text, such as process.stdin'),
  http: mapping,
  generate: callable,
}

// What is right of its address and its times is seen with the source.
const pollChecks: OptionChecks<keyof HttpPoll> = {
  url: text,
  intervalMs: () => undefined,
  headers: mapping,
  timeoutMs: () => undefined,
  fetch: callable,
}

/**
 * Checks what the types cannot say.
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function checkProducerOptions(options: ProducerOptions): void {
  checkAgentOptions(options, { known: optionNames, foreign: {} }, 'producerAgent')
  const { name, intervalMs, source, rate, limit } = options
  refuseOption(name, wrongValue(options, commonChecks) ?? wrongValue(options, checks) ?? wrongSource(source))
  const kinds = kindsOf(source)
  if (source !== undefined && kinds.length !== 1)
    throw invalid(name, `needs exactly one source out of ${known()}${has(kinds)}.`)
  if (source === undefined && intervalMs === undefined) {
    throw invalid(name, `has nothing to emit. Give it an interval, or a source: ${known()}.`)
  }
  const chosen = chosenSource(source)
  const problem =
    notAboveZero('interval', intervalMs) ??
    notAboveZero('rate', rate) ??
    notAboveZero('limit', limit) ??
    (limit === undefined || Number.isInteger(limit)
      ? undefined
      : `has the limit ${limit}. Use a whole number of items.`) ??
    chosen?.source.problem?.(chosen.setting)
  if (problem !== undefined) throw invalid(name, problem)
}

function wrongSource(source: unknown): string | undefined {
  if (!isRecord(source)) return undefined
  const { http } = source
  return wrongGroup('source', source, sourceChecks) ?? (isRecord(http) ? wrongPoll(http) : undefined)
}

function wrongPoll(http: Readonly<Record<string, unknown>>): string | undefined {
  const problem = wrongGroup('source.http', http, pollChecks)
  if (problem !== undefined || typeof http['fetch'] === 'function') return problem
  return `source.http.fetch must be a function, such as the global fetch, not ${shown(http['fetch'])}.`
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
