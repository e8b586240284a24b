/** True for a pattern that looks ahead or behind. */
export function hasLookaround(pattern: unknown): boolean {
  return typeof pattern === 'string' && /\(\?(?:[=!]|<[=!])/.test(pattern.replace(/\\[\s\S]/g, ''))
}

/** True for a pattern that looks back at what it has matched. */
export function hasBackreference(pattern: unknown): boolean {
  return typeof pattern === 'string' && /\\(?:[1-9]|k<)/.test(pattern.replaceAll('\\\\', ''))
}
