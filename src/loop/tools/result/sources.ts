import type { Source } from './collect.ts'
import { Unfit } from './unfit.ts'

type AnyIterator = AsyncIterator<unknown> | Iterator<unknown>

/** A generator, or whatever else can be iterated over. */
export function iteratorSource(iterator: AnyIterator, owner: object): Source {
  return {
    next: () => iterator.next(),
    stop: (reason) => {
      // A stream of Node.js that waits for data hears of `return` only when there is some.
      if ('destroy' in owner && typeof owner.destroy === 'function') owner.destroy()
      return iterator.return?.(reason)
    },
    isFed: 'pipe' in owner,
  }
}

/** A web stream. */
export function streamSource(stream: ReadableStream<unknown>): Source {
  if (stream.locked) throw new Unfit('is a stream that somebody else reads')
  const reader = stream.getReader()
  return { next: () => reader.read(), stop: (reason) => reader.cancel(reason), isFed: true }
}

/** Where the items of a stream come from, whatever kind it is; nothing for what is none. */
export function sourceOf(value: object): Source | undefined {
  if (isReadableStream(value)) return streamSource(value)
  const iterator = asyncIterator(value)
  return iterator === undefined ? undefined : iteratorSource(iterator.call(value), value)
}

export function isReadableStream(value: object): value is ReadableStream<unknown> {
  return 'getReader' in value && typeof value.getReader === 'function'
}

/** True for what is iterated over with `for await`. */
export function isAsyncIterable(value: object): boolean {
  return asyncIterator(value) !== undefined
}

function asyncIterator(value: object): (() => AsyncIterator<unknown>) | undefined {
  const { [Symbol.asyncIterator]: make } = value as Partial<AsyncIterable<unknown>>
  return typeof make === 'function' ? make : undefined
}
