import type { StandardSchemaIssue } from './standard-schema.ts'

/** One issue in words a model understands. */
export interface DescribedIssue {
  /** Such as `items[0].price`. */
  readonly path: string
  readonly message: string
  /** What stands there, as JSON, where it is short. */
  readonly received: string | undefined
}

type Path = readonly PropertyKey[]

const longestReceived = 60

/** Writes issues with paths from the root of the answer; `at` is where the checked value is in it. */
export function describeIssues(
  issues: readonly StandardSchemaIssue[],
  value: unknown,
  at: Path,
): readonly DescribedIssue[] {
  return issues.flatMap(innermost).map(({ message, path = [] }) => {
    const keys = path.map((part) => (typeof part === 'object' ? part.key : part))
    return { path: pathText([...at, ...keys]), message, received: shortJson(valueAt(value, keys)) }
  })
}

/** One issue as a line of what a model is told. */
export function issueLine({ path, message, received }: DescribedIssue): string {
  const subject = path === '' ? message : `${path}: ${message}`
  return received === undefined ? `- ${subject}` : `- ${subject} (you wrote ${received})`
}

/** Of a union that nothing matched, the issues of the variant that came closest: "Invalid input" helps nobody. */
function innermost(issue: StandardSchemaIssue): readonly StandardSchemaIssue[] {
  const variants = (issue as { readonly errors?: unknown }).errors
  if (!Array.isArray(variants) || !variants.every(Array.isArray)) return [issue]
  const [closest] = (variants as StandardSchemaIssue[][])
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => mismatch(a) - mismatch(b))
  if (closest === undefined) return [issue]
  return closest.flatMap(innermost).map((inner) => ({ ...inner, path: [...(issue.path ?? []), ...(inner.path ?? [])] }))
}

// A variant that fails at its root is of another kind altogether.
function mismatch(issues: readonly StandardSchemaIssue[]): number {
  return issues
    .flatMap(innermost)
    .reduce((sum, { path }) => sum + (path === undefined || path.length === 0 ? 100 : 1), 0)
}

function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
}

function shortJson(value: unknown): string | undefined {
  const text = JSON.stringify(value) as string | undefined
  return text === undefined || text.length > longestReceived ? undefined : text
}
