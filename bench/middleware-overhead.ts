// What the resilience middleware costs per call, on a model that answers at once, beside the same model without it.
// Prints JSON: `node bench/middleware-overhead.ts [milliseconds per batch]`.
import type { LanguageModelV4, LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { guardModel } from '../src/models/guard/guard-model.ts'
import { resilientModel } from '../src/models/middleware/resilient-model.ts'
import { summarize } from './statistics.ts'

const batchMs = Number(process.argv[2] ?? 100)
const batches = 30
const streamedParts = 100

const usage: LanguageModelV4GenerateResult['usage'] = {
  inputTokens: { total: 10, noCache: 10, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 5, text: 5, reasoning: undefined },
}
const finishReason = { unified: 'stop', raw: 'stop' } as const
const parts: readonly LanguageModelV4StreamPart[] = [
  { type: 'stream-start', warnings: [] },
  { type: 'text-start', id: '1' },
  ...Array.from({ length: streamedParts }, (): LanguageModelV4StreamPart => ({
    type: 'text-delta',
    id: '1',
    delta: 'word ',
  })),
  { type: 'text-end', id: '1' },
  { type: 'finish', finishReason, usage },
]

const instant: LanguageModelV4 = {
  specificationVersion: 'v4',
  provider: 'bench',
  modelId: 'instant',
  supportedUrls: {},
  doGenerate: async () => ({ content: [{ type: 'text', text: 'Hello' }], finishReason, usage, warnings: [] }),
  async doStream() {
    let position = 0
    return {
      stream: new ReadableStream({
        pull(controller) {
          const part = parts[position]
          position += 1
          if (part === undefined) controller.close()
          else controller.enqueue(part)
        },
      }),
    }
  },
}

const everything = {
  fallback: { models: [instant] },
  circuitBreaker: {},
  limits: { concurrency: 100, requestsPerMinute: 1e9, tokensPerMinute: 1e12 },
  hedge: { afterMs: 10_000 },
  timeouts: { totalMs: 60_000 },
}
const subjects: Readonly<Record<string, LanguageModelV4>> = {
  bare: instant,
  guarded: guardModel(instant, { provider: 'bench', model: 'instant', secrets: [] }),
  defaults: resilientModel(instant),
  everything: resilientModel(instant, everything),
  'everything and a cache that holds the answer': resilientModel(instant, { ...everything, cache: {} }),
}
const options = { prompt: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'x'.repeat(1000) }] }] }

const modes: Readonly<Record<string, (model: LanguageModelV4) => Promise<void>>> = {
  generate: async (model) => {
    const { content } = await model.doGenerate(options)
    if (content.length !== 1) throw new Error('The model gave another answer.')
  },
  [`stream of ${streamedParts} parts`]: async (model) => {
    let seen = 0
    for await (const part of (await model.doStream(options)).stream) if (part.type === 'text-delta') seen += 1
    if (seen !== streamedParts) throw new Error(`The stream had ${seen} parts, not ${streamedParts}.`)
  },
}

const figures: unknown[] = []
for (const [mode, ask] of Object.entries(modes)) {
  const series = new Map(Object.keys(subjects).map((name): [string, number[]] => [name, []]))
  for (const model of Object.values(subjects)) await measure(() => ask(model))
  // In turns, so that what else the machine does falls on all of them.
  for (let batch = 0; batch < batches; batch += 1) {
    for (const [name, model] of Object.entries(subjects)) series.get(name)?.push(await measure(() => ask(model)))
  }
  const bare = summarize(series.get('bare') ?? []).p50
  for (const [name, values] of series) {
    const { p50, min, p90 } = summarize(values)
    figures.push({
      mode,
      model: name,
      medianMicroseconds: round(p50),
      minMicroseconds: round(min),
      p90Microseconds: round(p90),
      overheadMicroseconds: round(p50 - bare),
    })
  }
}
console.log(JSON.stringify({ engine: `node ${process.versions.node}`, batches, batchMs, figures }, null, 2))

/** Microseconds per call over one batch. */
async function measure(call: () => Promise<void>): Promise<number> {
  const start = performance.now()
  let calls = 0
  do {
    await call()
    calls += 1
  } while (performance.now() - start < batchMs)
  return ((performance.now() - start) * 1000) / calls
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
