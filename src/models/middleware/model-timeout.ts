import { ModelError } from '../../errors/model-error.ts'
import type { LanguageModelV4 } from '../model.ts'

/** What a model was waited for. */
export type TimedPhase = 'first byte' | 'next part' | 'answer'

/** The error of a model that took too long. */
export function modelTimeout(
  { provider, modelId }: Pick<LanguageModelV4, 'provider' | 'modelId'>,
  phase: TimedPhase,
  timeoutMs: number,
): ModelError {
  const what = phase === 'answer' ? 'the answer' : `the ${phase}`
  return new ModelError(
    'MODEL_TIMEOUT',
    `Model "${modelId}" of provider "${provider}" kept ${what} waiting for more than ${timeoutMs} ms.`,
    { details: { provider, model: modelId, phase, timeoutMs } },
  )
}
