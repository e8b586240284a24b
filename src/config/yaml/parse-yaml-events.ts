import { parseEvents, YAMLException, type Event } from 'js-yaml'
import type { Finding } from '../problems/config-problem.ts'
import { findOpenDelimiter, type OpenDelimiter } from './find-open-delimiter.ts'
import { NodeBudget, NodeBudgetSpent } from './node-budget.ts'
import type { YamlLimits } from './yaml-limits.ts'

/** The parser's events, or why there are none. */
export type ParsedEvents = { readonly events: readonly Event[] } | { readonly finding: Finding }

// The parser looks at some nodes twice (is this scalar the key of a mapping?), never at all of them four times.
const visitsPerNode = 4
// The parser counts a level more than YAML has: the node it tries as a key before it knows that it is a value.
const spareDepth = 3

/** Splits YAML into events that point into the text. Nothing is built, and reading stops where a limit is clearly passed. */
export function parseYamlEvents(text: string, limits: YamlLimits): ParsedEvents {
  const budget = createBudget(limits, 'throw')
  try {
    return { events: parseEvents(text, { maxDepth: asNumber(budget) }) }
  } catch (error) {
    if (error instanceof NodeBudgetSpent) return { finding: tooManyNodes(limits, locateSpentBudget(text, limits)) }
    return { finding: syntaxFinding(error, limits, text) }
  }
}

/** The finding for a file with too many nodes. */
export function tooManyNodes(limits: YamlLimits, offset: number): Finding {
  return {
    severity: 'error',
    code: 'CONFIG_LIMIT',
    message: `The file has more than ${limits.nodes} keys and values (what an alias stands for counts at every use).`,
    hint: 'Split the file, or move data out of it.',
    span: { start: offset, end: offset + 1 },
  }
}

/** The finding for a file that is nested too deep. */
export function tooDeep(limits: YamlLimits, offset: number): Finding {
  return {
    severity: 'error',
    code: 'CONFIG_LIMIT',
    message: `The file is nested deeper than ${limits.depth} levels.`,
    span: { start: offset, end: offset + 1 },
  }
}

function createBudget(limits: YamlLimits, whenSpent: 'throw' | 'point'): NodeBudget {
  return new NodeBudget(limits.depth + spareDepth, limits.nodes * visitsPerNode, whenSpent)
}

// js-yaml only compares the limit with a number, which works on any object that has `valueOf`.
function asNumber(budget: NodeBudget): number {
  return budget as unknown as number
}

// Only the parser's own error tells where it was, and making it scans the whole text: so it gets no more than it needs.
function locateSpentBudget(text: string, limits: YamlLimits): number {
  for (let length = 65_536; ; length *= 4) {
    const budget = createBudget(limits, 'point')
    try {
      parseEvents(text.slice(0, length), { maxDepth: asNumber(budget) })
    } catch (error) {
      if (budget.spent && error instanceof YAMLException) return error.mark?.position ?? 0
    }
    if (length >= text.length) return 0
  }
}

function syntaxFinding(error: unknown, limits: YamlLimits, text: string): Finding {
  if (!(error instanceof YAMLException)) throw error
  const offset = error.mark?.position ?? 0
  if (error.reason.startsWith('nesting exceeded')) return tooDeep(limits, offset)
  const open = unclosed.test(error.reason) ? findOpenDelimiter(text, offset) : undefined
  if (open !== undefined) return unclosedFinding(open)
  return {
    severity: 'error',
    code: 'CONFIG_SYNTAX',
    message: `Not valid YAML: ${error.reason}.`,
    hint: hintFor(error.reason),
    span: { start: offset, end: offset + 1 },
  }
}

// Text that goes on inside of quotation marks or brackets is refused where it meets the next key, or the end.
const unclosed = /deficient indentation|unexpected end/

function unclosedFinding({ character, offset }: OpenDelimiter): Finding {
  const isQuote = character === '"' || character === "'"
  return {
    severity: 'error',
    code: 'CONFIG_SYNTAX',
    message: `Not valid YAML: the ${isQuote ? 'quotation mark' : 'bracket'} ${character} that opens here is never closed.`,
    hint: isQuote
      ? `Close it with another ${character}.`
      : `Close it with ${character === '[' ? ']' : '}'}, and put commas between its entries.`,
    span: { start: offset, end: offset + 1 },
  }
}

function hintFor(reason: string): string | undefined {
  if (reason.includes('tab characters')) return 'Indent with spaces.'
  if (reason.includes('bad indentation') || reason.includes('deficient indentation')) {
    return 'Keys of one block must start in the same column.'
  }
  if (reason.includes('a multiline key') || reason.includes("expected ':'")) {
    return 'Write "key: value", with a space after the colon.'
  }
  if (reason.includes('quoted scalar')) return 'Close the quotation mark.'
  if (reason.includes('flow collection')) return 'Close the "[" or "{", and put commas between its entries.'
  return undefined
}
