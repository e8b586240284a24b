import { isPromiseLike } from '../../../util/is-promise-like.ts'
import { nextTurn } from '../../../util/clock.ts'

/** What whoever reads a result goes by. */
export interface Reading {
  /** Ends the reading. */
  readonly signal: AbortSignal
}

/** What came out of a stream or a generator. */
export interface Collected {
  readonly items: readonly unknown[]
  /** What a generator gives at its end. */
  readonly returned: unknown
  /** True where there was more than is read of one. */
  readonly isCut: boolean
}

/** What gives one item after another. */
export interface Source {
  readonly next: () => unknown
  /** Says that no more is wanted. */
  readonly stop: (reason: unknown) => unknown
}

/** The most that is read of one stream or generator: bytes, or characters, and items. */
export const mostRead = { size: 20_000_000, items: 100_000 }
// A generator that never waits would keep timers and signals from having their turn.
const itemsInOneTurn = 1024

/** Reads a source to its end, or to the limit. Stops it, and rejects with the signal's reason, when the signal aborts. */
export async function collect(source: Source, { signal }: Reading): Promise<Collected> {
  const items: unknown[] = []
  let size = 0
  let giveUp: (reason: unknown) => void = () => {}
  const onAbort = (): void => giveUp(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    for (;;) {
      signal.throwIfAborted()
      const next = source.next()
      const { done, value } = (
        isPromiseLike(next)
          ? await new Promise<unknown>((resolve, reject) => {
              giveUp = reject
              next.then(resolve, reject)
            })
          : next
      ) as IteratorResult<unknown, unknown>
      if (done === true) return { items, returned: value, isCut: false }
      items.push(value)
      size += sizeOf(value)
      if (size >= mostRead.size || items.length >= mostRead.items) {
        stop(source, undefined)
        return { items, returned: undefined, isCut: true }
      }
      if (items.length % itemsInOneTurn === 0) await nextTurn()
    }
  } catch (thrown) {
    stop(source, thrown)
    throw thrown
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function sizeOf(item: unknown): number {
  if (typeof item === 'string') return item.length
  return ArrayBuffer.isView(item) ? item.byteLength : 1
}

/** Not waited for: a generator takes note only when it is at its next `yield`. */
function stop(source: Source, reason: unknown): void {
  try {
    const stopped = source.stop(reason)
    if (isPromiseLike(stopped)) stopped.then(undefined, () => {})
  } catch {
    // It is over for us whatever it says.
  }
}
