import { createRedactor } from '../../security/redact.ts'
import type { ModelErrorSubject } from '../errors/model-errors.ts'
import { answerInvalid, type AnswerSubject } from './answer-error.ts'
import type { EmbeddingModel, EmbeddingModelV4Result } from './embedding-model.ts'

/** What the guard needs to know of the model it wraps. */
export interface GuardedEmbedder {
  readonly provider: string
  readonly model: string
  readonly keyVariable?: string | undefined
  readonly secrets: Iterable<string>
}

const guarded = new WeakSet<EmbeddingModel>()

/** True for a model that `guardEmbedder` made, or that only passes on to such a one. */
export function isGuardedEmbedder(model: EmbeddingModel): boolean {
  return guarded.has(model)
}

/** Notes that a model passes on to a guarded one. */
export function markGuardedEmbedder(model: EmbeddingModel): EmbeddingModel {
  guarded.add(model)
  return model
}

/**
 * Holds an embedding model to its contract: whatever goes wrong is a `ModelError` without secrets, and an answer has one
 * vector for each text, all of one length, the one that was asked for, and nothing in them but numbers.
 */
export function guardEmbedder(model: EmbeddingModel, { secrets, ...names }: GuardedEmbedder): EmbeddingModel {
  const subject: ModelErrorSubject = { ...names, redact: createRedactor(secrets) }
  const guardedModel: EmbeddingModel = {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get maxEmbeddingsPerCall() {
      return model.maxEmbeddingsPerCall
    },
    get supportsParallelCalls() {
      return model.supportsParallelCalls
    },
    get limits() {
      return model.limits
    },
    async doEmbed(options) {
      try {
        // A request that was given up is not sent.
        options.abortSignal?.throwIfAborted()
        const result = await model.doEmbed(options)
        checkVectors(result.embeddings, options.values.length, options.dimensions, subject)
        return withHonestUsage(result)
      } catch (thrown) {
        // Loaded with the first error, as it brings the packages' error classes.
        const { toModelError } = await import('../errors/model-errors.ts')
        throw toModelError(thrown, { ...subject, signal: options.abortSignal })
      }
    },
  }
  return markGuardedEmbedder(guardedModel)
}

function checkVectors(
  vectors: readonly (readonly number[])[],
  count: number,
  dimensions: number | undefined,
  subject: AnswerSubject,
): void {
  if (vectors.length !== count) throw answerInvalid(subject, `gave ${vectors.length} vectors for ${count} texts`)
  const length = dimensions ?? vectors[0]?.length ?? 0
  for (const [index, vector] of vectors.entries()) {
    if (vector.length === 0) throw answerInvalid(subject, `gave an empty vector for text ${index + 1}`)
    if (vector.length !== length) {
      const what = `gave a vector of ${vector.length} numbers for text ${index + 1}, but`
      if (dimensions === undefined) throw answerInvalid(subject, `${what} the first has ${length}`)
      // It would be so the next time too.
      throw answerInvalid(subject, `${what} ${length} were asked for. Change "dimensions", or leave it out`, false)
    }
    // Vectors are kept as 32-bit numbers, so what is too large for those is none either.
    if (!vector.every((number) => Number.isFinite(Math.fround(number)))) {
      throw answerInvalid(subject, `gave a vector for text ${index + 1} that holds something else than finite numbers`)
    }
  }
}

/** Tokens that were not reported are not there, whatever a package makes of that. */
function withHonestUsage({ usage, ...result }: EmbeddingModelV4Result): EmbeddingModelV4Result {
  const isReported = usage !== undefined && Number.isFinite(usage.tokens) && usage.tokens > 0
  return isReported ? { ...result, usage } : result
}
