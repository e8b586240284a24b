import { embeddingPrices } from './embedding-prices.ts'
import { freeProviders } from './free-providers.ts'
import type { ModelPrice, PriceTable, TokenPrices } from './model-price.ts'
import { prices } from './prices.ts'

const free: ModelPrice = { input: 0, cachedInput: 0, cacheWrite: 0, output: 0 }

/** Other names of the providers of the table, as model objects and users give them. */
const providerNames: Readonly<Record<string, string>> = {
  gemini: 'google',
  'google-vertex': 'google',
  'amazon-bedrock': 'bedrock',
  grok: 'xai',
}

// What may follow a model's name in the name of one of its versions: a date, a build number, `latest`, `preview`, `v1:0`.
// Never a single digit or another word: `gpt-5` says nothing about the price of `gpt-5-pro` or `gpt-5.1`.
const versionSuffix =
  /^(?:[-@](?:\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|\d{2}-\d{4}|\d{3,8}|latest|preview|exp|v\d+(?::\d+)?))*$/

/**
 * The price of a model, or `undefined` where it is not known. The user's own table is asked first, then the dated one.
 * `provider` is the name before the colon, or the longer one that a model object has (`openai.responses`).
 */
export function findPrice(provider: string, model: string, own: PriceTable = {}): ModelPrice | undefined {
  const name = tableName(provider)
  const found = findOwnPrice(provider, model, own) ?? (freeProviders.has(name) ? free : undefined)
  if (found !== undefined) return found
  if (name === 'bedrock') return bedrockPrice(model)
  const table = prices[name]
  return table === undefined ? undefined : longestMatch(table, model)
}

/** The price of an embedding model, found as that of a language model is. */
export function findEmbeddingPrice(provider: string, model: string, own: PriceTable = {}): ModelPrice | undefined {
  const name = tableName(provider)
  const found = findOwnPrice(provider, model, own) ?? (freeProviders.has(name) ? free : undefined)
  return found ?? longestMatch(embeddingPrices[name] ?? {}, model.replace(regionPrefix, ''))
}

function findOwnPrice(provider: string, model: string, own: PriceTable): ModelPrice | undefined {
  return (
    longestMatch(own, `${tableName(provider)}:${model}`) ??
    longestMatch(own, `${shortName(provider)}:${model}`) ??
    longestMatch(own, model)
  )
}

function shortName(provider: string): string {
  return provider.split('.')[0] ?? provider
}

/** The provider's name in the tables. */
function tableName(provider: string): string {
  const short = shortName(provider)
  return providerNames[short] ?? short
}

function longestMatch(table: PriceTable, model: string): ModelPrice | undefined {
  if (Object.hasOwn(table, model)) return table[model]
  let best: string | undefined
  for (const key of Object.keys(table)) {
    if (covers(key, model) && (best === undefined || key.length > best.length)) best = key
  }
  return best === undefined ? undefined : table[best]
}

function covers(key: string, model: string): boolean {
  if (key.endsWith('*')) return model.startsWith(key.slice(0, -1))
  return model.startsWith(key) && versionSuffix.test(model.slice(key.length))
}

const regionPrefix = /^(us-gov|us|eu|apac|jp|au|ca|global)\./
// https://platform.claude.com/docs/en/about-claude/pricing: from 4.5 on, a regional endpoint costs a tenth more than the global one.
const regionalFactor = 1.1
const beforeRegionalPrices = /^claude-(3|opus-4-1|opus-4-20|sonnet-4-20)/

function bedrockPrice(id: string): ModelPrice | undefined {
  const region = regionPrefix.exec(id)?.[1]
  const model = id.replace(regionPrefix, '')
  if (!model.startsWith('anthropic.')) return longestMatch(prices['bedrock'] ?? {}, model)
  const claude = model.slice('anthropic.'.length)
  const price = longestMatch(prices['anthropic'] ?? {}, claude)
  if (price === undefined || region === 'global' || beforeRegionalPrices.test(claude)) return price
  const { longInput } = price
  const regional = { ...price, ...times(price, regionalFactor) }
  return longInput === undefined
    ? regional
    : { ...regional, longInput: { above: longInput.above, ...times(longInput, regionalFactor) } }
}

function times({ input, cachedInput = input, cacheWrite = input, output }: TokenPrices, factor: number): TokenPrices {
  return {
    input: input * factor,
    cachedInput: cachedInput * factor,
    cacheWrite: cacheWrite * factor,
    output: output * factor,
  }
}
