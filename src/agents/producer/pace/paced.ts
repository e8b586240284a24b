import type { Pacer } from './pacer.ts'

/** The same items, each held until the pacer lets it go: for what is stored. The end is not held. */
export async function* paced<Item>(items: AsyncIterable<Item>, pacer: Pacer): AsyncGenerator<Item> {
  for await (const item of items) {
    await pacer.next()
    yield item
  }
}
