import type { JSONSchema7 } from '@ai-sdk/provider'
import type { StandardSchema } from '../standard-schema.ts'
import { tidyExport } from './tidy-export.ts'

/** The exporter of Standard JSON Schema (https://standardschema.dev/json-schema), where a library has one. */
interface JsonSchemaExporter {
  readonly jsonSchema?:
    | {
        /** A schema of the AI SDK may have to be loaded. */
        readonly input: (options: ExportOptions) => Record<string, unknown> | Promise<Record<string, unknown>>
      }
    | undefined
}

interface ExportOptions {
  readonly target: 'draft-07'
  readonly libraryOptions?: object | undefined
}

/**
 * Exports the input side of a Standard Schema as JSON Schema: through its own exporter, zod of any 4.x through this package's copy where it
 * has none or fails, valibot through its exporter. Rejects with words for what cannot be exported.
 */
export async function exportSchema(schema: StandardSchema): Promise<JSONSchema7> {
  const { vendor } = schema['~standard']
  return tidyExport(await exportByVendor(schema, vendor))
}

async function exportByVendor(schema: StandardSchema, vendor: string): Promise<Record<string, unknown>> {
  const exporter = (schema['~standard'] as JsonSchemaExporter).jsonSchema
  if (exporter !== undefined) {
    try {
      return await exporter.input({
        target: 'draft-07',
        ...(vendor === 'arktype' ? { libraryOptions: arktypeOptions } : {}),
      })
    } catch (error) {
      if (vendor !== 'zod') throw error
    }
  }
  if (vendor === 'zod') return (await import('./export-zod.ts')).exportZod(schema)
  if (vendor === 'valibot') return (await import('./export-valibot.ts')).exportValibot(schema)
  throw new Error('The library has no JSON Schema exporter that is known here.')
}

/** By itself arktype exports a `Date` or a `bigint` as anything at all, which a model would take for leave to write anything. */
const arktypeOptions = {
  fallback: { date: refuseType, domain: refuseType, proto: refuseType, unit: refuseType, symbolKey: refuseType },
}

interface ArktypeContext {
  readonly code: string
  readonly domain?: unknown
  readonly proto?: unknown
}

function refuseType({ code, domain, proto }: ArktypeContext): never {
  const known = typeof proto === 'function' ? proto.name : domain
  const what = typeof known === 'string' ? known : code === 'date' ? 'Date' : `a ${code}`
  throw new Error(`${what} cannot be represented in JSON Schema.`)
}
