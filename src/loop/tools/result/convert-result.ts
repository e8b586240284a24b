import type { ToolOutcome } from '../../../runs/outcomes.ts'
import { isToolContent } from '../../../tools/tool-content.ts'
import type { Reading } from './collect.ts'
import { contentJson } from './content-json.ts'
import { problemAt, readAt, resultJson } from './result-walk.ts'
import { Failed, Later, ruleFor } from './result-rules.ts'

/**
 * What a tool gave, as the model and the ledger get it: converted by the table of rules, or told.
 * @throws JsonProblem for what has no form, or the reason of `reading.signal`.
 */
export async function convertResult(value: unknown, reading: Reading): Promise<ToolOutcome> {
  const whole = await wholeForm(value, reading)
  if (whole instanceof Failed) return { output: await resultJson(whole.output, reading), isError: true }
  if (isToolContent(whole)) return { output: await contentJson(whole, reading), isContent: true }
  return { output: await resultJson(whole, reading) }
}

/** The form of a whole result, where a rule gives that another one than the parts of results have. */
async function wholeForm(value: unknown, reading: Reading): Promise<unknown> {
  if (typeof value !== 'object' || value === null || isToolContent(value)) return value
  let form: unknown
  try {
    form = ruleFor(value)?.form(value as never, true) ?? value
  } catch (thrown) {
    throw problemAt([], thrown)
  }
  return form instanceof Later ? readAt(form, reading) : form
}
