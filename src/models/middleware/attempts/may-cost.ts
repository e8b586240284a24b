import { AixgoError } from '../../../errors/aixgo-error.ts'

// The provider may have worked on a request whose answer never came, and has on one whose answer is of no use.
const costlyCodes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'MODEL_TIMEOUT',
  'MODEL_STREAM_CUT',
  'MODEL_RESPONSE_INVALID',
  'MODEL_OUTPUT_LIMIT',
])

// Refused with a status before the model began, or said at the end of an answer.
const codesOfBothSides: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'MODEL_CONTENT_FILTERED',
  'MODEL_WINDOW_EXCEEDED',
])

/** False for a request that failed before any of an answer came: providers take no money for those. */
export function mayHaveCost(error: unknown, seenCharacters: number): boolean {
  // A stream that ended without a finish has no error of its own.
  if (seenCharacters > 0 || error === undefined) return true
  if (!AixgoError.isInstance(error)) return false
  return costlyCodes.has(error.code) || (codesOfBothSides.has(error.code) && error.details['status'] === undefined)
}
