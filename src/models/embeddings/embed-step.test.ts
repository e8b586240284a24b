import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { rejection } from '../../../test/support/rejection.ts'
import { scriptedEmbeddings } from '../../../test/support/scripted-embeddings.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { createEmbedder } from './create-embedder.ts'
import type { EmbeddingModel } from './embedding-model.ts'
import { embedStep } from './embed-step.ts'

const prices = { 'scripted:vectors': { input: 1_000_000, output: 0 } }
const texts = ['How do I get my money back?', 'Refunds take five days.', 'How do I get my money back?']

/** An agent that embeds texts and gives what came of it as lists. */
function embedding(
  model: EmbeddingModel,
  options: { readonly prices?: typeof prices; readonly batchSize?: number } = {},
) {
  const embedder = createEmbedder({ model, ...options })
  return defineCustomAgent({
    name: 'reader',
    input: z.string(),
    execute: async (input, context) => {
      const { vectors, usage, cost } = await embedStep(context, embedder, input.split('|'))
      return { vectors: vectors.map((vector) => [...vector]), usage: { ...usage }, usd: cost?.usd }
    },
  })
}

const input = texts.join('|')

describe('an embedding within a run', () => {
  it('is a step of the run, counted in its usage and cost', async () => {
    const { model } = scriptedEmbeddings()
    const ledger = memoryLedger()
    const { output, usage, cost } = await embedding(model, { prices }).run(input, { ledger })
    expect(output.vectors).toHaveLength(3)
    expect(output.vectors[2]).toEqual(output.vectors[0])
    expect(output).toMatchObject({ usage: { tokens: 11, requests: 1 }, usd: 11 })
    expect(usage).toMatchObject({ inputTokens: 11, outputTokens: 0, modelCalls: 1 })
    expect(cost).toEqual({ usd: 11, unknownCalls: 0, unknownModels: [] })
    const intents = ledger.records.filter((record) => record.type === 'intent')
    expect(intents).toMatchObject([{ kind: 'step', name: 'embed', effect: 'none' }])
    expect(JSON.stringify(ledger.records.filter((record) => record.type !== 'run'))).not.toContain('money back')
  })

  it('is not asked again by a replay, which gives the same vectors', async () => {
    const { model, calls } = scriptedEmbeddings()
    const ledger = memoryLedger()
    const agent = embedding(model, { prices })
    const first = await agent.run(input, { ledger })
    const history = ledger.records.filter((record) => record.type !== 'finish')
    const again = await agent.run(input, { ledger: memoryLedger(history) })
    expect(calls).toHaveLength(1)
    expect(again.output).toEqual(first.output)
    expect([again.usage, again.cost]).toEqual([first.usage, first.cost])
  })

  it('is held to a budget before anything is sent, and counted against it after', async () => {
    const { model, calls } = scriptedEmbeddings()
    const agent = embedding(model, { prices })
    for (const budget of [{ tokens: 5 }, { usd: 5 }, { modelCalls: 0 }]) {
      expect(await rejection(agent.run(input, { budget }))).toMatchObject({ code: 'BUDGET_EXCEEDED' })
    }
    expect(calls).toEqual([])
    const twice = defineCustomAgent({
      name: 'twice',
      execute: async (_input, context) => {
        const embedder = createEmbedder({ model, prices })
        await embedStep(context, embedder, ['one two three'])
        return (await embedStep(context, embedder, ['four five six'])).usage.requests
      },
    })
    expect(await rejection(twice.run('go', { budget: { tokens: 7 } }))).toMatchObject({
      code: 'BUDGET_EXCEEDED',
      details: { measure: 'tokens', used: 3, needed: 5 },
    })
    expect(calls).toHaveLength(1)
  })

  it('of a model whose price is not known is refused by a budget in money, and counts as unknown otherwise', async () => {
    const { model, calls } = scriptedEmbeddings()
    const agent = embedding(model)
    expect(await rejection(agent.run(input, { budget: { usd: 5 } }))).toMatchObject({
      code: 'BUDGET_UNPRICED',
      details: { model: 'scripted:vectors' },
    })
    expect(calls).toEqual([])
    const { cost, usage } = await agent.run(input, { budget: { tokens: 100 } })
    expect(cost).toEqual({ usd: 0, unknownCalls: 1, unknownModels: ['scripted:vectors'] })
    expect(usage.inputTokens).toBe(11)
  })

  it('counts what it may have taken where the provider reports no tokens', async () => {
    const model: EmbeddingModel = {
      ...scriptedEmbeddings().model,
      doEmbed: async ({ values }) => ({ embeddings: values.map(() => [1, 2]), warnings: [] }),
    }
    const twice = defineCustomAgent({
      name: 'twice',
      execute: async (_input, context) => {
        const embedder = createEmbedder({ model })
        await embedStep(context, embedder, ['one two three'])
        return (await embedStep(context, embedder, ['four five six'])).usage.requests
      },
    })
    const failed = await rejection(twice.run('go', { budget: { tokens: 7 } }))
    expect(failed).toMatchObject({ code: 'BUDGET_EXCEEDED', details: { used: 5, needed: 5 } })
    const { cost, usage } = await twice.run('go')
    expect([cost.unknownCalls, usage.inputTokens]).toEqual([2, 0])
  })

  it('ends when the run is called off', async () => {
    const controller = new AbortController()
    const { model } = scriptedEmbeddings(() => {
      controller.abort(new Error('enough'))
      return new Promise(() => {})
    })
    const failed = await rejection(embedding(model, { prices }).run(input, { signal: controller.signal }))
    expect(failed).toMatchObject({ message: 'enough' })
  })
})
