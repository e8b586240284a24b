import { ToolError } from '../../errors/tool-error.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import type { JsonValue } from '../../util/json/json.ts'

/**
 * A tool's result as the model and the ledger get it. It must be the same on replay, so objects are taken as JSON has
 * them; bytes become base64.
 * @throws ToolError `TOOL_FAILED` for a value that JSON would lose or refuse.
 */
export function toolResult(tool: string, output: unknown): JsonValue {
  if (output === undefined || output === null) return null
  if (typeof output === 'string' || typeof output === 'boolean') return output
  if (typeof output === 'function' || typeof output === 'symbol') throw unfit(tool, `it is a ${typeof output}`)
  let text: string | undefined
  try {
    text = JSON.stringify(output, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
      return carried(tool, this[key], value)
    })
  } catch (thrown) {
    if (ToolError.isInstance(thrown)) throw thrown
    const { message } = ensureError(thrown)
    throw unfit(tool, /circular|cyclic/i.test(message) ? 'it refers to itself in a circle' : message)
  }
  if (text === undefined) throw unfit(tool, 'nothing is left of it')
  return JSON.parse(text) as JsonValue
}

/** `original` is the value before its own `toJSON`: that of a Buffer makes a list of numbers. */
function carried(tool: string, original: unknown, value: unknown): unknown {
  if (original instanceof Uint8Array) return { encoding: 'base64', data: Buffer.from(original).toString('base64') }
  if (typeof value === 'bigint') throw unfit(tool, 'it holds a BigInt')
  if (value instanceof Map || value instanceof Set) throw unfit(tool, `it holds a ${value.constructor.name}`)
  return value
}

function unfit(tool: string, why: string): ToolError {
  return new ToolError(
    'TOOL_FAILED',
    `The result of tool "${tool}" cannot be written as JSON: ${why}. Return texts, numbers, lists and plain objects.`,
    { details: { tool } },
  )
}
