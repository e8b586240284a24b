import { describe, expect, it } from 'vitest'
import { rejection } from '../../test/support/rejection.ts'
import { ModelError } from '../errors/model-error.ts'
import type { RunEvent } from '../events/event.ts'
import type { ModelResolver } from '../models/model.ts'
import { resilientModel } from '../models/middleware/resilient-model.ts'
import { memoryLedger } from '../runs/memory/memory-ledger.ts'
import { fakeClock } from '../testing/fake-clock.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineAgent } from '../agents/define-agent.ts'

const down = { error: new ModelError('MODEL_UNAVAILABLE', 'Down.') }
const random = { next: () => 0.5, id: () => 'run-1' }

describe('an agent with a resilience policy', () => {
  it('tries again, says so while it happens, warns, records it, and replays it', async () => {
    const clock = fakeClock()
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([down, 'Hello']),
      resilience: { retry: { initialBackoffMs: 1000 } },
    })
    const live: RunEvent[] = []
    const ledger = memoryLedger()
    const running = agent.run('x', { clock, random, ledger, onEvent: (event) => live.push(event) })
    // The middleware is loaded on first use.
    await expect.poll(() => live.some(({ type }) => type === 'model-retry')).toBe(true)
    await clock.advance(499)
    expect(live.some(({ type }) => type === 'step-finish')).toBe(false)
    expect(live.find(({ type }) => type === 'model-retry')).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      reason: 'Down.',
      delayMs: 500,
      next: 'scripted:scripted',
    })
    await clock.advance(1)
    const { output, warnings } = await running
    expect(output).toBe('Hello')
    expect(warnings).toEqual(['scripted:scripted answered at attempt 2. scripted:scripted: Down.'])
    expect(ledger.records.find(({ type }) => type === 'outcome')).toMatchObject({
      value: { attempts: [{ code: 'MODEL_UNAVAILABLE', delayMs: 500 }] },
    })

    const replayed: RunEvent[] = []
    const again = await agent.run('x', {
      clock,
      random,
      ledger: memoryLedger(ledger.records),
      onEvent: (event) => replayed.push(event),
    })
    expect(again.warnings).toEqual(warnings)
    expect(replayed.map(({ type }) => type)).toEqual(live.map(({ type }) => type))
  })

  it('falls back to another model, by name, and records who answered and why', async () => {
    const second = scriptedModel(['from the second'], { modelId: 'second' })
    const resolveModel: ModelResolver = (reference) => {
      if (reference === 'b:second') return second
      if (typeof reference === 'string') throw new ModelError('MODEL_KEY_MISSING', `No key for ${reference}.`)
      return reference
    }
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([down]),
      resilience: { retry: { maxAttempts: 1 }, fallback: { models: ['c:no-key', 'b:second'] } },
    })
    const ledger = memoryLedger()
    const { output, warnings } = await agent.run('x', { resolveModel, ledger })
    expect(output).toBe('from the second')
    expect(warnings[0]).toContain('b:second (fallback for scripted:scripted)')
    expect(ledger.records.find(({ type }) => type === 'outcome')).toMatchObject({
      value: {
        answeredBy: 'b:second',
        attempts: [
          { code: 'MODEL_UNAVAILABLE', next: 'c:no-key' },
          { code: 'MODEL_KEY_MISSING', next: 'b:second' },
        ],
      },
    })
  })

  it('does not ask another model what the first one refused to do', async () => {
    const other = scriptedModel([])
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([{ error: new ModelError('MODEL_CONTENT_FILTERED', 'No.') }]),
      resilience: { fallback: { models: [other] } },
    })
    await expect(agent.run('x')).rejects.toMatchObject({ code: 'MODEL_CONTENT_FILTERED' })
    expect(other.calls).toHaveLength(0)
  })

  it('begins with the next model for each call where the strategy is round robin', async () => {
    const names = ['one', 'two', 'three']
    const [first, ...models] = names.map((modelId) => scriptedModel([modelId, modelId], { modelId }))
    const agent = defineAgent({
      name: 'a',
      model: first!,
      resilience: { fallback: { models, strategy: 'round-robin' } },
    })
    const resolveModel: ModelResolver = (reference) => reference as never
    const outputs: string[] = []
    for (let run = 0; run < 4; run += 1) outputs.push((await agent.run('x', { resolveModel })).output)
    expect(outputs).toEqual(['one', 'two', 'three', 'one'])
  })

  it('says that a stream starts again, and keeps only the new text', async () => {
    const model = scriptedModel([{ text: 'Wrong begin', error: down.error }, 'Right answer'])
    const agent = defineAgent({ name: 'a', model, resilience: { retry: { initialBackoffMs: 1, restartStream: true } } })
    const stream = agent.stream('x')
    const shown: string[] = []
    for await (const event of stream) {
      if (event.type === 'text-reset') shown.length = 0
      if (event.type === 'text-delta') shown.push(event.text)
    }
    expect(shown.join('')).toBe('Right answer')
    expect((await stream.result).output).toBe('Right answer')
  })

  it('counts a cached answer as no call', async () => {
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([{ text: 'once', usage: { inputTokens: 3, outputTokens: 4 } }]),
      resilience: { cache: {} },
    })
    const resolveModel: ModelResolver = (reference) => reference as never
    expect((await agent.run('x', { resolveModel })).usage).toMatchObject({ inputTokens: 3, modelCalls: 1 })
    const again = await agent.run('x', { resolveModel })
    expect(again.output).toBe('once')
    expect(again.usage).toMatchObject({ inputTokens: 0, modelCalls: 0 })
  })

  it('shares breaker and limits with the other agents of its resolver', async () => {
    const resilience = { retry: false, circuitBreaker: { failureThreshold: 1 } } as const
    const resolveModel: ModelResolver = (reference) => reference as never
    const broken = defineAgent({ name: 'a', model: scriptedModel([down]), resilience })
    const neighbour = defineAgent({ name: 'b', model: scriptedModel(['fine']), resilience: { ...resilience } })
    await expect(broken.run('x', { resolveModel })).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    await expect(neighbour.run('x', { resolveModel })).rejects.toMatchObject({ code: 'MODEL_CIRCUIT_OPEN' })
    expect((await neighbour.run('x', { resolveModel: (reference) => reference as never })).output).toBe('fine')
  })

  it('ends a call with all its attempts when the total time is up', async () => {
    const clock = fakeClock()
    const agent = defineAgent({
      name: 'a',
      model: scriptedModel([down, down, down]),
      resilience: { retry: { initialBackoffMs: 10_000 }, timeouts: { totalMs: 6000 } },
    })
    const failure = rejection(agent.run('x', { clock, random }))
    await expect.poll(() => clock.pendingTimers).toBe(2)
    await clock.advance(6000)
    expect(await failure).toMatchObject({
      code: 'MODEL_TIMEOUT',
      details: { timeoutMs: 6000 },
    })
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('a model wrapped by hand', () => {
  it('tells the agent what happened in the same way', async () => {
    const model = resilientModel(scriptedModel([down, 'Hello']), { retry: { initialBackoffMs: 1 } })
    const { warnings } = await defineAgent({ name: 'a', model }).run('x')
    expect(warnings).toHaveLength(1)
  })

  it('gives every error a code, whatever the model throws', async () => {
    const model = resilientModel(scriptedModel([{ error: new Error('odd') }]))
    await expect(model.doGenerate({ prompt: [] })).rejects.toMatchObject({ code: 'MODEL_FAILED' })
  })

  it('reports in the provider metadata, and gives its providers nothing but their options', async () => {
    const inner = scriptedModel([down, 'Hello'])
    const model = resilientModel(inner, { retry: { initialBackoffMs: 1 } })
    const { providerMetadata } = await model.doGenerate({ prompt: [] })
    expect(providerMetadata).toMatchObject({ aixgo: { attempts: [{ code: 'MODEL_UNAVAILABLE' }] } })
    expect(Object.getOwnPropertySymbols(inner.calls[0]?.options ?? {})).toEqual([])
  })
})
