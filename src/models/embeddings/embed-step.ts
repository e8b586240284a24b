import { noCost, type Cost, type CostSum } from '../../messages/cost.ts'
import { noUsage, type Usage } from '../../messages/usage.ts'
import type { AgentContext } from '../../runs/context.ts'
import type { Embedded, Embedder } from './embedder.ts'
import { defined } from '../../util/options/defined.ts'
import { sha256 } from '../../util/platform/sha256.ts'

/** What the run keeps of an embedding: the vectors one after the other, as bytes, and what they took. */
interface EmbedOutcome {
  readonly vectors: Uint8Array
  readonly count: number
  readonly requests: number
  /** Absent where the provider did not report all tokens. */
  readonly usage?: Usage | undefined
  readonly cost: CostSum
  /** Absent where it is not known. */
  readonly parts?: Cost | undefined
}

/**
 * Embeds texts as a step of a run: recorded, so that a replay does not ask again, counted in the run's usage and cost, and
 * held to its budgets before anything is sent. The record holds the vectors, and of the texts a checksum.
 */
export async function embedStep(
  context: AgentContext,
  embedder: Embedder,
  texts: readonly string[],
): Promise<Embedded> {
  const estimate = embedder.estimate?.(texts)
  const { requests: modelCalls = 1, tokens = 0, usd } = estimate ?? {}
  const outcome = await context.step(
    'embed',
    async (step) => pack(await embedder.embed(texts, { signal: step.signal, agent: step.agent }), embedder.name),
    {
      effect: 'none',
      input: { model: embedder.name, texts: texts.length, checksum: checksum(texts) },
      estimate: { modelCalls, tokens, usd },
      unpriced: estimate !== undefined && usd === undefined ? embedder.name : undefined,
    },
  )
  return unpack(outcome)
}

/** Tells requests for the same texts from others, without showing them. */
function checksum(texts: readonly string[]): string {
  return sha256(JSON.stringify(texts), 'hex').slice(0, 16)
}

function pack({ vectors, usage, cost }: Embedded, model: string): EmbedOutcome {
  const { tokens, requests } = usage
  const dimensions = vectors[0]?.length ?? 0
  const all = new Float32Array(vectors.length * dimensions)
  for (const [index, vector] of vectors.entries()) all.set(vector, index * dimensions)
  const unknown = { ...noCost, unknownCalls: requests, unknownModels: [model] }
  return defined({
    vectors: new Uint8Array(all.buffer),
    count: vectors.length,
    requests,
    usage: tokens === undefined ? undefined : { ...noUsage, inputTokens: tokens, modelCalls: requests },
    cost: cost === undefined ? unknown : { ...noCost, usd: cost.usd },
    parts: cost,
  })
}

function unpack({ vectors, count, requests, usage, parts }: EmbedOutcome): Embedded {
  // A copy, because a view of 32-bit numbers must begin at a multiple of four bytes.
  const all = new Float32Array(vectors.slice().buffer)
  const dimensions = count === 0 ? 0 : all.length / count
  return {
    vectors: Array.from({ length: count }, (_, index) => all.slice(index * dimensions, (index + 1) * dimensions)),
    usage: { tokens: usage?.inputTokens ?? (count === 0 ? 0 : undefined), requests },
    cost: parts,
  }
}
