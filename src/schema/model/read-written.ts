import { isRecord } from '../../util/is-record.ts'
import type { AnySchema } from '../json-schema.ts'
import type { StandardSchemaResult } from '../standard-schema.ts'
import { validateSchema } from '../validate-schema.ts'

/** What became of a value that a model wrote. */
export interface Written {
  readonly result: StandardSchemaResult<unknown>
  /** The part of what was written that the user's schema describes, as it was checked. */
  readonly value: unknown
  /** Where in what was written that part is. */
  readonly at: readonly string[]
}

/** Checks what a model wrote by the user's schema, which knows nothing of the wrapper. */
export async function readWritten(schema: AnySchema, written: unknown, wrapper: string | undefined): Promise<Written> {
  const inner = wrapper === undefined ? undefined : unwrap(written, wrapper)
  if (wrapper === undefined || inner === undefined) {
    return { result: await validateSchema(schema, written), value: written, at: [] }
  }
  const result = await validateSchema(schema, inner)
  if (result.issues === undefined) return { result, value: inner, at: [wrapper] }
  // A model may leave the wrapper out, and the value may have such a key of its own.
  const bare = await validateSchema(schema, written)
  return bare.issues === undefined ? { result: bare, value: written, at: [] } : { result, value: inner, at: [wrapper] }
}

/** What the wrapper holds; undefined where there is none. */
function unwrap(written: unknown, wrapper: string): unknown {
  if (!isRecord(written) || !Object.hasOwn(written, wrapper)) return undefined
  return Object.keys(written).length === 1 ? written[wrapper] : undefined
}
