import type * as z from 'zod/mini'
import { zod } from '../../keys/zod.ts'
import { nearest } from '../../util/text/nearest.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import { printable, quote } from '../../util/text/printable.ts'
import { objectOf, type KeyTable, type ValueEntry } from '../../keys/key-entry.ts'
import { durationMistake } from '../../keys/value-kinds.ts'
import type { CheckContext } from './check-context.ts'
import { isUnderSecretKey } from './read-value.ts'

/** Checks values against their table. What does not fit is reported; then, or when there was doubt, there is no result. */
export function checkValues(
  keys: KeyTable,
  values: Readonly<Record<string, unknown>>,
  path: ConfigPath,
  context: CheckContext,
): Readonly<Record<string, unknown>> | undefined {
  const entries = Object.entries(keys).filter((row): row is [string, ValueEntry] => row[1].status !== 'unsupported')
  // The schemas of keys that are absent, and may be, are not made: most files use few of the keys.
  const wanted = entries.filter(([name, { required }]) => required || Object.hasOwn(values, name))
  const schema = objectOf(zod, Object.fromEntries(wanted))
  // One use of a schema is not worth the compilation that zod would begin with.
  const result = schema.safeParse(values, { error: explain, reportInput: true, jitless: true })
  if (result.success) {
    const absent = entries.filter(([, { isEmptyWhenAbsent }]) => isEmptyWhenAbsent === true)
    return { ...Object.fromEntries(absent.map(([name]) => [name, []])), ...result.data }
  }
  for (const issue of result.error.issues) reportIssue(issue, [...path, ...(issue.path as ConfigPath)], context)
  return undefined
}

type Issue = z.core.$ZodIssue

function reportIssue(issue: Issue, path: ConfigPath, context: CheckContext): void {
  if (context.isDoubtful(path)) return
  if (issue.input === undefined) {
    if (context.isMeant(path)) return
    const isThere = context.positions.keySpan(path) !== undefined
    return context.error(
      path,
      isThere ? `${subject(path)} has no value.` : `The key ${quote(lastKey(path))} is missing.`,
    )
  }
  // What a refinement asks for can be seen in the code frame; a wrong type cannot.
  const shown = isUnderSecretKey(path) || issue.code === 'custom' ? '' : `; it is ${describe(issue.input)}`
  context.error(path, `${subject(path)} ${issue.message}${shown}.`, hintFor(issue, path))
}

/** What a value must be, to follow its name: "must be a number". */
function explain(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${isWholeNumber(issue.inst) ? 'a whole number' : (typeNames[issue.expected] ?? issue.expected)}`
    case 'invalid_value':
      return `must be ${issue.values.map((value) => quote(String(value))).join(' or ')}`
    case 'too_small':
      return `must be ${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}`
    case 'too_big':
      return `must be ${issue.inclusive === true ? 'at most' : 'less than'} ${issue.maximum}`
    default:
      return 'is not valid'
  }
}

// zod asks for a number first and for a whole one then; its schema knows what is wanted from the start.
function isWholeNumber(schema: z.core.$ZodRawIssue['inst']): boolean {
  const definition: object | undefined = schema?._zod.def
  return definition !== undefined && 'format' in definition && definition.format === 'safeint'
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '"true" or "false"',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

function describe(input: unknown): string {
  if (typeof input === 'string') return `the text ${quote(input)}`
  if (typeof input === 'number') return `the number ${input}`
  if (typeof input === 'boolean') return `the truth value ${input}`
  if (input === null) return 'empty'
  return Array.isArray(input) ? 'a list' : 'a mapping'
}

function hintFor(issue: Issue, path: ConfigPath): string | undefined {
  const { input } = issue
  if (issue.code === 'invalid_value' && typeof input === 'string') {
    const meant = nearest(input, issue.values.map(String))
    return meant === undefined ? undefined : `Did you mean ${quote(meant)}?`
  }
  if (issue.code !== 'invalid_type') return undefined
  if (issue.message === durationMistake && typeof input === 'number') {
    return `Write "${input}s" for seconds or "${input}ms" for milliseconds.`
  }
  if (
    issue.expected === 'string' &&
    (typeof input === 'number' || typeof input === 'boolean') &&
    !isUnderSecretKey(path)
  ) {
    return `Put it in quotes: "${input}".`
  }
  const wiring = wiringHint(input, path)
  if (wiring !== undefined) return wiring
  if (issue.expected === 'array') return 'Start each item on a line of its own with "- ".'
  return undefined
}

/** Shows how a bare name is written that stands where a list of mappings, or one of them, must be. */
function wiringHint(input: unknown, path: ConfigPath): string | undefined {
  const [root, , side, , below] = path
  if (root !== 'agents' || below !== undefined || typeof input !== 'string' || input.trim() === '') return undefined
  if (side === 'inputs') return `Write each one on a line of its own, as "- source: ${printable(input)}".`
  if (side === 'outputs') return `Write each one on a line of its own, as "- target: ${printable(input)}".`
  return undefined
}

/** Names a value: its key, or its position in a list. */
function subject(path: ConfigPath): string {
  const last = path.at(-1)
  const key = quote(lastKey(path))
  return typeof last === 'number' ? `Item ${last + 1} of ${key}` : `The value of ${key}`
}

function lastKey(path: ConfigPath): string {
  return path.findLast((step) => typeof step === 'string') ?? 'the file'
}
