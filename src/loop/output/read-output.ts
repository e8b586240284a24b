import type { OutputProblem } from '../../errors/output-error.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import type { StandardSchemaResult } from '../../schema/standard-schema.ts'
import { validateSchema } from '../../schema/validate.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { extractJson } from './extract-json.ts'
import { describeIssues } from './describe-issues.ts'
import { outputSchema, wrapperKey } from './output-schema.ts'

/** A problem, before it is known which attempt it belongs to. */
type Problem = Omit<OutputProblem, 'attempt'>

/** A parsed and validated output, or everything that is wrong with it. */
export type ReadOutput =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly feedback: string }

/** Reads a model's text, or the arguments it gave to the final tool, as the output that a schema describes. */
export async function readOutput(text: string, schema: AnySchema): Promise<ReadOutput> {
  const { wrapped } = await outputSchema(schema)
  const extracted = extractJson(text, wrapped ? 'any' : 'object')
  if (!extracted.ok) {
    return { ok: false, problems: [{ path: '', message: extracted.problem }], feedback: extracted.problem }
  }
  const { result, value, at } = await validate(extracted.value, schema, wrapped)
  if (result.issues === undefined) return { ok: true, value: result.value }
  const described = describeIssues(result.issues, value, at)
  const lines = described.map(({ path, message, received }) => {
    const subject = path === '' ? message : `${path}: ${message}`
    return received === undefined ? `- ${subject}` : `- ${subject} (you wrote ${received})`
  })
  return {
    ok: false,
    problems: described.map(({ path, message }) => ({ path, message })),
    feedback: `The answer does not match the schema:\n${lines.join('\n')}`,
  }
}

interface Validated {
  readonly result: StandardSchemaResult<unknown>
  readonly value: JsonValue
  /** Where in the answer the value is. */
  readonly at: readonly string[]
}

async function validate(value: JsonValue, schema: AnySchema, wrapped: boolean): Promise<Validated> {
  const inner = wrapped ? unwrap(value) : undefined
  if (inner === undefined) return { result: await validateSchema(schema, value), value, at: [] }
  const result = await validateSchema(schema, inner)
  if (result.issues === undefined) return { result, value: inner, at: [wrapperKey] }
  // Outside of native mode a model may leave the wrapper out, and the value may have such a key of its own.
  const bare = await validateSchema(schema, value)
  return bare.issues === undefined ? { result: bare, value, at: [] } : { result, value: inner, at: [wrapperKey] }
}

/** What the wrapper holds; undefined where there is none. */
function unwrap(value: JsonValue): JsonValue | undefined {
  if (!isRecord(value) || !Object.hasOwn(value, wrapperKey)) return undefined
  return Object.keys(value).length === 1 ? value[wrapperKey] : undefined
}
