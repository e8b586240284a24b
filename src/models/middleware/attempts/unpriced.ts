import { ModelError } from '../../../errors/model-error.ts'
import { isRefusal } from '../../errors/refusal.ts'
import type { CountedRequest, ModelCall } from '../../model-call.ts'
import { freeProviders } from '../../prices/free-providers.ts'

/**
 * The models of all requests of which nobody knows what they cost: those whose answer never came, came too late or was of
 * no use. The request that gave the answer is none of them.
 */
export function unpricedOf(requests: readonly CountedRequest[]): readonly string[] {
  const answer = requests.findLast(({ outcome }) => outcome === 'answered')
  return requests
    .filter((request) => request !== answer && request.outcome !== 'free' && request.outcome !== 'unsent')
    .map(({ model }) => model)
    .filter((model) => !freeProviders.has(model.slice(0, model.indexOf(':'))))
}

/** The error of a call, with the requests in its details that may have cost something all the same. */
export function withUnpriced(error: unknown, call: ModelCall | undefined): unknown {
  if (call === undefined || isRefusal(error) || !ModelError.isInstance(error)) return error
  const unpriced = unpricedOf(call.requests)
  if (unpriced.length === 0) return error
  const { code, message, retryable, cause, stack } = error
  const told = new ModelError(code, message, { retryable, cause, details: { ...error.details, unpriced } })
  if (stack !== undefined) told.stack = stack
  return told
}
