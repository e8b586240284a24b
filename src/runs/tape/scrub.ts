import { RuntimeError } from '../../errors/runtime-error.ts'
import { shown } from '../../util/text/shown.ts'
import { createRedactor } from '../../security/redact.ts'
import { redactKeyShapes } from '../../security/redact-key-shapes.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { mapStrings } from './map-strings.ts'

/** Makes what may stand on a tape of a value: JSON, without secrets. Idempotent. */
export type Scrub = (value: unknown) => JsonValue

/** The secrets, unless they are none: a text would be taken letter by letter, and one that is not set would hide nothing. */
function checkedSecrets(secrets: unknown): readonly string[] {
  const list = typeof secrets === 'object' && secrets !== null && Symbol.iterator in secrets
  if (!list) throw wrongSecrets(`a list of texts, not ${shown(secrets)}`)
  const values: readonly unknown[] = Array.from(secrets as Iterable<unknown>)
  const wrong = values.findIndex((value) => typeof value !== 'string')
  if (wrong >= 0) throw wrongSecrets(`texts, and number ${wrong} is ${shown(values[wrong])}`)
  return values as readonly string[]
}

function wrongSecrets(wanted: string): RuntimeError {
  return new RuntimeError('RUNTIME_OPTIONS_INVALID', `The "secrets" of a tape must be ${wanted}.`)
}

/**
 * Makes a scrubber that takes out these secrets, and whatever looks like a key.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function createScrub(secrets: Iterable<string> = []): Scrub {
  const redact = createRedactor(checkedSecrets(secrets))
  return (value) => mapStrings(value, (text) => redactKeyShapes(redact(text)))
}
