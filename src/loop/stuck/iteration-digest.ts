import { canonicalJson } from '../../util/json/canonical-json.ts'
import { sha256 } from '../../util/platform/sha256.ts'
import type { Iteration } from '../stop-condition.ts'
import type { ToolOutcome } from '../../runs/outcomes.ts'
import type { ToolRequest } from '../tools/tool-step.ts'

/** One tool call as short texts that are equal when the calls, or their results, are. */
export interface CallDigest {
  readonly call: string
  readonly result: string
}

/** One iteration as texts that are equal when iterations are, of the same size however long the results were. */
export interface IterationDigest {
  /** The tools that were called, as a person reads them. */
  readonly names: string
  readonly calls: string
  readonly callsAndResults: string
  /** True where every call failed. */
  readonly failed: boolean
  readonly parts: readonly CallDigest[]
}

// A message of failure often holds a time or an id; that it changes does not make the same call worth another try.
const failed = 'failed'

/** Digests an iteration. The order of keys, of white space in arguments, and of calls side by side makes no difference. */
export function digestIteration({ toolCalls, toolResults = [] }: Iteration): IterationDigest {
  const parts = toolCalls.map((call, position) => digestCall(call, toolResults[position]))
  return {
    names: [...new Set(toolCalls.map(({ toolName }) => `"${toolName}"`))].join(' and '),
    calls: digestList(parts.map(({ call }) => call)),
    callsAndResults: digestList(parts.map(({ call, result }) => `${call} = ${result}`)),
    failed: parts.every(({ result }) => result === failed),
    parts,
  }
}

function digestCall({ toolName, input }: ToolRequest, outcome: ToolOutcome | undefined): CallDigest {
  return {
    call: digest(`${toolName} ${canonicalArguments(input)}`),
    result: outcome?.isError === true ? failed : digest(canonicalJson(outcome?.output)),
  }
}

function digestList(texts: readonly string[]): string {
  return digest(texts.toSorted().join('\n'))
}

const longestPlainText = 64

/** Short texts stand for themselves, longer ones by their SHA-256. */
function digest(text: string): string {
  if (text.length <= longestPlainText) return text
  return `#${sha256(text, 'base64url')}`
}

function canonicalArguments(input: string): string {
  const text = input.trim()
  // Models that call a tool without parameters often send nothing at all.
  if (text === '') return '{}'
  try {
    return canonicalJson(JSON.parse(text))
  } catch {
    return text
  }
}
