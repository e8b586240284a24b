import { quote } from '../util/text/printable.ts'

/** Gives a variable's value, or `undefined` when it is not set. */
export type VariableLookup = (name: string) => string | undefined

/** A text with its variables filled in. */
export interface Interpolation {
  readonly text: string
  /** The values that came from variables, with the variable's name. */
  readonly used: readonly { readonly name: string; readonly value: string }[]
  /** Variables that have neither a value nor a default; they are left in the text as they stand. */
  readonly unset: readonly string[]
  /** What is wrong with the text itself. */
  readonly mistakes: readonly string[]
}

const pattern = /\$\$\{|\$\{([^}]*)(\}?)/g
const content = /^([A-Za-z_][A-Za-z0-9_]*)(?::-([^]*))?$/

/** True when there is something to fill in or to unescape. */
export function hasVariables(text: string): boolean {
  return text.includes('${')
}

/**
 * Fills in `${NAME}` and `${NAME:-default}` (the default counts when the variable is unset or empty); `$${` is a plain `${`.
 * Filled-in values are not looked at again.
 */
export function interpolate(text: string, lookup: VariableLookup): Interpolation {
  const used: { name: string; value: string }[] = []
  const unset: string[] = []
  const mistakes: string[] = []
  const filled = text.replace(pattern, (whole, inner: string | undefined, closing: string | undefined) => {
    if (inner === undefined) return '${'
    const found = closing === '' ? null : content.exec(inner)
    const mistake = closing === '' ? 'A "${" is not closed with "}".' : mistakeIn(inner, found)
    if (mistake !== undefined) {
      mistakes.push(mistake)
      return whole
    }
    const [, name = '', fallback] = found ?? []
    const set = lookup(name)
    const value = fallback !== undefined && (set === undefined || set === '') ? fallback : set
    if (value === undefined) {
      unset.push(name)
      return whole
    }
    used.push({ name, value })
    return value
  })
  return { text: filled, used, unset, mistakes }
}

// A default may hold a secret, so it is never repeated.
function mistakeIn(inner: string, found: RegExpExecArray | null): string | undefined {
  if (found === null) return `${quote(`\${${inner.split(':-')[0]}}`)} names no variable.`
  return found[2]?.includes('${') === true
    ? `The default of ${quote(found[1] ?? '')} has a variable in it, which is not supported.`
    : undefined
}
