import { jsonSchemaProblems } from '../../schema/check/check-json-schema.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import type { CheckContext } from './check-context.ts'

/** Finds the mistakes in a JSON Schema that would make a provider refuse it, or let anything pass. */
export function checkJsonSchema(schema: unknown, path: ConfigPath, context: CheckContext): void {
  for (const problem of jsonSchemaProblems(schema)) {
    const place = [...path, ...problem.path]
    if (!context.isDoubtful(place)) context.error(place, problem.message, problem.hint)
  }
}
