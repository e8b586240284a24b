import type { EffortFields, ReasoningEffort } from '../server-traits.ts'

const ascending: readonly ReasoningEffort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']

/**
 * The effort of a list that comes nearest to the one wished, the lower one of two. Not to think at all has no neighbour:
 * it is asked for as such or not.
 */
export function nearestEffort(wished: ReasoningEffort, taken: readonly ReasoningEffort[]): ReasoningEffort | undefined {
  if (taken.includes(wished)) return wished
  if (wished === 'none') return undefined
  const distance = (effort: ReasoningEffort): number => Math.abs(ascending.indexOf(effort) - ascending.indexOf(wished))
  return taken.filter((effort) => effort !== 'none').toSorted((a, b) => distance(a) - distance(b))[0]
}

/** The trait of a server that takes `reasoning_effort` with some of the words. */
export function efforts(...taken: readonly ReasoningEffort[]): (effort: ReasoningEffort) => EffortFields | undefined {
  return (wished) => {
    const sent = nearestEffort(wished, taken)
    return sent === undefined ? undefined : { fields: { reasoning_effort: sent }, sent }
  }
}
