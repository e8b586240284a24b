import { describeThrown, isError } from '../errors/ensure-error.ts'
import { warn } from '../util/platform/warn.ts'

/**
 * A listener that changes nothing, whatever it does: what it throws, or what a promise that it gives rejects with, reaches
 * neither whoever tells it nor the process. It is reported once, as a warning of the process.
 */
export function guardListener<Told>(listener: (told: Told) => unknown, owner: string): (told: Told) => void {
  let hasReported = false
  const report = (thrown: unknown): void => {
    if (hasReported) return
    hasReported = true
    warn(`A listener of ${owner} threw, which changes nothing for it: ${reasonOf(thrown)}`)
  }
  return (told) => {
    try {
      const answer = listener(told)
      if (typeof answer === 'object' && answer !== null && 'then' in answer) Promise.resolve(answer).catch(report)
    } catch (thrown) {
      report(thrown)
    }
  }
}

/** Where a thrown value comes from, as far as it says. Reading it may fail in turn, and must not. */
function reasonOf(thrown: unknown): string {
  try {
    return isError(thrown) ? (thrown.stack ?? thrown.message) : describeThrown(thrown)
  } catch {
    return 'an error that cannot be read.'
  }
}
