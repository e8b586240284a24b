import { isRecord } from '../../../util/is-record.ts'
import type { LanguageModelV4GenerateResult } from '../../model.ts'
import { listIn, numberIn } from '../wire-values.ts'

type Fields = Readonly<Record<string, unknown>>
type Metadata = NonNullable<LanguageModelV4GenerateResult['providerMetadata']>

/** The metadata of an answer: the price that OpenRouter tells, what became of a prediction, and probabilities. */
export function answerMetadata(about: {
  readonly provider: string
  readonly notes: readonly string[]
  readonly usage: Fields | undefined
  /** The probabilities of its tokens, in the pieces in which they came. */
  readonly logprobs: readonly Fields[] | undefined
}): Metadata {
  const { provider, notes, usage = {}, logprobs } = about
  const own: Metadata[string] = {}
  const details = usage['completion_tokens_details']
  const accepted = isRecord(details) ? numberIn(details['accepted_prediction_tokens']) : undefined
  const rejected = isRecord(details) ? numberIn(details['rejected_prediction_tokens']) : undefined
  const cost = numberIn(usage['cost'])
  if (accepted !== undefined) own['acceptedPredictionTokens'] = accepted
  if (rejected !== undefined) own['rejectedPredictionTokens'] = rejected
  if (cost !== undefined) own['cost'] = cost
  if (logprobs !== undefined) own['logprobs'] = flatten(logprobs)
  return notes.length === 0 ? { [provider]: own } : { [provider]: own, aixgo: { notes: [...notes] } }
}

/** Those of the text before those of a refusal, piece by piece, as they were emitted. */
function flatten(pieces: readonly Fields[]): Metadata[string][string] {
  const all = pieces.flatMap((piece) => [...listIn(piece['content']), ...listIn(piece['refusal'])])
  // It was parsed from JSON.
  return all as NonNullable<Metadata[string][string]>
}
