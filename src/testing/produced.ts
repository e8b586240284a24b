import { implementationOf } from '../agents/implementation.ts'
import { producerAgent } from '../agents/producer/producer-agent.ts'
import type { Clock } from '../util/clock.ts'
import { systemClock } from '../util/clock.ts'
import type { JsonValue } from '../util/json/json.ts'
import { systemRandom } from '../util/random.ts'

/** Where a producer's items come from, as `producerAgent` takes it. */
export type ProducedFrom = NonNullable<Parameters<typeof producerAgent>[0]['source']>

/** A producer's items, opened as a runtime opens them. */
export interface OpenedItems {
  readonly next: () => Promise<IteratorResult<JsonValue>>
  /** Leaves early, as a loop does. */
  readonly leave: () => Promise<void>
  /** Stops it, as a runtime does. */
  readonly abort: () => void
}

/** A producer with this source, to be opened as often as a test likes. */
export function producerOf(
  source: ProducedFrom,
  { directory, clock = systemClock }: { readonly directory?: string | undefined; readonly clock?: Clock | undefined },
): () => OpenedItems {
  const { source: open } = implementationOf(producerAgent({ name: 'subject', source, directory }))
  if (open === undefined) throw new Error('A producer should have a source.')
  return () => {
    const controller = new AbortController()
    const items = open({ agent: 'subject', signal: controller.signal, clock, random: systemRandom })
    const iterator = items[Symbol.asyncIterator]()
    return {
      next: () => iterator.next(),
      leave: async () => void (await iterator.return?.()),
      abort: () => controller.abort(new Error('Aborted by the test.')),
    }
  }
}
