import type { AnySchema } from './json-schema.ts'
import type { StandardSchema } from './standard-schema.ts'
import { validateSchema } from './validate-schema.ts'

const originals = new WeakMap<object, AnySchema>()

/**
 * A schema that takes what another one takes, and gives it on as it was written: for values that the other schema will
 * check itself, and make something of then.
 */
export function asWritten(schema: AnySchema): StandardSchema {
  const taking: StandardSchema = {
    '~standard': {
      version: 1,
      vendor: 'aixgo',
      validate: async (value) => {
        const result = await validateSchema(schema, value)
        return result.issues === undefined ? { value } : result
      },
    },
  }
  originals.set(taking, schema)
  return taking
}

/** The schema that one made by `asWritten` speaks for; any other schema itself. */
export function originalSchema(schema: AnySchema): AnySchema {
  return originals.get(schema) ?? schema
}
