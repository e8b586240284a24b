import type { Finding } from './problems/config-problem.ts'

/** What a `.env` file holds. */
export interface DotenvReading {
  readonly variables: ReadonlyMap<string, string>
  readonly findings: readonly Finding[]
}

const assignment = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*/

/**
 * Reads `NAME=value` lines. Values may stand in single quotes (taken as they are) or double quotes (with `\n`, `\t`,
 * `\"` and `\\`), both over several lines; an unquoted value ends at ` #`. A later line wins. Nothing is substituted.
 */
export function parseDotenv(text: string): DotenvReading {
  const variables = new Map<string, string>()
  const findings: Finding[] = []
  let offset = 0
  while (offset < text.length) {
    const line = lineAt(text, offset)
    const found = assignment.exec(line)
    if (found === null) {
      if (!/^\s*(#.*)?$/.test(line)) findings.push(notAssignment(offset, line))
      offset = nextLine(text, offset + line.length)
      continue
    }
    const value = readValue(text, offset + found[0].length)
    variables.set(found[1] ?? '', value.text)
    if (!value.closed) findings.push(notClosed(offset, line))
    offset = nextLine(text, value.end)
  }
  return { variables, findings }
}

function readValue(
  text: string,
  start: number,
): { readonly text: string; readonly end: number; readonly closed: boolean } {
  const quotation = text[start]
  if (quotation !== '"' && quotation !== "'") {
    const rest = lineAt(text, start)
    const value = rest.startsWith('#') ? '' : rest.replace(/[ \t]#.*$/, '')
    return { text: value.trim(), end: start + rest.length, closed: true }
  }
  const pattern = quotation === '"' ? /"([^"\\]*(?:\\[^][^"\\]*)*)"/y : /'([^']*)'/y
  pattern.lastIndex = start
  const found = pattern.exec(text)
  const body = found?.[1] ?? ''
  if (found === null) return { text: '', end: start + lineAt(text, start).length, closed: false }
  const end = start + found[0].length + lineAt(text, start + found[0].length).length
  return { text: quotation === '"' ? unescapeValue(body) : body, end, closed: true }
}

function unescapeValue(text: string): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
  return text.replace(/\\([^])/g, (_whole, character: string) => escapes[character] ?? character)
}

function lineAt(text: string, offset: number): string {
  const end = text.slice(offset).search(/[\r\n]/)
  return end === -1 ? text.slice(offset) : text.slice(offset, offset + end)
}

function nextLine(text: string, offset: number): number {
  return offset + (text.startsWith('\r\n', offset) ? 2 : 1)
}

function notAssignment(offset: number, line: string): Finding {
  return warning(offset, line, 'This line is not of the form NAME=value and is skipped.')
}

function notClosed(offset: number, line: string): Finding {
  return warning(offset, line, 'A quotation mark is not closed; the variable is taken as empty.')
}

function warning(offset: number, line: string, message: string): Finding {
  return { severity: 'warning', code: 'CONFIG_INVALID', message, span: { start: offset, end: offset + line.length } }
}
