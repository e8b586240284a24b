import type { AnySchema } from './json-schema.ts'
import { isStandardSchema, type StandardSchemaIssue, type StandardSchemaResult } from './standard-schema.ts'

/**
 * Checks a value against any schema a user handed in. Standard Schemas may change the value (defaults, coercion);
 * JSON Schemas never do. Gives a promise only where the schema's library does, or for the first JSON Schema.
 */
export function validateSchema(
  schema: AnySchema,
  value: unknown,
): StandardSchemaResult<unknown> | Promise<StandardSchemaResult<unknown>> {
  return isStandardSchema(schema) ? schema['~standard'].validate(value) : validateJsonSchema(schema, value)
}

async function validateJsonSchema(schema: object, value: unknown): Promise<StandardSchemaResult<unknown>> {
  const { Validator } = await import('@cfworker/json-schema')
  const { valid, errors } = new Validator(schema, '7', false).validate(value)
  if (valid) return { value }
  // The outermost errors only repeat that an inner one exists; the innermost say what is wrong.
  const precise = errors.filter((error) => !['properties', 'items', 'allOf', '$ref'].includes(error.keyword))
  const issues = (precise.length > 0 ? precise : errors).map((error): StandardSchemaIssue => ({
    message: error.error,
    path: pointerPath(error.instanceLocation),
  }))
  return { issues }
}

/** The steps of a JSON Pointer in URI fragment form (RFC 6901, section 6), array positions as numbers. */
function pointerPath(pointer: string): readonly (string | number)[] {
  return pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
