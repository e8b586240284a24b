import { ModelError } from '../../errors/model-error.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import type { AnswerSubject } from './answer-error.ts'
import type { Embedder } from './embedder.ts'
import type { EmbedderOptions } from './embedder-options.ts'
import type { EmbedderReference } from './embedding-model.ts'
import { dimensionsProblem } from './known-models.ts'
import { ModelEmbedder } from './batches/model-embedder.ts'
import { parseEmbedderName } from './parse-embedder-name.ts'

const optionNames: Readonly<Record<keyof EmbedderOptions, true>> = {
  model: true,
  dimensions: true,
  batchSize: true,
  maxParallel: true,
  providerOptions: true,
  resilience: true,
  prices: true,
  resolveEmbedder: true,
  shared: true,
  clock: true,
  random: true,
}

/**
 * Makes an embedder. Nothing is loaded, and no key looked up, before its first text.
 *
 * @example
 * const embedder = createEmbedder({ model: 'openai:text-embedding-3-small' })
 * const { vectors } = await embedder.embed(['How do I get my money back?', 'Refunds take five days.'])
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for options that make no sense.
 */
export function createEmbedder(options: EmbedderOptions): Embedder {
  const problem = unknownOption(options, optionNames)
  if (problem !== undefined) throw optionsInvalid(problem)
  for (const name of ['dimensions', 'batchSize', 'maxParallel'] as const) {
    const value: unknown = options[name]
    if (value !== undefined && !(Number.isInteger(value) && Number(value) > 0))
      throw optionsInvalid(`"${name}" must be a whole number above 0.`)
  }
  return new ModelEmbedder(options, subjectOf(options))
}

function subjectOf({ model: reference, resolveEmbedder, dimensions }: EmbedderOptions): AnswerSubject {
  const subject = namesOf(reference, resolveEmbedder !== undefined)
  const problem = dimensions === undefined ? undefined : dimensionsProblem(subject.model, dimensions)
  if (problem !== undefined) {
    throw optionsInvalid(
      `Embedding model "${subject.model}" ${problem} numbers for a text, not ${dimensions}. Change "dimensions", or leave it out.`,
    )
  }
  return subject
}

function namesOf(reference: EmbedderReference, isOwnName: boolean): AnswerSubject {
  if (typeof reference !== 'string') return { provider: reference.provider, model: reference.modelId }
  if (!isOwnName) return parseEmbedderName(reference)
  const colon = reference.indexOf(':')
  return { provider: reference.slice(0, Math.max(colon, 0)), model: reference.slice(colon + 1) }
}

function optionsInvalid(message: string): ModelError {
  return new ModelError('MODEL_REQUEST_INVALID', message)
}
