import { noUsage } from '../../../messages/usage.ts'
import { orAbort } from '../../../util/abort.ts'
import { systemClock, type Clock } from '../../../util/clock.ts'
import { systemRandom } from '../../../util/random.ts'
import { SharedResilience } from '../../middleware/shared-resilience.ts'
import { costOf } from '../../prices/cost-of.ts'
import { findEmbeddingPrice } from '../../prices/find-price.ts'
import type { ModelPrice } from '../../prices/model-price.ts'
import { answerInvalid, type AnswerSubject } from '../answer-error.ts'
import type { Embedded, Embedder, EmbeddingEstimate, EmbeddingUsage, EmbedOptions } from '../embedder.ts'
import type { EmbedderOptions } from '../embedder-options.ts'
import type { EmbeddingLimits, EmbeddingModel } from '../embedding-model.ts'
import { EmbeddingRequests, timeLimit, tooLate } from './embedding-requests.ts'
import { guardEmbedder, isGuardedEmbedder } from '../guard-embedder.ts'
import { inParallel } from './in-parallel.ts'
import { knownDimensions } from '../known-models.ts'
import { checkLengths, placeTexts, splitTexts, type PlacedText } from './texts.ts'
import { isTooMuch, refusalOfText, takeApart } from './too-much.ts'
import { defined } from '../../../util/options/defined.ts'

/** A model that is ready to be asked, and how. */
interface ReadyModel {
  readonly model: EmbeddingModel
  readonly maxTexts: number
  readonly atOnce: number
  readonly limits: EmbeddingLimits
}

/** What one `embed` is about, and what it has taken so far. */
interface Work {
  readonly ready: ReadyModel
  readonly agent: string
  tokens: number | undefined
  requests: number
}

const usualParallel = 4
const freePrice: ModelPrice = { input: 0, output: 0 }
// Text has about four bytes to a token; three is on the safe side.
const bytesPerToken = 3

/** About how many tokens texts have; on the high side. */
function tokensOf(texts: readonly PlacedText[]): number {
  return Math.ceil(texts.reduce((sum, { bytes }) => sum + bytes, 0) / bytesPerToken)
}

/** The vector of each text. Equal texts get one each, so that who changes one changes no other. */
function vectorForEach(indices: readonly number[], vectors: readonly Float32Array[]): readonly Float32Array[] {
  const given = new Set<Float32Array>()
  return indices.flatMap((index) => {
    const vector = vectors[index]
    if (vector === undefined) return []
    if (given.has(vector)) return vector.slice()
    given.add(vector)
    return vector
  })
}

/** An embedder over an embedding model: batches, retries, checks, costs. */
export class ModelEmbedder implements Embedder {
  readonly #options: EmbedderOptions
  readonly #subject: AnswerSubject
  readonly #requests: EmbeddingRequests
  readonly #clock: Clock
  #ready: Promise<ReadyModel> | undefined
  #seenDimensions: number | undefined
  /** Texts that a request may have, as far as the provider's refusals have taught. */
  #mostTexts = Number.POSITIVE_INFINITY

  constructor(options: EmbedderOptions, subject: AnswerSubject) {
    const { clock = systemClock, random = systemRandom, shared = new SharedResilience(), resilience = {} } = options
    this.#options = options
    this.#subject = subject
    this.#clock = clock
    this.#requests = new EmbeddingRequests(resilience, { clock, random, shared })
  }

  get name(): string {
    return `${this.#subject.provider}:${this.#subject.model}`
  }

  get dimensions(): number | undefined {
    return this.#options.dimensions ?? this.#seenDimensions ?? knownDimensions(this.#subject.model)
  }

  get #price(): ModelPrice | undefined {
    const { provider, model } = this.#subject
    return findEmbeddingPrice(provider, model, this.#options.prices)
  }

  async prepare(): Promise<void> {
    await this.#prepared()
  }

  estimate(texts: readonly string[]): EmbeddingEstimate {
    const { distinct } = placeTexts(texts, this.#subject)
    const tokens = tokensOf(distinct)
    const price = this.#price
    const { batchSize = Number.POSITIVE_INFINITY } = this.#options
    return {
      tokens,
      // What the provider takes in one request is not known before it is asked.
      requests: distinct.length === 0 ? 0 : Math.max(1, Math.ceil(distinct.length / batchSize)),
      usd: price && costOf({ ...noUsage, inputTokens: tokens }, price).usd,
    }
  }

  async embed(texts: readonly string[], { signal, agent = '' }: EmbedOptions = {}): Promise<Embedded> {
    signal?.throwIfAborted()
    const { distinct, indices } = placeTexts(texts, this.#subject)
    if (distinct.length === 0) return this.#embedded([], { tokens: 0, requests: 0 })
    const ready = await (signal === undefined ? this.#prepared() : orAbort(this.#prepared(), signal))
    checkLengths(distinct, ready.limits.charactersPerText, this.#subject)
    const work: Work = { ready, agent, tokens: 0, requests: 0 }
    const vectors = await this.#askAll(distinct, work, signal)
    return this.#embedded(vectorForEach(indices, vectors), work)
  }

  #prepared(): Promise<ReadyModel> {
    if (this.#ready !== undefined) return this.#ready
    const ready = this.#resolve()
    this.#ready = ready
    // A key that is set later is found.
    ready.catch(() => (this.#ready = undefined))
    return ready
  }

  async #resolve(): Promise<ReadyModel> {
    const { model: reference, resolveEmbedder, batchSize, maxParallel = usualParallel } = this.#options
    const resolve = resolveEmbedder ?? (await import('../resolve-embedder.ts')).defaultEmbedderResolver
    const resolved = await resolve(reference)
    const model = isGuardedEmbedder(resolved) ? resolved : guardEmbedder(resolved, { ...this.#subject, secrets: [] })
    const [maxTexts, isParallel, limits] = await Promise.all([
      model.maxEmbeddingsPerCall,
      model.supportsParallelCalls,
      model.limits,
    ])
    return {
      model,
      maxTexts: Math.max(1, Math.min(batchSize ?? Number.POSITIVE_INFINITY, maxTexts ?? Number.POSITIVE_INFINITY)),
      atOnce: isParallel ? maxParallel : 1,
      limits: limits ?? {},
    }
  }

  async #askAll(
    texts: readonly PlacedText[],
    work: Work,
    signal: AbortSignal | undefined,
  ): Promise<readonly Float32Array[]> {
    const { model, maxTexts, atOnce, limits } = work.ready
    const groups = splitTexts(texts, Math.min(maxTexts, this.#mostTexts), limits.bytesPerRequest)
    const { timeouts } = this.#options.resilience ?? {}
    const totalMs = timeouts === false ? undefined : timeouts?.totalMs
    const limit =
      totalMs === undefined
        ? undefined
        : timeLimit(totalMs, { clock: this.#clock, signal, error: () => tooLate(model, totalMs) })
    try {
      const ask = (group: readonly PlacedText[], inner: AbortSignal): Promise<readonly Float32Array[]> =>
        this.#askGroup(group, work, inner)
      return (await inParallel(groups, ask, { atOnce, signal: limit?.signal ?? signal })).flat()
    } finally {
      limit?.end()
    }
  }

  /** Asks for a group of texts; what is too much for one request is taken apart, so that at last the text is known. */
  async #askGroup(texts: readonly PlacedText[], work: Work, signal: AbortSignal): Promise<readonly Float32Array[]> {
    if (texts.length > this.#mostTexts) return this.#askEach(splitTexts(texts, this.#mostTexts), work, signal)
    try {
      return await this.#ask(texts, work, signal)
    } catch (error) {
      if (signal.aborted || !isTooMuch(error)) throw error
      const { longest, at, halves } = takeApart(texts)
      if (longest === undefined || halves.length === 0)
        throw texts[0] === undefined ? error : refusalOfText(error, texts[0])
      // Where one text is too long, it is this one.
      const [vector] = await this.#askGroup([longest], work, signal)
      this.#mostTexts = Math.min(this.#mostTexts, halves[0]?.length ?? 1)
      const others = await this.#askEach(halves, work, signal)
      return others.toSpliced(at, 0, ...(vector === undefined ? [] : [vector]))
    }
  }

  /** One group after the other: their sum has just been too much. */
  async #askEach(
    groups: readonly (readonly PlacedText[])[],
    work: Work,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const vectors: Float32Array[] = []
    for (const group of groups) vectors.push(...(await this.#askGroup(group, work, signal)))
    return vectors
  }

  async #ask(texts: readonly PlacedText[], work: Work, signal: AbortSignal): Promise<readonly Float32Array[]> {
    const { dimensions, providerOptions } = this.#options
    const result = await this.#requests.send(work.ready.model, {
      values: texts.map(({ text }) => text),
      agent: work.agent,
      tokens: tokensOf(texts),
      signal,
      ...defined({ dimensions, providerOptions }),
    })
    work.requests += 1
    const { usage } = result
    work.tokens = work.tokens === undefined || usage === undefined ? undefined : work.tokens + usage.tokens
    const vectors = result.embeddings.map((vector) => Float32Array.from(vector))
    this.#checkDimensions(vectors[0]?.length ?? 0)
    return vectors
  }

  /** Vectors of different lengths cannot be compared, and a server may be given another model while it runs. */
  #checkDimensions(dimensions: number): void {
    const seen = (this.#seenDimensions ??= dimensions)
    if (seen === dimensions) return
    throw answerInvalid(this.#subject, `gave vectors of ${dimensions} numbers, and of ${seen} before`)
  }

  #embedded(vectors: readonly Float32Array[], { tokens, requests }: EmbeddingUsage): Embedded {
    // What was not asked for costs nothing, whatever it would have cost.
    const price = requests === 0 ? freePrice : this.#price
    const isFree = price !== undefined && price.input === 0
    const isKnown = price !== undefined && (tokens !== undefined || isFree)
    const cost = isKnown ? costOf({ ...noUsage, inputTokens: tokens ?? 0, modelCalls: requests }, price) : undefined
    return { vectors, usage: { tokens, requests }, cost }
  }
}
