import type { Agent, SourceContext } from '../../src/agents/agent.ts'
import { systemClock } from '../../src/util/clock.ts'
import type { JsonValue } from '../../src/util/json/json.ts'
import { systemRandom } from '../../src/util/random.ts'

type Producer = Pick<Agent, 'name' | 'source'>

/** Opens an agent's source as a runtime does. */
export function openSource(agent: Producer, world: Partial<SourceContext> = {}): AsyncIterator<JsonValue> {
  if (agent.source === undefined) throw new Error(`Agent "${agent.name}" has no source.`)
  const { signal } = new AbortController()
  const items = agent.source({ agent: agent.name, signal, clock: systemClock, random: systemRandom, ...world })
  return items[Symbol.asyncIterator]()
}

/** All items of a source that ends by itself. */
export async function readSource(agent: Producer, world: Partial<SourceContext> = {}): Promise<readonly JsonValue[]> {
  const iterator = openSource(agent, world)
  const items: JsonValue[] = []
  for (;;) {
    const next = await iterator.next()
    if (next.done === true) return items
    items.push(next.value)
  }
}
