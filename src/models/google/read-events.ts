import type { EventRules } from '../adapt/event-stream.ts'
import { isRecord } from '../../util/is-record.ts'

/** Where an answer of Gemini is complete. Nothing says that it is over but the end of the connection. */
export const geminiEvents: EventRules = {
  isAsked: (url) => url.includes(':streamGenerateContent'),
  meaningOf: (event) => (/"(finishReason|blockReason)": ?"/.test(event) && hasReason(event) ? 'complete' : 'more'),
}

/** Read in full, as the arguments of a call may have the same key. */
function hasReason(event: string): boolean {
  try {
    const data: unknown = JSON.parse(event.replaceAll(/^data: ?/gm, ''))
    if (!isRecord(data)) return false
    const { candidates, promptFeedback } = data
    const [candidate]: readonly unknown[] = Array.isArray(candidates) ? candidates : []
    const { finishReason } = isRecord(candidate) ? candidate : {}
    // A checkpoint: the package asks for the rest.
    if (finishReason === 'CONTINUATION') return false
    return (
      typeof finishReason === 'string' ||
      (isRecord(promptFeedback) && typeof promptFeedback['blockReason'] === 'string')
    )
  } catch {
    return false
  }
}
