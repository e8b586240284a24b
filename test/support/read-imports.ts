/** One import or re-export of a file. */
export interface FoundImport {
  readonly specifier: string
  /** `type` is erased, `value` runs when the file is loaded, `lazy` runs when the line is reached. */
  readonly kind: 'type' | 'value' | 'lazy'
}

/** The imports and re-exports of a TypeScript or JavaScript file. */
export function readImports(text: string): readonly FoundImport[] {
  const code = stripComments(text)
  const found: FoundImport[] = []
  const statement = /(?:^|[;}\n])\s*(?:import|export)\b\s*(type\b)?([^'"();=]*?)\bfrom\s*['"]([^'"]+)['"]/g
  for (const [, type, names = '', specifier = ''] of code.matchAll(statement)) {
    found.push({ specifier, kind: type !== undefined || onlyTypes(names) ? 'type' : 'value' })
  }
  for (const [, specifier = ''] of code.matchAll(/(?:^|[;}\n])\s*import\s*['"]([^'"]+)['"]/g)) {
    found.push({ specifier, kind: 'value' })
  }
  for (const [, specifier = ''] of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) {
    found.push({ specifier, kind: 'lazy' })
  }
  return found
}

/** The text without its comments. Strings are kept whole, so a `//` in an address stays. */
export function stripComments(text: string): string {
  return text.replaceAll(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_match, quoted: string | undefined) => quoted ?? '',
  )
}

function onlyTypes(names: string): boolean {
  const list = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1]
  if (list === undefined) return false
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .every((name) => name.startsWith('type '))
}
