import { exactRules, generalRules, type ErrorClass, type ErrorRule } from './error-rules.ts'

/** What is known of an error that a provider reported. */
export interface ErrorFacts {
  /** Every word that stands where a kind of error does. */
  readonly codes: readonly string[]
  readonly words: string
  /** The HTTP status, or the one that the body tells; none for an error inside an answer with status 200. */
  readonly status: number | undefined
  /** True where the provider says how long to wait. */
  readonly tellsWait: boolean
}

/** Says what an error is, by its codes, its words and its status, wherever it was reported. */
export function classifyError(facts: ErrorFacts): ErrorClass {
  const found = classifyExactly(facts)
  if (found !== undefined) return found
  const { status } = facts
  if (status !== undefined && status >= 500) return { code: 'MODEL_UNAVAILABLE' }
  if (status !== undefined && status >= 400) return { code: 'MODEL_REQUEST_INVALID' }
  if (status !== undefined && status >= 300) return { code: 'MODEL_FAILED' }
  // A provider that took the request and then reports an error that nobody knows has failed on its side.
  return firstFit(generalRules, facts) ?? { code: 'MODEL_UNAVAILABLE' }
}

/** Says what an error is where that is told exactly; nothing where it takes a guess. */
export function classifyExactly(facts: ErrorFacts): ErrorClass | undefined {
  const found = firstFit(exactRules, facts)
  return found !== undefined && isForADay(found, facts) ? { code: 'MODEL_QUOTA_EXCEEDED' } : found
}

function firstFit(rules: readonly ErrorRule[], facts: ErrorFacts): ErrorClass | undefined {
  const known = { ...facts, codes: facts.codes.map(joined) }
  return rules.find((rule) => fits(rule, known))
}

function fits({ codes = [], words = [], statuses = [], unless }: ErrorRule, facts: ErrorFacts): boolean {
  if (unless?.test(facts.words) === true) return false
  if (facts.status !== undefined && statuses.includes(facts.status)) return true
  return (
    words.some((rule) => rule.test(facts.words)) || codes.some((rule) => facts.codes.some((code) => rule.test(code)))
  )
}

/** A limit for a day or more is as good as a quota, unless the provider says that it ends soon. */
function isForADay({ code }: ErrorClass, { words, tellsWait }: ErrorFacts): boolean {
  return (
    code === 'MODEL_RATE_LIMITED' &&
    !tellsWait &&
    /\b(per|a|each) (day|week|month)\b|\b(daily|weekly|monthly)\b/i.test(words)
  )
}

/** `ThrottlingException`, `RESOURCE_EXHAUSTED` and `Throttling.RateQuota` in one form. */
function joined(code: string): string {
  return code
    .replace(/:.*$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase()
}
