import type { JsonValue } from '../util/json/json.ts'
import { sha256 } from '../util/platform/sha256.ts'

/** SHA-256 of a value's JSON, as hex. Only for ledgers that ask for it: hashing costs more than the rest of a step. */
export function hashInput(input: JsonValue | undefined): string {
  return sha256(JSON.stringify(input ?? null), 'hex')
}
