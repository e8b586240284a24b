import type { Pacer } from './pacer.ts'

/** The same items, each asked for when the pacer says so: for what is made at the moment it is asked for. */
export async function* pulled<Item>(items: AsyncIterable<Item>, pacer: Pacer): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]()
  let ended = false
  try {
    for (;;) {
      await pacer.next()
      const next = await iterator.next()
      ended = next.done === true
      if (next.done === true) return
      yield next.value
    }
  } finally {
    if (!ended) await iterator.return?.()
  }
}
