import { ModelError } from '../../../errors/model-error.ts'
import type { PlacedText } from './texts.ts'

// Every server has words of its own for a request, or a text, that is too large.
const sizeWords =
  /too (long|large|many|big)|exceed|maximum|\bmax\b|at most|less than|batch|per (request|prediction|call)|supports up to|context (length|window)|split/i
const sizeStatuses: readonly unknown[] = [400, 413, 422]

/** True for a refusal that may be about the size of the request or of one of its texts. */
export function isTooMuch(error: unknown): boolean {
  if (!ModelError.isInstance(error)) return false
  if (error.code === 'MODEL_WINDOW_EXCEEDED') return true
  const { status } = error.details
  if (error.code !== 'MODEL_REQUEST_INVALID' || !sizeStatuses.includes(status)) return false
  return status === 413 || sizeWords.test(error.message)
}

/** The refusal of a text that was asked for alone, which names it. */
export function refusalOfText(error: unknown, { text, position }: PlacedText): unknown {
  if (!ModelError.isInstance(error)) return error
  const which = `It was about text ${position + 1}, which has ${text.length.toLocaleString('en')} characters.`
  return new ModelError(error.code, `${error.message} ${which}`, {
    details: { ...error.details, text: position + 1, characters: text.length },
    retryable: error.retryable,
    cause: error.cause,
  })
}

/** The longest of several texts, and the others in two halves. */
export function takeApart(texts: readonly PlacedText[]): {
  readonly longest: PlacedText | undefined
  readonly at: number
  readonly halves: readonly (readonly PlacedText[])[]
} {
  const at = texts.reduce((best, text, index) => (text.bytes > (texts[best]?.bytes ?? 0) ? index : best), 0)
  const others = texts.filter((_, index) => index !== at)
  const middle = Math.ceil(others.length / 2)
  return {
    longest: texts[at],
    at,
    halves: [others.slice(0, middle), others.slice(middle)].filter((half) => half.length > 0),
  }
}
