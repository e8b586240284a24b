import type { PriceTable, TokenPrices } from './model-price.ts'

/**
 * The day the prices below were collected. Each block names the vendor's public page that has them. They were read from
 * copies of those pages or, where there was none, from public catalogues that quote them (models.dev, github/docs). What
 * sources disagreed about is left out: an unknown price is shown as unknown.
 */
export const pricesAsOf = '2026-11-22'

/** Prices of a request above a threshold, which is how vendors bill long inputs. */
function above(tokens: number, prices: TokenPrices): TokenPrices & { readonly above: number } {
  return { above: tokens, ...prices }
}

/** Prices by provider and model, in US dollars for a million tokens. */
export const prices: Readonly<Record<string, PriceTable>> = {
  // https://developers.openai.com/api/docs/pricing
  openai: {
    // https://developers.openai.com/api/docs/models/gpt-6-astra
    'gpt-6-astra': {
      input: 10,
      cachedInput: 1,
      cacheWrite: 12.5,
      output: 50,
      longInput: above(272_000, { input: 20, cachedInput: 2, cacheWrite: 25, output: 75 }),
    },
    'gpt-6-sol': {
      input: 2,
      cachedInput: 0.2,
      cacheWrite: 2.5,
      output: 10,
      longInput: above(272_000, { input: 4, cachedInput: 0.4, cacheWrite: 5, output: 15 }),
    },
    'gpt-6-luna': {
      input: 0.1,
      cachedInput: 0.01,
      cacheWrite: 0.125,
      output: 0.5,
      longInput: above(272_000, { input: 0.2, cachedInput: 0.02, cacheWrite: 0.25, output: 0.75 }),
    },
    // https://developers.openai.com/api/docs/models/gpt-5.6-terra and gpt-5.6-luna
    'gpt-5.6-terra': {
      input: 2,
      cachedInput: 0.2,
      cacheWrite: 2.5,
      output: 12,
      longInput: above(272_000, { input: 4, cachedInput: 0.4, cacheWrite: 5, output: 18 }),
    },
    'gpt-5.6-luna': {
      input: 0.2,
      cachedInput: 0.02,
      cacheWrite: 0.25,
      output: 1.2,
      longInput: above(272_000, { input: 0.4, cachedInput: 0.04, cacheWrite: 0.5, output: 1.8 }),
    },
    'gpt-5.5': {
      input: 5,
      cachedInput: 0.5,
      output: 30,
      longInput: above(272_000, { input: 10, cachedInput: 1, output: 45 }),
    },
    'gpt-5.4': {
      input: 2.5,
      cachedInput: 0.25,
      output: 15,
      longInput: above(272_000, { input: 5, cachedInput: 0.5, output: 22.5 }),
    },
    'gpt-5.4-mini': { input: 0.75, cachedInput: 0.075, output: 4.5 },
    'gpt-5.4-nano': { input: 0.2, cachedInput: 0.02, output: 1.25 },
    'gpt-5.3-codex': { input: 1.75, cachedInput: 0.175, output: 14 },
    'gpt-5.2': { input: 1.75, cachedInput: 0.175, output: 14 },
    'gpt-5.2-codex': { input: 1.75, cachedInput: 0.175, output: 14 },
    'gpt-5.1': { input: 1.25, cachedInput: 0.125, output: 10 },
    'gpt-5': { input: 1.25, cachedInput: 0.125, output: 10 },
    'gpt-5-mini': { input: 0.25, cachedInput: 0.025, output: 2 },
    'gpt-5-nano': { input: 0.05, cachedInput: 0.005, output: 0.4 },
    'gpt-5-pro': { input: 15, output: 120 },
    'gpt-4.1': { input: 2, cachedInput: 0.5, output: 8 },
    'gpt-4.1-mini': { input: 0.4, cachedInput: 0.1, output: 1.6 },
    'gpt-4.1-nano': { input: 0.1, cachedInput: 0.025, output: 0.4 },
    'gpt-4o': { input: 2.5, cachedInput: 1.25, output: 10 },
    // This snapshot kept the price of its day.
    'gpt-4o-2024-05-13': { input: 5, output: 15 },
    'gpt-4o-mini': { input: 0.15, cachedInput: 0.075, output: 0.6 },
    o3: { input: 2, cachedInput: 0.5, output: 8 },
    'o4-mini': { input: 1.1, cachedInput: 0.275, output: 4.4 },
    'o3-mini': { input: 1.1, cachedInput: 0.55, output: 4.4 },
    o1: { input: 15, cachedInput: 7.5, output: 60 },
    'gpt-4-turbo': { input: 10, output: 30 },
    // Previews of GPT-4 Turbo, not versions of GPT-4.
    'gpt-4-1106-preview': { input: 10, output: 30 },
    'gpt-4-0125-preview': { input: 10, output: 30 },
    'gpt-4': { input: 30, output: 60 },
    'gpt-3.5-turbo': { input: 0.5, output: 1.5 },
  },

  // https://platform.claude.com/docs/en/about-claude/pricing; cache writes are those that last five minutes
  anthropic: {
    'claude-fable-5-1': {
      input: 10,
      cachedInput: 0.25,
      cacheWrite: 12.5,
      output: 50,
    },
    'claude-fable-5': { input: 10, cachedInput: 1, cacheWrite: 12.5, output: 50 },
    'claude-opus-5-5': { input: 4, cachedInput: 0.2, cacheWrite: 5, output: 20 },
    'claude-opus-5': { input: 5, cachedInput: 0.5, cacheWrite: 6.25, output: 25 },
    'claude-opus-4-8': { input: 5, cachedInput: 0.5, cacheWrite: 6.25, output: 25 },
    'claude-opus-4-7': { input: 5, cachedInput: 0.5, cacheWrite: 6.25, output: 25 },
    'claude-opus-4-6': { input: 5, cachedInput: 0.5, cacheWrite: 6.25, output: 25 },
    'claude-opus-4-5': { input: 5, cachedInput: 0.5, cacheWrite: 6.25, output: 25 },
    'claude-opus-4-1': {
      input: 15,
      cachedInput: 1.5,
      cacheWrite: 18.75,
      output: 75,
    },
    'claude-opus-4': { input: 15, cachedInput: 1.5, cacheWrite: 18.75, output: 75 },
    'claude-opus-4-0': {
      input: 15,
      cachedInput: 1.5,
      cacheWrite: 18.75,
      output: 75,
    },
    'claude-sonnet-5-5': {
      input: 2,
      cachedInput: 0.1,
      cacheWrite: 2.5,
      output: 10,
    },
    'claude-sonnet-5': { input: 2, cachedInput: 0.2, cacheWrite: 2.5, output: 10 },
    'claude-sonnet-4-6': { input: 3, cachedInput: 0.3, cacheWrite: 3.75, output: 15 },
    'claude-sonnet-4-5': { input: 3, cachedInput: 0.3, cacheWrite: 3.75, output: 15 },
    'claude-sonnet-4': { input: 3, cachedInput: 0.3, cacheWrite: 3.75, output: 15 },
    'claude-sonnet-4-0': { input: 3, cachedInput: 0.3, cacheWrite: 3.75, output: 15 },
    'claude-3-7-sonnet': { input: 3, cachedInput: 0.3, cacheWrite: 3.75, output: 15 },
    'claude-3-5-sonnet': { input: 3, cachedInput: 0.3, cacheWrite: 3.75, output: 15 },
    'claude-3-opus': { input: 15, cachedInput: 1.5, cacheWrite: 18.75, output: 75 },
    'claude-haiku-5-5': {
      input: 0.1,
      cachedInput: 0.01,
      cacheWrite: 0.125,
      output: 0.5,
      longInput: above(100_000, { input: 0.5, cachedInput: 0.05, cacheWrite: 0.625, output: 2.5 }),
    },
    'claude-haiku-4-5': { input: 1, cachedInput: 0.1, cacheWrite: 1.25, output: 5 },
    'claude-3-5-haiku': { input: 0.8, cachedInput: 0.08, cacheWrite: 1, output: 4 },
    'claude-3-haiku': {
      input: 0.25,
      cachedInput: 0.03,
      cacheWrite: 0.3,
      output: 1.25,
    },
  },

  // https://ai.google.dev/gemini-api/docs/pricing, paid tier, text
  google: {
    'gemini-3.1-pro': {
      input: 2,
      cachedInput: 0.2,
      output: 12,
      longInput: above(200_000, { input: 4, cachedInput: 0.4, output: 18 }),
    },
    'gemini-3.1-flash-lite': { input: 0.25, output: 1.5 },
    // These three cost this until 2026-12-31.
    'gemini-3.8-flash': { input: 0.75, output: 3.75 },
    'gemini-3.7-flash': { input: 0.75, cachedInput: 0.075, output: 3.75 },
    'gemini-3.6-flash': { input: 0.75, cachedInput: 0.075, output: 3.75 },
    'gemini-3.5-flash': { input: 1.5, cachedInput: 0.15, output: 9 },
    'gemini-3-flash': { input: 0.5, output: 3 },
    'gemini-2.5-pro': {
      input: 1.25,
      cachedInput: 0.125,
      output: 10,
      longInput: above(200_000, { input: 2.5, cachedInput: 0.25, output: 15 }),
    },
    'gemini-2.5-flash': { input: 0.3, cachedInput: 0.03, output: 2.5 },
    'gemini-2.5-flash-lite': { input: 0.1, cachedInput: 0.01, output: 0.4 },
  },

  // https://docs.x.ai/developers/models; a request of 200,000 input tokens is already a long one
  xai: {
    'grok-4.7': {
      input: 2,
      cachedInput: 0.5,
      output: 6,
      longInput: above(199_999, { input: 4, cachedInput: 1, output: 12 }),
    },
    'grok-4.6': {
      input: 2,
      cachedInput: 0.5,
      output: 6,
      longInput: above(199_999, { input: 4, cachedInput: 1, output: 12 }),
    },
    'grok-4.5': {
      input: 2,
      cachedInput: 0.5,
      output: 6,
      longInput: above(199_999, { input: 4, cachedInput: 1, output: 12 }),
    },
    'grok-4.3': {
      input: 1.25,
      cachedInput: 0.2,
      output: 2.5,
      longInput: above(199_999, { input: 2.5, cachedInput: 0.4, output: 5 }),
    },
    // https://docs.x.ai/developers/models/grok-4.20-0309
    'grok-4.20': {
      input: 1.25,
      cachedInput: 0.2,
      output: 2.5,
      longInput: above(199_999, { input: 2.5, cachedInput: 0.4, output: 5 }),
    },
    'grok-4.20-reasoning': {
      input: 1.25,
      cachedInput: 0.2,
      output: 2.5,
      longInput: above(199_999, { input: 2.5, cachedInput: 0.4, output: 5 }),
    },
    'grok-4.20-0309-reasoning': {
      input: 1.25,
      cachedInput: 0.2,
      output: 2.5,
      longInput: above(199_999, { input: 2.5, cachedInput: 0.4, output: 5 }),
    },
    'grok-build-0.1': {
      input: 1,
      cachedInput: 0.2,
      output: 2,
      longInput: above(199_999, { input: 2, output: 4 }),
    },
  },

  // https://docs.mistral.ai/getting-started/models and the page of each model; cached input only where a page names it
  mistral: {
    // The list price; half of it while it was a preview.
    'mistral-large-4': { input: 1.36, cachedInput: 0.14, output: 4.18 },
    'mistral-large-4-0': { input: 1.36, cachedInput: 0.14, output: 4.18 },
    'mistral-large-2512': { input: 0.5, output: 1.5 },
    'mistral-medium-3.5': { input: 1.5, output: 7.5 },
    'mistral-medium-3-5': { input: 1.5, output: 7.5 },
    'mistral-medium-2604': { input: 1.5, output: 7.5 },
    codestral: { input: 0.3, output: 0.9 },
    'magistral-medium': { input: 2, output: 5 },
  },

  // https://api-docs.deepseek.com/quick_start/pricing; the price of peak hours, at other hours it is half of this
  deepseek: {
    'deepseek-flash': { input: 0.3, cachedInput: 0.006, output: 1.2 },
    'deepseek-v4-flash': { input: 0.3, cachedInput: 0.006, output: 1.2 },
    'deepseek-v4-pro': { input: 1.32, cachedInput: 0.044, output: 3.96 },
  },

  // https://groq.com/pricing and https://console.groq.com/docs/models
  groq: {
    'openai/gpt-oss-120b': { input: 0.15, cachedInput: 0.075, output: 0.6 },
    'openai/gpt-oss-20b': { input: 0.075, cachedInput: 0.0375, output: 0.3 },
    'qwen/qwen3-32b': { input: 0.29, output: 0.59 },
    'llama-3.3-70b-versatile': { input: 0.59, output: 0.79 },
    'llama-3.1-8b-instant': { input: 0.05, output: 0.08 },
    'meta-llama/llama-4-scout-17b-16e-instruct': { input: 0.11, output: 0.34 },
  },

  // https://aws.amazon.com/bedrock/pricing, us-east-1, on demand; Claude's prices there follow from Anthropic's (find-price.ts)
  bedrock: {
    'amazon.nova-micro': { input: 0.035, output: 0.14 },
    'amazon.nova-lite': { input: 0.06, output: 0.24 },
    'amazon.nova-pro': { input: 0.8, cachedInput: 0.2, output: 3.2 },
  },
}
