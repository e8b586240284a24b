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
import { checkProducerOptions, chosenSource, type ProducerOptions } from './producer-config.ts'
import type { OpenSource } from './source.ts'
import { nodeModule } from '../../util/platform/node-module.ts'

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
  const opened = openedSource(options)
  return createAgent<Name, Value, Value>({
    name: options.name,
    role: 'producer',
    description: options.description,
    messageType: options.messageType,
    source: (context) => produce(options, opened, context),
    // Any JSON value is an item, so a message passes through as the value it carries.
    inputSchema: {},
    doRun: async (input) => input,
  })
}

/** The source of a producer, and how its interval is kept. */
interface OpenedSource {
  readonly open: OpenSource
  /** `pulled` items are asked for at each tick; `paced` ones are read ahead; the source itself waits between its `own`. */
  readonly pace: 'pulled' | 'paced' | 'own'
}

function openedSource({ source, intervalMs }: ProducerOptions): OpenedSource {
  const chosen = chosenSource(source)
  if (chosen === undefined) return { open: tickItems, pace: 'pulled' }
  const { source: kind, setting } = chosen
  const withInterval = intervalMs === undefined ? undefined : kind.withInterval?.(setting, intervalMs)
  // What it gives is the setting of the same source.
  if (withInterval !== undefined) return { open: kind.create(withInterval as never), pace: 'own' }
  return { open: kind.create(setting), pace: kind.isLive === true ? 'pulled' : 'paced' }
}

function produce(
  { intervalMs, rate, limit, directory = '.' }: ProducerOptions,
  { open, pace }: OpenedSource,
  context: SourceContext,
): AsyncIterable<JsonValue> {
  // Where there are no files there are no paths either, and sources without files do without.
  let items = open({ ...context, directory: nodeModule('node:path')?.resolve(directory) ?? directory })
  if (intervalMs !== undefined && pace !== 'own')
    items = (pace === 'pulled' ? pulled : paced)(items, new Ticker(intervalMs, context))
  if (rate !== undefined) items = paced(items, new RateLimiter(rate, context))
  if (limit !== undefined) items = take(items, limit)
  return untilAborted(items, context.signal)
}
