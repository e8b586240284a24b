import { isStandardSchema } from '../standard-schema.ts'
import { jsonSchemaProblems } from './check-json-schema.ts'
import type { SchemaProblem } from './schema-problem.ts'

/**
 * Finds at once, without exporting anything, why what a user handed in as a schema is none. Schemas of a library are taken
 * at their word; what of them cannot be exported shows when they are.
 */
export function schemaProblems(schema: unknown): readonly SchemaProblem[] {
  if (!isStandardSchema(schema)) return schema === undefined ? [missing] : jsonSchemaProblems(schema)
  const { validate, vendor } = schema['~standard']
  if (typeof validate !== 'function') return [{ path: [], message: 'It is no Standard Schema: it has no "validate".' }]
  return vendor === 'zod' && !('_zod' in schema) ? [oldZod] : []
}

const missing: SchemaProblem = {
  path: [],
  message: 'There is none.',
  hint: 'For nothing at all give { "type": "object" }.',
}

const oldZod: SchemaProblem = {
  path: [],
  message: 'It is of zod 3, which exports no JSON Schema.',
  hint: 'Use zod 4 (`import * as z from "zod/v4"` in zod 3.25).',
}

/** The problems as text for a message: what, where and how to mend it, a line each. */
export function describeProblems(problems: readonly SchemaProblem[]): string {
  const lines = problems.map(({ path, message, hint }) => {
    const place = path.length === 0 ? '' : `${path.join('.')}: `
    return `${place}${message}${hint === undefined ? '' : ` ${hint}`}`
  })
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `\n- ${line}`).join('')
}
