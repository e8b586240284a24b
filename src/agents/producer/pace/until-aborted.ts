import { orAbort } from '../../../util/abort.ts'

/**
 * The same items, ending at once when the signal aborts, even if the next item never comes. A source that is waiting
 * then is left to close itself.
 */
export async function* untilAborted<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]()
  let ended = false
  try {
    while (!signal.aborted) {
      const next = await orAbort(iterator.next(), signal)
      ended = next.done === true
      if (next.done === true) return
      yield next.value
    }
  } catch (error) {
    ended = !signal.aborted
    if (!signal.aborted || error !== signal.reason) throw error
  } finally {
    if (!ended) await close(iterator, signal)
  }
}

async function close(iterator: AsyncIterator<unknown>, signal: AbortSignal): Promise<void> {
  const closed = Promise.resolve(iterator.return?.())
  if (!signal.aborted) await closed
  else closed.catch(() => {})
}
