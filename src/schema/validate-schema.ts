import type { AnySchema } from './json-schema.ts'
import { isStandardSchema, type StandardSchemaResult } from './standard-schema.ts'
import type { validateJsonSchema } from './validate-json-schema.ts'

/**
 * Checks a value against any schema a user handed in. Standard Schemas may change the value (defaults, coercion);
 * JSON Schemas never do. Gives a promise for JSON Schemas, and where the schema's library does.
 */
export function validateSchema(
  schema: AnySchema,
  value: unknown,
): StandardSchemaResult<unknown> | Promise<StandardSchemaResult<unknown>> {
  return isStandardSchema(schema) ? schema['~standard'].validate(value) : validateJson(schema, value)
}

let loaded: typeof validateJsonSchema | undefined

async function validateJson(schema: object, value: unknown): Promise<StandardSchemaResult<unknown>> {
  // Importing what is there already takes longer than the check.
  loaded ??= (await import('./validate-json-schema.ts')).validateJsonSchema
  return loaded(schema, value)
}
