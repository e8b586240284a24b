import { describe, expect, it } from 'vitest'
import { costOf, worstCost } from './cost-of.ts'
import { findPrice } from './find-price.ts'
import { prices, pricesAsOf } from './prices.ts'

const usage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  modelCalls: 1,
}

describe('the price table', () => {
  it('is dated and holds prices above zero, cached input never dearer than input', () => {
    expect(Number.isNaN(Date.parse(pricesAsOf))).toBe(false)
    const odd = Object.values(prices).flatMap((table) =>
      Object.entries(table).filter(([, { input, output, cachedInput = input, longInput }]) => {
        const isPlausible = input > 0 && output >= input && cachedInput > 0 && cachedInput <= input
        return !isPlausible || (longInput?.input ?? input) < input || (longInput?.output ?? output) < output
      }),
    )
    expect(odd).toEqual([])
  })
})

describe('findPrice', () => {
  it.each([
    ['openai', 'gpt-4o', 2.5],
    ['openai.responses', 'gpt-4o-2024-08-06', 2.5],
    ['openai', 'gpt-4o-2024-05-13', 5],
    ['openai', 'gpt-4o-mini', 0.15],
    ['openai', 'gpt-4o-mini-2024-07-18', 0.15],
    ['openai', 'gpt-4-0613', 30],
    ['openai', 'gpt-4-1106-preview', 10],
    ['anthropic.messages', 'claude-sonnet-4-5-20250929', 3],
    ['anthropic', 'claude-3-5-haiku-latest', 0.8],
    ['google.generative-ai', 'gemini-2.5-flash-preview-09-2025', 0.3],
    ['gemini', 'gemini-2.5-pro', 1.25],
    ['mistral', 'codestral-2508', 0.3],
    ['groq', 'openai/gpt-oss-20b', 0.075],
    ['amazon-bedrock', 'eu.amazon.nova-pro-v1:0', 0.8],
    ['bedrock', 'global.anthropic.claude-haiku-4-5-20251001-v1:0', 1],
    ['bedrock', 'anthropic.claude-3-haiku-20240307-v1:0', 0.25],
  ])('finds %s %s', (provider, model, input) => {
    expect(findPrice(provider, model)?.input).toBe(input)
  })

  it('adds what a regional endpoint of Bedrock costs more', () => {
    expect(findPrice('bedrock', 'us.anthropic.claude-haiku-4-5-20251001-v1:0')?.output).toBeCloseTo(5.5)
  })

  it.each([
    ['openai', 'gpt-5-unheard-of'],
    ['openai', 'gpt-4-32k'],
    ['openai', 'gpt-5.9'],
    ['openai', 'ft:gpt-4o-mini:acme'],
    ['anthropic', 'claude-opus-4-9'],
    ['openai-compatible', 'gpt-4o'],
    ['scripted', 'scripted'],
  ])('does not take the price of another model for %s %s', (provider, model) => {
    expect(findPrice(provider, model)).toBeUndefined()
  })

  it.each(['ollama', 'vllm', 'offline'])('knows that %s costs nothing', (provider) => {
    expect(findPrice(provider, 'anything')).toMatchObject({ input: 0, output: 0 })
  })

  it('asks the table of the user first: with the provider, by the bare name, by a beginning', () => {
    const own = {
      'openai:gpt-4o': { input: 1, output: 2 },
      'llama-x': { input: 3, output: 4 },
      'openai:ft:*': { input: 5, output: 6 },
    }
    expect(findPrice('openai.chat', 'gpt-4o-2024-08-06', own)?.input).toBe(1)
    expect(findPrice('vllm', 'llama-x', own)?.input).toBe(3)
    expect(findPrice('openai', 'ft:gpt-4o-mini:acme', own)?.input).toBe(5)
    expect(findPrice('openai', 'gpt-4o-mini', own)?.input).toBe(0.15)
  })
})

describe('costOf', () => {
  const price = {
    input: 4,
    cachedInput: 1,
    cacheWrite: 5,
    output: 20,
    longInput: { above: 1000, input: 8, output: 40 },
  }

  it('splits the cost by plain, cached, written and output tokens', () => {
    const cost = costOf(
      { ...usage, inputTokens: 1000, cachedInputTokens: 300, cacheWriteTokens: 200, outputTokens: 100 },
      price,
    )
    expect(cost).toEqual({ input: 0.002, cachedInput: 0.0003, cacheWrite: 0.001, output: 0.002, usd: 0.0053 })
  })

  it('bills every token of a long input at the higher rates, cached ones like input where no rate is given', () => {
    const cost = costOf({ ...usage, inputTokens: 2000, cachedInputTokens: 1000, outputTokens: 100 }, price)
    expect(cost).toMatchObject({ input: 0.008, cachedInput: 0.008, output: 0.004 })
  })

  it('is never more than the worst case of the same tokens', () => {
    const all = { ...usage, inputTokens: 900, cacheWriteTokens: 900, outputTokens: 50 }
    expect(costOf(all, price).usd).toBeCloseTo(worstCost(900, 50, price), 12)
  })
})
