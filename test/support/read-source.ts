import type { AnyAgent } from '../../src/agents/agent.ts'
import { implementationOf, type SourceContext } from '../../src/agents/implementation.ts'
import { systemClock } from '../../src/util/clock.ts'
import type { JsonValue } from '../../src/util/json/json.ts'
import { systemRandom } from '../../src/util/random.ts'

/** Opens an agent's source as a runtime does. */
export function openSource(agent: AnyAgent, world: Partial<SourceContext> = {}): AsyncIterator<JsonValue> {
  const { source } = implementationOf(agent)
  if (source === undefined) throw new Error(`Agent "${agent.name}" has no source.`)
  const { signal } = new AbortController()
  const items = source({ agent: agent.name, signal, clock: systemClock, random: systemRandom, ...world })
  return items[Symbol.asyncIterator]()
}

/** All items of a source that ends by itself. */
export async function readSource(agent: AnyAgent, world: Partial<SourceContext> = {}): Promise<readonly JsonValue[]> {
  const iterator = openSource(agent, world)
  const items: JsonValue[] = []
  for (;;) {
    const next = await iterator.next()
    if (next.done === true) return items
    items.push(next.value)
  }
}
