import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { nextTurn } from '../../../util/clock.ts'
import type { LimitPolicy } from '../../resilience-policy.ts'
import { RateLimiter, type Release } from './rate-limiter.ts'

function setUp(limits: LimitPolicy) {
  const clock = fakeClock()
  const limiter = new RateLimiter(limits)
  const admitted: string[] = []
  const releases = new Map<string, Release>()
  const enter = (
    name: string,
    options: { readonly tokens?: number; readonly signal?: AbortSignal } = {},
  ): Promise<void> => {
    const [agent = ''] = name.split('-')
    return limiter.enter({ agent, tokens: options.tokens ?? 0, clock, signal: options.signal }).then((release) => {
      admitted.push(name)
      releases.set(name, release)
    })
  }
  return { clock, enter, admitted, release: (name: string, used?: number) => releases.get(name)?.(used) }
}

describe('limits', () => {
  it('let only so many calls run at once, and take turns by agent', async () => {
    const { enter, admitted, release } = setUp({ concurrency: 1 })
    for (const name of ['a-1', 'a-2', 'a-3', 'b-1', 'c-1', 'b-2']) void enter(name)
    await nextTurn()
    for (let index = 0; index < 5; index += 1) {
      release(admitted.at(-1) ?? '')
      await nextTurn()
    }
    expect(admitted).toEqual(['a-1', 'a-2', 'b-1', 'c-1', 'a-3', 'b-2'])
  })

  it('let a minute full of calls through at once, and the next as the minute goes by', async () => {
    const { enter, admitted, clock } = setUp({ requestsPerMinute: 3 })
    for (const name of ['a-1', 'a-2', 'a-3', 'a-4', 'a-5']) void enter(name)
    await clock.advance(0)
    expect(admitted).toHaveLength(3)
    await clock.advance(19_999)
    expect(admitted).toHaveLength(3)
    await clock.advance(1)
    expect(admitted).toHaveLength(4)
    await clock.advance(20_000)
    expect(admitted).toHaveLength(5)
    expect(clock.pendingTimers).toBe(0)
  })

  it('count tokens by the estimate, and correct it by what was used', async () => {
    const { enter, admitted, clock, release } = setUp({ tokensPerMinute: 600 })
    void enter('a-1', { tokens: 600 })
    void enter('a-2', { tokens: 300 })
    await nextTurn()
    expect(admitted).toEqual(['a-1'])
    release('a-1', 200)
    await nextTurn()
    expect(admitted).toEqual(['a-1', 'a-2'])
    void enter('a-3', { tokens: 400 })
    await clock.advance(29_999)
    expect(admitted).toHaveLength(2)
    await clock.advance(1)
    expect(admitted).toHaveLength(3)
  })

  it('let a call in that is larger than a minute, once the minute is full', async () => {
    const { enter, admitted } = setUp({ tokensPerMinute: 100 })
    await enter('a-1', { tokens: 5000 })
    expect(admitted).toEqual(['a-1'])
  })

  it('forget a call that is aborted while it waits', async () => {
    const { enter, admitted, release } = setUp({ concurrency: 1 })
    await enter('a-1')
    const controller = new AbortController()
    const waiting = enter('b-1', { signal: controller.signal })
    void enter('c-1')
    controller.abort(new Error('gone'))
    await expect(waiting).rejects.toThrow('gone')
    release('a-1')
    await nextTurn()
    expect(admitted).toEqual(['a-1', 'c-1'])
  })
})
