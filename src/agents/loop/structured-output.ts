import { ensureError } from '../../errors/ensure-error.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import { formatIssues } from '../../schema/standard-schema.ts'
import { validateSchema } from '../../schema/validate.ts'

/** A parsed and validated output, or what is wrong with it in words a model understands. */
export type ParsedOutput =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string }

/** Reads a model's text as the output that a schema describes. */
export async function parseOutput(text: string, schema: AnySchema): Promise<ParsedOutput> {
  let value: unknown
  try {
    value = JSON.parse(withoutFence(text))
  } catch (error) {
    return { ok: false, problem: `The answer is not valid JSON: ${ensureError(error).message}` }
  }
  const result = await validateSchema(schema, value)
  return result.issues === undefined
    ? { ok: true, value: result.value }
    : { ok: false, problem: `The answer does not match the schema:\n${formatIssues(result.issues)}` }
}

// Models wrap JSON in a fenced block even when told not to.
function withoutFence(text: string): string {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text)
  return fenced?.[1] ?? text
}
