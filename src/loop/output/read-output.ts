import type { OutputProblem } from '../../errors/output-error.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import { describeIssues, issueLine } from '../../schema/describe-issues.ts'
import { modelSchema, outputKey } from '../../schema/model/model-schema.ts'
import { readWritten } from '../../schema/model/read-written.ts'
import { extractJson } from './extract-json.ts'

/** A problem, before it is known which attempt it belongs to. */
type Problem = Omit<OutputProblem, 'attempt'>

/** A parsed and validated output, or everything that is wrong with it. */
export type ReadOutput =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly feedback: string }

/** Reads a model's text, or the arguments it gave to the final tool, as the output that a schema describes. */
export async function readOutput(text: string, schema: AnySchema): Promise<ReadOutput> {
  const { wrapper } = await modelSchema(schema, outputKey)
  const extracted = extractJson(text, wrapper === undefined ? 'object' : 'any')
  if (!extracted.ok) {
    return { ok: false, problems: [{ path: '', message: extracted.problem }], feedback: extracted.problem }
  }
  const { result, value, at } = await readWritten(schema, extracted.value, wrapper)
  if (result.issues === undefined) return { ok: true, value: result.value }
  const described = describeIssues(result.issues, value, at)
  return {
    ok: false,
    problems: described.map(({ path, message }) => ({ path, message })),
    feedback: `The answer does not match the schema:\n${described.map(issueLine).join('\n')}`,
  }
}
