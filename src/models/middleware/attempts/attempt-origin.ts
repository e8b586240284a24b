import type { LanguageModelV4CallOptions } from '../../model.ts'
import { modelCall, type AttemptStart, type ModelCallOptions } from '../../model-call.ts'

/** What the pieces around a request know of it. Travels with its options, so that requests side by side share nothing. */
export type AttemptOrigin = Pick<AttemptStart, 'cause' | 'waitMs'>

/** The key under which the origin of a request travels with its options. */
export const attemptOrigin: unique symbol = Symbol.for('aixgo.attemptOrigin') as never

/** Options of a request with its origin. */
export type AttemptOptions = ModelCallOptions & { readonly [attemptOrigin]?: AttemptOrigin | undefined }

const unknownOrigin: AttemptOrigin = { cause: 'first', waitMs: 0 }

/** The origin of a request; the first one of its call, sent at once, where nobody said otherwise. */
export function originOf(options: LanguageModelV4CallOptions): AttemptOrigin {
  return (options as AttemptOptions)[attemptOrigin] ?? unknownOrigin
}

/** The options of a request with more of its origin; as they are where nobody opens requests. */
export function withOrigin(
  options: LanguageModelV4CallOptions,
  known: Partial<AttemptOrigin>,
): LanguageModelV4CallOptions {
  if ((options as AttemptOptions)[modelCall]?.begin === undefined) return options
  const request: AttemptOptions = { ...options, [attemptOrigin]: { ...originOf(options), ...known } }
  return request
}
