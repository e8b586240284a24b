import { ModelError } from '../../errors/model-error.ts'
import type { ModelErrorSubject } from '../errors/model-error-subject.ts'
import { providerError } from '../errors/provider-error.ts'
import { readErrorBody } from '../errors/read-error-body.ts'

/** The errors that reading an answer may come to. */
export class AnswerErrors {
  readonly #subject: () => ModelErrorSubject

  /** `subject` is asked for with the first error only. */
  constructor(subject: () => ModelErrorSubject) {
    this.#subject = subject
  }

  /** What a value of the wire reports; nothing where it reports no error. */
  reported(value: unknown): ModelError | undefined {
    return readErrorBody(value) === undefined ? undefined : this.unnamed(value)
  }

  /** For a body or an event that stands where an error does, whatever is in it. */
  unnamed(body: unknown): ModelError {
    return providerError({ status: 200, body, subject: this.#subject() })
  }

  /** For an answer with another status than 200. */
  refused(response: Pick<Response, 'status' | 'statusText' | 'headers'>, body: string): ModelError {
    const { status, statusText, headers } = response
    return providerError({ status, statusText, headers, body, subject: this.#subject() })
  }

  unreadable(): ModelError {
    return this.#make('MODEL_RESPONSE_INVALID', (model) => `sent an answer of model "${model}" that could not be read.`)
  }

  cut(): ModelError {
    return this.#make(
      'MODEL_STREAM_CUT',
      (model) => `ended the stream before the answer of model "${model}" was complete.`,
    )
  }

  #make(code: ModelError['code'], what: (model: string) => string): ModelError {
    const { provider, model } = this.#subject()
    return new ModelError(code, `Provider "${provider}" ${what(model)}`, { details: { provider, model } })
  }
}
