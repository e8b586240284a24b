import { ToolError } from '../errors/tool-error.ts'
import type { JSONSchema7 } from '@ai-sdk/provider'
import type { AnySchema } from './json-schema.ts'
import { isStandardSchema, type StandardSchema } from './standard-schema.ts'

/** The side of a schema: what goes in before validation, or what comes out after it. */
type Side = 'input' | 'output'

/** The exporter of Standard JSON Schema (https://standardschema.dev/json-schema), where a library has one. */
interface JsonSchemaExporter {
  readonly jsonSchema?: Readonly<Record<Side, (options: { target: string }) => Record<string, unknown>>>
}

const cache = new WeakMap<object, Promise<JSONSchema7>>()

/**
 * The JSON Schema of any schema a user hands in: a JSON Schema as it is, a Standard Schema through its own exporter,
 * zod of any 4.x through this package's copy, valibot through its exporter.
 * @throws ToolError `TOOL_SCHEMA_INVALID` when the library cannot export it; pass `jsonSchema` then.
 */
export function toJsonSchema(schema: AnySchema, side: Side = 'input'): Promise<JSONSchema7> {
  // The contract's type is the mutable one; nobody writes to it.
  if (!isStandardSchema(schema)) return Promise.resolve(schema as unknown as JSONSchema7)
  const cached = cache.get(schema)
  if (cached !== undefined && side === 'input') return cached
  const exported = exportSchema(schema, side)
  if (side === 'input') cache.set(schema, exported)
  return exported
}

async function exportSchema(schema: StandardSchema, side: Side): Promise<JSONSchema7> {
  const vendor = schema['~standard'].vendor
  try {
    return withoutMeta(await exportByVendor(schema, vendor, side))
  } catch (cause) {
    throw new ToolError(
      'TOOL_SCHEMA_INVALID',
      `The ${vendor} schema cannot be exported as JSON Schema: ${cause instanceof Error ? cause.message : String(cause)} ` +
        'Pass the JSON Schema yourself as `jsonSchema`.',
      { cause, details: { vendor } },
    )
  }
}

async function exportByVendor(schema: StandardSchema, vendor: string, side: Side): Promise<Record<string, unknown>> {
  const exporter = (schema['~standard'] as JsonSchemaExporter).jsonSchema
  if (exporter !== undefined) return exporter[side]({ target: 'draft-07' })
  if (vendor === 'zod') {
    const { toJSONSchema } = await import('zod/v4/core')
    // The schema of a user's own copy of zod is of the same shape, but of another class.
    return toJSONSchema(schema as unknown as Parameters<typeof toJSONSchema>[0], { target: 'draft-7', io: side })
  }
  if (vendor === 'valibot') {
    const { toJsonSchema: exportValibot } = await import('@valibot/to-json-schema')
    const options = { typeMode: side, errorMode: 'throw' } as const
    return exportValibot(schema as unknown as Parameters<typeof exportValibot>[0], options) as Record<string, unknown>
  }
  throw new Error('The library has no JSON Schema exporter that is known here.')
}

// Providers refuse or ignore `$schema`, and Standard Schema's vendor marker is of no use to them.
function withoutMeta(schema: Record<string, unknown>): JSONSchema7 {
  const { $schema: _schema, '~standard': _standard, ...rest } = schema
  return rest
}
