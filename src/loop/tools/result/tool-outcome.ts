import { describeThrown, isError } from '../../../errors/ensure-error.ts'
import type { ToolOutcome } from '../../../runs/outcomes.ts'
import { once } from '../../../util/once.ts'
import { JsonProblem, plainJson } from '../../../util/json/to-json.ts'
import type { Reading } from './collect.ts'
import { describeError } from './describe-error.ts'

// Most results are plain.
const loadConversion = /* @__PURE__ */ once(() => import('./convert-result.ts'))

/**
 * What a tool gave, as the model and the ledger get it. The same on replay, as it is what is recorded. Of a value without
 * a form the model is told why. Rejects only with the reason of `reading.signal`.
 */
export function toolOutcome(tool: string, value: unknown, reading: Reading): ToolOutcome | Promise<ToolOutcome> {
  const output = plainJson(value)
  return output === undefined ? convertedOutcome(tool, value, reading) : { output }
}

async function convertedOutcome(tool: string, value: unknown, reading: Reading): Promise<ToolOutcome> {
  try {
    return await (await loadConversion()).convertResult(value, reading)
  } catch (thrown) {
    if (!(thrown instanceof JsonProblem)) throw thrown
    return failure(unfitWords(tool, thrown))
  }
}

/** What the model is told of what a tool threw. Rejects only with the reason of `reading.signal`. */
export async function thrownOutcome(tool: string, thrown: unknown, reading: Reading): Promise<ToolOutcome> {
  if (isError(thrown)) return failure(describeError(thrown))
  if (typeof thrown !== 'object' || thrown === null) return failure(describeThrown(thrown))
  const told = await convertedOutcome(tool, thrown, reading)
  return told.isError === true && typeof told.output === 'string'
    ? failure(describeThrown(thrown))
    : { ...told, isError: true }
}

/** An outcome that tells the model what went wrong. */
export function failure(output: string): ToolOutcome {
  return { output, isError: true }
}

function unfitWords(tool: string, { path, problem }: JsonProblem): string {
  const place = path === '' ? 'it' : `"${path}"`
  return (
    `TOOL_FAILED: Tool "${tool}" ran, but its result cannot be written as JSON: ${place} ${problem}. ` +
    'Return texts, numbers, lists and plain objects.'
  )
}
