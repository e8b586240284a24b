import type { CachePolicy, CircuitBreakerPolicy, LimitPolicy } from '../resilience-policy.ts'
import { CircuitBreaker } from './recovery/circuit-breaker.ts'
import { RateLimiter } from './limits/rate-limiter.ts'
import { canonicalJson } from '../../util/json/canonical-json.ts'
import { ResponseCache } from './cache/response-cache.ts'

/**
 * What calls share: a breaker and a limiter for each endpoint, and a cache. Whoever wraps several models that must know
 * of each other hands the same object to all. Different settings for one endpoint make separate breakers and limiters.
 */
export class SharedResilience {
  readonly #breakers = new Map<string, CircuitBreaker>()
  readonly #limiters = new Map<string, RateLimiter>()
  readonly #caches = new Map<string, ResponseCache>()

  breaker(endpoint: string, policy: CircuitBreakerPolicy): CircuitBreaker {
    return getOrMake(this.#breakers, canonicalJson([endpoint, policy]), () => new CircuitBreaker(policy))
  }

  limiter(endpoint: string, policy: LimitPolicy): RateLimiter {
    return getOrMake(this.#limiters, canonicalJson([endpoint, policy]), () => new RateLimiter(policy))
  }

  cache(policy: CachePolicy): ResponseCache {
    return getOrMake(this.#caches, canonicalJson(policy), () => new ResponseCache(policy))
  }
}

function getOrMake<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const value = make()
  map.set(key, value)
  return value
}
