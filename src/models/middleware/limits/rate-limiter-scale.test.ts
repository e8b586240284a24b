import { describe, expect, it } from 'vitest'
import { nextTurn, type Clock } from '../../../util/clock.ts'
import type { LimitPolicy } from '../../resilience-policy.ts'
import { RateLimiter } from './rate-limiter.ts'

/** A clock that counts how often it is asked, and fires its timers when told. */
function countingClock() {
  let now = 0
  const timers = new Set<{ readonly dueAt: number; readonly callback: () => void }>()
  const counts = { readings: 0, timers: 0, fired: 0, mostTimers: 0 }
  const clock: Clock = {
    now: () => now,
    monotonic: () => {
      counts.readings += 1
      return now
    },
    setTimer(callback, delayMs) {
      const timer = { dueAt: now + delayMs, callback }
      timers.add(timer)
      counts.timers += 1
      counts.mostTimers = Math.max(counts.mostTimers, timers.size)
      return () => void timers.delete(timer)
    },
  }
  /** Fires whatever timer is set; false when there is none. */
  const fireNext = (): boolean => {
    const [timer] = timers
    if (timer === undefined) return false
    timers.delete(timer)
    counts.fired += 1
    now = timer.dueAt
    timer.callback()
    return true
  }
  return { clock, counts, fireNext }
}

/** Lets that many calls of ten agents through a limiter, and counts what it did for it. */
async function letThrough(waiters: number, limits: LimitPolicy) {
  const { clock, counts, fireNext } = countingClock()
  const limiter = new RateLimiter(limits)
  let admitted = 0
  for (let index = 0; index < waiters; index += 1) {
    const call = { agent: `agent-${index % 10}`, tokens: 10, clock, signal: undefined }
    void limiter.enter(call).then((release) => {
      admitted += 1
      release(10)
    })
  }
  await nextTurn()
  while (fireNext()) await Promise.resolve()
  await nextTurn()
  expect(admitted).toBe(waiters)
  return counts
}

describe('a limiter with many calls that wait', () => {
  it.each([
    ['for others to end', { concurrency: 1 }],
    ['for requests of the minute', { requestsPerMinute: 100 }],
    ['for tokens of the minute', { tokensPerMinute: 1000, concurrency: 5 }],
  ] satisfies [string, LimitPolicy][])('does twice as much for twice as many, %s', async (_what, limits) => {
    const half = await letThrough(20_000, limits)
    const whole = await letThrough(40_000, limits)
    // A little more than twice: the full minute at the start is there once in both.
    for (const count of ['readings', 'timers', 'fired'] as const)
      expect(whole[count]).toBeLessThanOrEqual(2.01 * half[count] + 10)
    expect(whole.readings).toBeLessThan(10 * 40_000)
    expect(whole.mostTimers).toBeLessThanOrEqual(1)
  })

  it('lets 20,000 of them leave, each under a signal of its own, in any order', async () => {
    const { clock, counts } = countingClock()
    const limiter = new RateLimiter({ concurrency: 1 })
    const release = await limiter.enter({ agent: 'busy', tokens: 0, clock, signal: undefined })
    const controllers = Array.from({ length: 20_000 }, () => new AbortController())
    let left = 0
    for (const { signal } of controllers)
      limiter.enter({ agent: 'patient', tokens: 0, clock, signal }).catch(() => (left += 1))
    const last = limiter.enter({ agent: 'last', tokens: 0, clock, signal: undefined })
    const before = counts.readings
    // From the end and from the beginning, so that neither is the cheap side.
    for (let index = 0; index < 10_000; index += 1) {
      controllers[19_999 - index]?.abort()
      controllers[index]?.abort()
    }
    await nextTurn()
    expect(left).toBe(20_000)
    expect(counts.readings - before).toBeLessThanOrEqual(2 * 20_000)
    release(undefined)
    await last
  })

  it('lets 100,000 of them leave under one signal, and lets none of them in meanwhile', async () => {
    const { clock, counts } = countingClock()
    const limiter = new RateLimiter({ tokensPerMinute: 100 })
    const controller = new AbortController()
    const { signal } = controller
    await limiter.enter({ agent: 'first', tokens: 90, clock, signal: undefined })
    let [left, admitted] = [0, 0]
    const enter = (tokens: number): void =>
      void limiter.enter({ agent: 'patient', tokens, clock, signal }).then(
        () => (admitted += 1),
        () => (left += 1),
      )
    // The one in front wants more than is there; those behind it would fit.
    enter(50)
    for (let index = 1; index < 100_000; index += 1) enter(0)
    controller.abort(new Error('gone'))
    await nextTurn()
    expect([left, admitted]).toEqual([100_000, 0])
    expect(counts.timers).toBe(1)
  })
})
