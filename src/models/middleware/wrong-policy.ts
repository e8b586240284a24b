import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import type {
  CachePolicy,
  CircuitBreakerPolicy,
  FallbackPolicy,
  HedgePolicy,
  LimitPolicy,
  ResiliencePolicy,
  RetryPolicy,
  TimeoutPolicy,
} from '../resilience-policy.ts'

/** How a number is meant: a number of things, a factor of at least 1, or anything above zero; true for what is no number. */
type Kind = 'count' | 'factor' | 'positive' | 'not-negative' | true

type Part<Policy> = Readonly<Record<keyof Policy, Kind>>

const retry: Part<RetryPolicy> = {
  maxAttempts: 'count',
  initialBackoffMs: 'not-negative',
  maxBackoffMs: 'not-negative',
  multiplier: 'factor',
  maxRetryAfterMs: 'not-negative',
  retryOn: true,
  restartStream: true,
}
const timeouts: Part<TimeoutPolicy> = {
  firstByteMs: 'positive',
  idleMs: 'positive',
  answerMs: 'positive',
  modelMs: 'positive',
  totalMs: 'positive',
}
const circuitBreaker: Part<CircuitBreakerPolicy> = { failureThreshold: 'count', openMs: 'not-negative' }
const fallback: Part<FallbackPolicy> = { models: true, strategy: true }
const limits: Part<LimitPolicy> = {
  concurrency: 'count',
  requestsPerMinute: 'positive',
  tokensPerMinute: 'positive',
}
const hedge: Part<HedgePolicy> = { afterMs: 'not-negative' }
const cache: Part<CachePolicy> = { ttlMs: 'positive', maxEntries: 'count' }

const parts: Readonly<Record<keyof ResiliencePolicy, Readonly<Record<string, Kind>>>> = {
  retry,
  timeouts,
  circuitBreaker,
  fallback,
  limits,
  hedge,
  cache,
}

/**
 * What is wrong with how calls are to be protected: a name that is none, or a number that makes no sense. Otherwise a
 * misspelt limit would be no limit.
 */
export function wrongPolicy(policy: unknown): string | undefined {
  if (policy === undefined) return undefined
  if (!isRecord(policy)) return `resilience must be an object, not ${shown(policy)}.`
  const unknown = unknownOption(policy, namesOf(parts))
  if (unknown !== undefined) return `resilience: ${unknown}`
  for (const [name, part] of Object.entries(policy)) {
    // Only known names are left.
    const problem = part === undefined ? undefined : wrongPart(name as keyof ResiliencePolicy, part)
    if (problem !== undefined) return `resilience.${name}${problem}`
  }
  return undefined
}

function wrongPart(name: keyof ResiliencePolicy, part: unknown): string | undefined {
  if (part === false && (name === 'retry' || name === 'timeouts')) return undefined
  if (!isRecord(part)) return ` must be an object, not ${shown(part)}.`
  const kinds = parts[name]
  const unknown = unknownOption(part, namesOf(kinds))
  if (unknown !== undefined) return `: ${unknown}`
  for (const [key, value] of Object.entries(part)) {
    const problem = value === undefined ? undefined : wrongNumber(value, kinds[key] ?? true)
    if (problem !== undefined) return `: ${key} must be ${problem}, not ${shown(value)}.`
  }
  if (name === 'fallback' && !Array.isArray(part['models'])) return ': models must be a list of models.'
  return undefined
}

function wrongNumber(value: unknown, kind: Kind): string | undefined {
  if (kind === true) return undefined
  if (kind === 'count') return Number.isInteger(value) && Number(value) > 0 ? undefined : 'a whole number of at least 1'
  // Infinity says in numbers that there is no limit.
  const isNumber = typeof value === 'number' && !Number.isNaN(value)
  if (kind === 'factor') return isNumber && value >= 1 ? undefined : 'a number of at least 1'
  if (kind === 'positive') return isNumber && value > 0 ? undefined : 'a number above 0'
  return isNumber && value >= 0 ? undefined : 'a number of at least 0'
}

function namesOf(table: object): Readonly<Record<string, true>> {
  return Object.fromEntries(Object.keys(table).map((name) => [name, true]))
}
