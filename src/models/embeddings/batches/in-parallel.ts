import { whenAborted } from '../../middleware/abort-listeners.ts'

/** How many at a time, and when to give up. */
export interface ParallelOptions {
  readonly atOnce: number
  readonly signal: AbortSignal | undefined
}

/**
 * Runs a function for each item, so many at a time, and gives the results in the order of the items. The first failure
 * aborts the others and is the failure of all.
 */
export async function inParallel<Item, Value>(
  items: readonly Item[],
  run: (item: Item, signal: AbortSignal) => Promise<Value>,
  { atOnce, signal }: ParallelOptions,
): Promise<readonly Value[]> {
  const controller = new AbortController()
  signal?.throwIfAborted()
  const stopListening = signal && whenAborted(signal, () => controller.abort(signal.reason))
  const waiting = items.entries()
  const results: Value[] = []
  const work = async (): Promise<void> => {
    // The workers share one iterator, so each item is taken once.
    for (const [position, item] of waiting) {
      controller.signal.throwIfAborted()
      results[position] = await run(item, controller.signal)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work))
    return results
  } catch (error) {
    controller.abort(error)
    throw error
  } finally {
    stopListening?.()
  }
}
