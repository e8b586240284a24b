import type { JsonValue } from '../../util/json/json.ts'
import type { UserInput } from '../../messages/conversation.ts'
import type { Agent } from '../agent.ts'
import { createAgent } from '../create-agent.ts'
import type { SourceContext } from '../implementation.ts'
import { paced } from './pace/paced.ts'
import { pulled } from './pace/pulled.ts'
import { RateLimiter } from './pace/rate-limiter.ts'
import { take } from './pace/take.ts'
import { Ticker } from './pace/ticker.ts'
import { tickItems } from './pace/tick-items.ts'
import { untilAborted } from './pace/until-aborted.ts'
import { checkProducerOptions, sourceKind, type ProducerOptions } from './producer-config.ts'
import type { OpenSource, ProducerSource, SourceKind, SourceSettings } from './source.ts'
import { sources } from './sources.ts'

/**
 * Declares a producer: an agent that brings messages into a system, on an interval or from a source. Nothing is opened
 * before a runtime asks for the first item. Called like any other agent, it answers with its input.
 *
 * @example
 * const reader = producerAgent({ name: 'reader', source: { file: 'data/dpkg.log' }, rate: 50 })
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function producerAgent<const Name extends string, Value = UserInput | JsonValue>(
  options: ProducerOptions<Name>,
): Agent<Name, Value, Value> {
  checkProducerOptions(options)
  const open = lazySource(options)
  return createAgent<Name, Value, Value>({
    name: options.name,
    role: 'producer',
    description: options.description,
    messageType: options.messageType,
    source: (context) => produce(options, open, context),
    // Any JSON value is an item, so a message passes through as the value it carries.
    inputSchema: {},
    doRun: async (input) => input,
  })
}

function produce(
  options: ProducerOptions,
  open: OpenSource | undefined,
  context: SourceContext,
): AsyncIterable<JsonValue> {
  const { intervalMs, rate, limit } = options
  const directory = process.getBuiltinModule('node:path').resolve(options.directory ?? '.')
  let items = open?.({ ...context, directory }) ?? tickItems(context)
  if (intervalMs !== undefined && !takesInterval(options.source)) {
    const isLive = open === undefined || options.source?.generate !== undefined
    items = (isLive ? pulled : paced)(items, new Ticker(intervalMs, context))
  }
  if (rate !== undefined) items = paced(items, new RateLimiter(rate, context))
  if (limit !== undefined) items = take(items, limit)
  return untilAborted(items, context.signal)
}

/** The source, whose code is loaded when it is first opened. */
function lazySource({ source, intervalMs }: ProducerOptions): OpenSource | undefined {
  const kind = sourceKind(source)
  if (source === undefined || kind === undefined) return undefined
  const setting = takesInterval(source) ? { ...source.http, intervalMs } : source[kind]
  let made: Promise<OpenSource> | undefined
  return async function* (scope) {
    made ??= makeSource(kind, setting as SourceSettings[typeof kind])
    yield* (await made)(scope)
  }
}

async function makeSource<Kind extends SourceKind>(kind: Kind, setting: SourceSettings[Kind]): Promise<OpenSource> {
  const factory = await sources[kind]()
  return factory(setting)
}

/** True for a poll without an interval of its own: it asks at the producer's interval, so its answers need not wait again. */
function takesInterval(
  source: ProducerSource | undefined,
): source is Extract<ProducerSource, { readonly http: object }> {
  return source?.http !== undefined && source.http.intervalMs === undefined
}
