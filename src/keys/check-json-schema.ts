import { jsonSchemaProblems } from '../schema/check/check-json-schema.ts'
import type { ValueCheck } from './value-check.ts'
import type { ValuePath } from './value-path.ts'

/** Finds the mistakes in a JSON Schema that would make a provider refuse it, or let anything pass. */
export function checkJsonSchema(schema: unknown, path: ValuePath, check: ValueCheck): void {
  for (const problem of jsonSchemaProblems(schema)) {
    const place = [...path, ...problem.path]
    if (!check.isDoubtful(place)) check.error(place, problem.message, problem.hint)
  }
}
