import type { JSONSchema7 } from '@ai-sdk/provider'
import { ToolError } from '../errors/tool-error.ts'
import { exportSchema } from './export/export-schema.ts'
import { originalSchema } from './as-written.ts'
import type { AnySchema } from './json-schema.ts'
import { isStandardSchema, type StandardSchema } from './standard-schema.ts'

const cache = new WeakMap<object, Promise<JSONSchema7>>()

/**
 * What has to be written for a schema that a user hands in: a JSON Schema as it is, a Standard Schema through its own
 * exporter, zod of any 4.x through this package's copy, valibot through its exporter. What a Standard Schema makes of the
 * value afterwards (transforms, defaults) is no part of it.
 * @throws ToolError `TOOL_SCHEMA_INVALID` when the library cannot export it.
 */
export function toJsonSchema(given: AnySchema): Promise<JSONSchema7> {
  const schema = originalSchema(given)
  // The contract's type is the mutable one; nobody writes to it.
  if (!isStandardSchema(schema)) return Promise.resolve(schema as unknown as JSONSchema7)
  let exported = cache.get(schema)
  if (exported === undefined) cache.set(schema, (exported = exportOrExplain(schema)))
  return exported
}

async function exportOrExplain(schema: StandardSchema): Promise<JSONSchema7> {
  const { vendor } = schema['~standard']
  try {
    return await exportSchema(schema)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ToolError('TOOL_SCHEMA_INVALID', `The ${vendor} schema cannot be exported as JSON Schema. ${reason}`, {
      cause,
      details: { vendor },
    })
  }
}
