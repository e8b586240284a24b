import type { JsonValue } from '../util/json/json.ts'

/** SHA-256 of a value's JSON, as hex. Only for ledgers that ask for it: hashing costs more than the rest of a step. */
export function hashInput(input: JsonValue | undefined): string {
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256')
    .update(JSON.stringify(input ?? null))
    .digest('hex')
}
