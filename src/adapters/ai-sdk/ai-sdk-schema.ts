import type { AnySchema } from '../../schema/json-schema.ts'
import { isStandardSchema, type StandardSchemaIssue, type StandardSchemaResult } from '../../schema/standard-schema.ts'
import { validateSchema } from '../../schema/validate-schema.ts'
import { isPromiseLike } from '../../util/is-promise-like.ts'
import { isRecord } from '../../util/is-record.ts'

// The mark of what `jsonSchema()` and `zodSchema()` of the AI SDK make, the same in all its versions.
const mark = /* @__PURE__ */ Symbol.for('vercel.ai.schema')

/** A schema that the AI SDK made: it knows its JSON Schema, perhaps not yet, and may check values. */
interface AiSdkSchema {
  readonly jsonSchema: unknown
  readonly validate?: ((value: unknown) => unknown) | undefined
}

/** A schema as the AI SDK takes it, as one that is taken here; whatever it does not know is given on as it is. */
export function aiSdkSchema(given: unknown): AnySchema {
  const schema = typeof given === 'function' && !isStandardSchema(given) ? (given as () => unknown)() : given
  // Who takes the schema refuses what is none.
  return isAiSdkSchema(schema) ? ownSchema(schema) : (schema as AnySchema)
}

function isAiSdkSchema(value: unknown): value is AiSdkSchema {
  return typeof value === 'object' && value !== null && mark in value && 'jsonSchema' in value
}

function ownSchema(schema: AiSdkSchema): AnySchema {
  const { validate } = schema
  // Where the SDK checks nothing, the JSON Schema checks. Asking for it may make it, so it is asked for where it is all there is.
  const jsonSchema = validate === undefined ? schema.jsonSchema : undefined
  if (jsonSchema !== undefined && !isPromiseLike(jsonSchema)) return jsonSchema as AnySchema
  const exported = async (): Promise<unknown> => jsonSchema ?? schema.jsonSchema
  const check = async (value: unknown): Promise<StandardSchemaResult<unknown>> =>
    validate === undefined ? validateSchema((await exported()) as AnySchema, value) : resultOf(await validate(value))
  const props = { version: 1, vendor: 'ai-sdk', validate: check, jsonSchema: { input: exported } } as const
  return { '~standard': props }
}

function resultOf(result: unknown): StandardSchemaResult<unknown> {
  if (isRecord(result) && result['success'] === true) return { value: result['value'] }
  return { issues: issuesOf(isRecord(result) ? result['error'] : undefined) }
}

/** What a schema library found: it has the issues itself, or the error of the SDK has them as its cause. */
function issuesOf(error: unknown): readonly StandardSchemaIssue[] {
  const { issues, cause, message } = (error ?? {}) as {
    readonly issues?: unknown
    readonly cause?: unknown
    readonly message?: unknown
  }
  const found = [issues, cause, isRecord(cause) ? cause['issues'] : undefined].find(isIssues)
  return found ?? [{ message: typeof message === 'string' ? message : 'It does not match the schema.' }]
}

function isIssues(value: unknown): value is readonly StandardSchemaIssue[] {
  return Array.isArray(value) && value.length > 0 && value.every((issue) => isRecord(issue) && 'message' in issue)
}
