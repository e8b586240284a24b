import { finishReasonOf } from '../../finish-reason.ts'
import type {
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '../../model.ts'
import { isTextReset } from '../../model-call.ts'

/** True for an answer that the model ended itself. What was cut, paused or ended for unknown reasons may be another one next time. */
export function isWholeAnswer(reason: LanguageModelV4FinishReason): boolean {
  const found = finishReasonOf(reason)
  return found === 'stop' || found === 'tool-calls'
}

/** A copy of an answer to keep: without the bytes of its exchange and without what happened on the way; none where it cannot be copied. */
export function copyOfAnswer(result: LanguageModelV4GenerateResult): LanguageModelV4GenerateResult | undefined {
  const { request: _request, response, ...rest } = withoutReport(result)
  return copyOf(response?.modelId === undefined ? rest : { ...rest, response: { modelId: response.modelId } })
}

/** Copies the parts of a stream as they pass, and gives them once the stream has ended as a whole answer does. */
export class AnswerRecorder {
  #parts: LanguageModelV4StreamPart[] | undefined = []
  #isWhole = false

  add(part: LanguageModelV4StreamPart): void {
    if (part.type === 'raw') {
      // What a stream that started again had said before is no part of the answer.
      if (isTextReset(part.rawValue)) this.#parts = []
      return
    }
    const copy = part.type === 'error' ? undefined : copyOf(part.type === 'finish' ? withoutReport(part) : part)
    if (copy === undefined) this.#parts = undefined
    else this.#parts?.push(copy)
    if (part.type === 'finish') this.#isWhole = isWholeAnswer(part.finishReason)
  }

  /** The whole answer; none where it was cut, failed before or after its end, or cannot be copied. */
  get answer(): readonly LanguageModelV4StreamPart[] | undefined {
    return this.#isWhole ? this.#parts : undefined
  }
}

function withoutReport<Value extends { providerMetadata?: Readonly<Record<string, unknown>> | undefined }>(
  value: Value,
): Value {
  if (value.providerMetadata?.['aixgo'] === undefined) return value
  const { aixgo: _report, ...rest } = value.providerMetadata
  return { ...value, providerMetadata: rest }
}

/** An answer shares nothing with what is kept of it. A model of a user's own may put anything in it. */
function copyOf<Value>(value: Value): Value | undefined {
  try {
    return structuredClone(value)
  } catch {
    return undefined
  }
}
