import type { AnySchema } from './json-schema.ts'
import { isStandardSchema, type StandardSchemaResult } from './standard-schema.ts'
import type { validateJsonSchema } from './validate-json-schema.ts'

let validateJson: typeof validateJsonSchema | undefined

/**
 * Checks a value against any schema a user handed in. Standard Schemas may change the value (defaults, coercion);
 * JSON Schemas never do. Gives a promise only where the schema's library does, or for the first JSON Schema.
 */
export function validateSchema(
  schema: AnySchema,
  value: unknown,
): StandardSchemaResult<unknown> | Promise<StandardSchemaResult<unknown>> {
  if (isStandardSchema(schema)) return schema['~standard'].validate(value)
  return validateJson === undefined ? loadAndValidate(schema, value) : validateJson(schema, value)
}

async function loadAndValidate(schema: object, value: unknown): Promise<StandardSchemaResult<unknown>> {
  ;({ validateJsonSchema: validateJson } = await import('./validate-json-schema.ts'))
  return validateJson(schema, value)
}
