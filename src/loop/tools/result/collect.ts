import { isPromiseLike } from '../../../util/is-promise-like.ts'
import { nextTurn, type Clock } from '../../../util/clock.ts'
import { Unfit } from './unfit.ts'

/** What whoever reads a result goes by. */
export interface Reading {
  /** Ends the reading. */
  readonly signal: AbortSignal
  /** Keeps streams from never coming to an end; absent where the tool's own time does. */
  readonly clock?: Clock | undefined
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
  /** True where somebody else may have forgotten to write or to end it; a generator works as long as it likes. */
  readonly isFed: boolean
}

/** The most that is read of one stream or generator: bytes, or characters, and items. */
export const mostRead = { size: 20_000_000, items: 100_000 }
const mostSilenceMs = 10_000
// A generator that never waits would keep timers and signals from having their turn.
const itemsInOneTurn = 1024

/** Reads a source to its end, or to the limit. Stops it, and rejects with the signal's reason, when the signal aborts. */
export async function collect(source: Source, reading: Reading): Promise<Collected> {
  const { signal } = reading
  const items: unknown[] = []
  let size = 0
  const waiting = new Waiting(source.isFed ? reading.clock : undefined)
  const onAbort = (): void => waiting.giveUp(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    for (;;) {
      signal.throwIfAborted()
      const next = source.next()
      // A source keeps to the protocol of iterators, or fails here.
      const result = isPromiseLike(next) ? await waiting.for(next) : next
      const { done, value } = result as IteratorResult<unknown, unknown>
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

/** Waits for one item after another, until it is told to give up or nothing has come for too long. */
class Waiting {
  readonly #clock: Clock | undefined
  #giveUp: (reason: unknown) => void = () => {}

  constructor(clock: Clock | undefined) {
    this.#clock = clock
  }

  for(item: PromiseLike<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const endSilence = this.#clock?.setTimer(() => reject(silence()), mostSilenceMs)
      this.#giveUp = (reason) => (endSilence?.(), reject(reason))
      item.then(
        (value) => (endSilence?.(), resolve(value)),
        (error: unknown) => (endSilence?.(), reject(error)),
      )
    })
  }

  giveUp(reason: unknown): void {
    this.#giveUp(reason)
  }
}

function silence(): Unfit {
  return new Unfit(
    `has a stream that gave nothing for ${mostSilenceMs / 1000} seconds; where it may take longer, the tool needs a timeoutMs`,
  )
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
