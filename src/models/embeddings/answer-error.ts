import { ModelError } from '../../errors/model-error.ts'

/** Whose answer it is. */
export interface AnswerSubject {
  readonly provider: string
  readonly model: string
}

/**
 * The error for an answer that does not hold the vectors that were asked for. `what` follows "Model ... of provider ...".
 * It is worth another attempt unless said otherwise.
 */
export function answerInvalid({ provider, model }: AnswerSubject, what: string, retryable = true): ModelError {
  return new ModelError('MODEL_RESPONSE_INVALID', `Model "${model}" of provider "${provider}" ${what}.`, {
    details: { provider, model },
    retryable,
  })
}
