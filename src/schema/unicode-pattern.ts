/**
 * A pattern that reads by the rules of Unicode (the `u` flag), which refuse escapes of characters that need none; the
 * pattern as it is where that does not mend it.
 */
export function unicodePattern(pattern: string): string {
  if (isPattern(pattern)) return pattern
  const mended = pattern.replace(/\\([\s\S])/g, (escape, character: string) => {
    if (character === '-') return '\\x2d'
    return /[\w^$\\.*+?()[\]{}|/]/.test(character) && character !== '_' ? escape : character
  })
  return isPattern(mended) ? mended : pattern
}

/** True for a regular expression by the rules of Unicode. */
export function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}
