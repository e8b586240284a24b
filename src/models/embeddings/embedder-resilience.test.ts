import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { scriptedEmbeddings, type EmbeddingScript } from '../../../test/support/scripted-embeddings.ts'
import { ModelError } from '../../errors/model-error.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { SharedResilience } from '../middleware/shared-resilience.ts'
import type { EmbedderResilience } from './batches/embedding-requests.ts'
import { createEmbedder } from './create-embedder.ts'
// Loaded with the first call and the first failure otherwise, which a clock that stands still does not wait for.
import './resolve-embedder.ts'
import '../errors/model-errors.ts'

const busy = (): never => {
  throw new ModelError('MODEL_UNAVAILABLE', 'Busy.')
}
const slowDown = (retryAfterMs: number): never => {
  throw new ModelError('MODEL_RATE_LIMITED', 'Slow down.', { details: { retryAfterMs } })
}
const silent = (): Promise<void> => new Promise(() => {})

/** An embedder on a clock that stands still, with chance that always draws 0.5. */
function setUp(script: EmbeddingScript, resilience: EmbedderResilience = {}, shared = new SharedResilience()) {
  const clock = fakeClock()
  const random = { next: () => 0.5, id: () => 'id' }
  const { model, calls } = scriptedEmbeddings(script)
  return { clock, calls, embedder: createEmbedder({ model, resilience, clock, random, shared }) }
}

describe('a request for vectors that failed for a reason that may go away', () => {
  it('is made again after a random time below a bound that doubles', async () => {
    const { embedder, clock, calls } = setUp((_texts, number) => (number < 2 ? busy() : undefined))
    const result = embedder.embed(['a'])
    await clock.advance(249)
    expect(calls).toHaveLength(1)
    await clock.advance(1)
    expect(calls).toHaveLength(2)
    await clock.advance(500)
    expect((await result).vectors).toHaveLength(1)
    expect(clock.pendingTimers).toBe(0)
  })

  it('is made again when the provider says', async () => {
    const { embedder, clock, calls } = setUp((_texts, number) => (number === 0 ? slowDown(7000) : undefined))
    const result = embedder.embed(['a'])
    await clock.advance(7000)
    expect(calls).toHaveLength(1)
    await clock.advance(250)
    expect((await result).usage.requests).toBe(1)
  })

  it('fails with the last error and the count once its attempts are used up', async () => {
    const { embedder, clock } = setUp(busy, { retry: { initialBackoffMs: 10 } })
    const failure = rejection(embedder.embed(['a']))
    await clock.advance(1000)
    expect(await failure).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: 'Busy. Gave up after 3 attempts.',
      details: { attempts: 3 },
    })
  })

  it('is not made again where that is turned off, or cannot help', async () => {
    const off = setUp(busy, { retry: false })
    expect(await rejection(off.embedder.embed(['a']))).toMatchObject({ message: 'Busy.' })
    const final = setUp(() => {
      throw new ModelError('MODEL_AUTHENTICATION', 'No.')
    })
    expect(await rejection(final.embedder.embed(['a']))).toMatchObject({ message: 'No.' })
    expect([off.calls, final.calls].map(({ length }) => length)).toEqual([1, 1])
  })

  it('stops waiting when the caller gives up', async () => {
    const { embedder, clock } = setUp(busy)
    const controller = new AbortController()
    const failure = rejection(embedder.embed(['a'], { signal: controller.signal }))
    await clock.advance(1)
    controller.abort('enough')
    expect(await failure).toBe('enough')
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('the time limits of an embedder', () => {
  it('end one request that takes too long, and it is made again', async () => {
    const { embedder, clock, calls } = setUp((_texts, number) => (number === 0 ? silent() : undefined), {
      timeouts: { answerMs: 1000 },
    })
    const result = embedder.embed(['a'])
    await clock.advance(1000)
    await clock.advance(250)
    expect((await result).vectors).toHaveLength(1)
    expect(calls.map(({ abortSignal }) => abortSignal?.aborted)).toEqual([true, false])
    expect(clock.pendingTimers).toBe(0)
  })

  it('end everything that belongs to one embed', async () => {
    const { embedder, clock } = setUp(silent, { timeouts: { totalMs: 1500, answerMs: 1000 } })
    const failure = rejection(embedder.embed(['a']))
    await clock.advance(1500)
    expect(await failure).toMatchObject({ code: 'MODEL_TIMEOUT', details: { timeoutMs: 1500 } })
  })

  it('are two minutes for a request unless said otherwise', async () => {
    const { embedder, clock } = setUp(silent, { retry: false })
    const failure = rejection(embedder.embed(['a']))
    await clock.advance(119_999)
    expect(clock.pendingTimers).toBe(1)
    await clock.advance(1)
    expect(await failure).toMatchObject({ code: 'MODEL_TIMEOUT' })
  })
})

describe('what embedders share', () => {
  it('is a circuit that opens for all of them', async () => {
    const shared = new SharedResilience()
    const policy = { retry: false, circuitBreaker: { failureThreshold: 2 } } as const
    const first = setUp(busy, policy, shared)
    const second = setUp(() => {}, policy, shared)
    for (const text of ['a', 'b']) await rejection(first.embedder.embed([text]))
    expect(await rejection(second.embedder.embed(['c']))).toMatchObject({ code: 'MODEL_CIRCUIT_OPEN' })
    expect(second.calls).toEqual([])
  })

  it('is a limit that makes the later one wait', async () => {
    const shared = new SharedResilience()
    const policy = { limits: { requestsPerMinute: 1 } }
    const clock = fakeClock()
    const { model, calls } = scriptedEmbeddings()
    const make = () => createEmbedder({ model, resilience: policy, shared, clock })
    await make().embed(['a'])
    const later = make().embed(['b'])
    await clock.advance(59_000)
    expect(calls).toHaveLength(1)
    await clock.advance(1000)
    expect((await later).vectors).toHaveLength(1)
  })
})
