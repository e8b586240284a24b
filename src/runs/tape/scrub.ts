import { createRedactor } from '../../security/redact.ts'
import { redactKeyShapes } from '../../security/redact-key-shapes.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { mapStrings } from './map-strings.ts'

/** Makes what may stand on a tape of a value: JSON, without secrets. Idempotent. */
export type Scrub = (value: unknown) => JsonValue

/** Makes a scrubber that takes out these secrets, and whatever looks like a key. */
export function createScrub(secrets: Iterable<string> = []): Scrub {
  const redact = createRedactor(secrets)
  return (value) => mapStrings(value, (text) => redactKeyShapes(redact(text)))
}
