import type { JsonValue } from '../../util/json/json.ts'

const columnWidth = 58
const contextLines = 1
const mostRows = 40
// Beyond this many lines the comparison takes what stands at the same height.
const mostComparedLines = 1500

interface Row {
  readonly left: string | undefined
  readonly right: string | undefined
  readonly same: boolean
}

/** What was recorded beside what is asked now, line by line: the lines that differ, with their neighbours. */
export function sideBySide(recorded: JsonValue | undefined, asked: JsonValue | undefined): string {
  const rows = compareLines(toLines(recorded), toLines(asked))
  const near = (index: number): boolean =>
    rows.slice(Math.max(0, index - contextLines), index + contextLines + 1).some((row) => !row.same)
  const shown = rows.flatMap((row, index) => (near(index) ? [row] : []))
  const lines = [`  ${'recorded'.padEnd(columnWidth)} │ asked`, ...shown.slice(0, mostRows).flatMap(rowLines)]
  if (shown.length > mostRows) lines.push(`  ... and ${shown.length - mostRows} more lines`)
  return lines.join('\n')
}

/** A value as lines of `path: text`, so that a change of one field is a change of one line. */
function toLines(value: JsonValue | undefined, path = ''): readonly string[] {
  if (value === undefined) return []
  const label = path === '' ? '' : `${path}: `
  if (typeof value === 'string') {
    const [first = '', ...rest] = value.split('\n')
    return [`${label}${first}`, ...rest.map((line) => `  ${line}`)]
  }
  if (typeof value !== 'object' || value === null) return [`${label}${String(value)}`]
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[]
    return items.length === 0 ? [`${label}[]`] : items.flatMap((item, index) => toLines(item, `${path}[${index}]`))
  }
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  if (fields.length === 0) return [`${label}{}`]
  return fields.flatMap(([key, field]) => toLines(field as JsonValue, path === '' ? key : `${path}.${key}`))
}

function compareLines(left: readonly string[], right: readonly string[]): readonly Row[] {
  const common = left.length + right.length > mostComparedLines ? [] : commonLines(left, right)
  const rows: Row[] = []
  let [at, to] = [0, 0]
  const skipTo = (leftEnd: number, rightEnd: number): void => {
    while (at < leftEnd || to < rightEnd) {
      const row = { left: at < leftEnd ? left[at] : undefined, right: to < rightEnd ? right[to] : undefined }
      rows.push({ ...row, same: row.left === row.right })
      if (at < leftEnd) at += 1
      if (to < rightEnd) to += 1
    }
  }
  for (const [leftIndex, rightIndex] of common) {
    skipTo(leftIndex, rightIndex)
    skipTo(leftIndex + 1, rightIndex + 1)
  }
  skipTo(left.length, right.length)
  return rows
}

/** The longest sequence of lines that both have, as pairs of positions. */
function commonLines(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1))
  const lengthAt = (row: number, column: number): number => lengths[row]?.[column] ?? 0
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const best =
        left[row] === right[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1))
      const line = lengths[row]
      if (line !== undefined) line[column] = best
    }
  }
  const pairs: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) pairs.push([row++, column++])
    else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}

function rowLines({ left, right, same }: Row): readonly string[] {
  const [lefts, rights] = [wrap(left), wrap(right)]
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) =>
    `  ${(lefts[index] ?? '').padEnd(columnWidth)} ${same ? '│' : '≠'} ${rights[index] ?? ''}`.trimEnd(),
  )
}

function wrap(text: string | undefined): readonly string[] {
  return text === undefined ? [] : (text.match(new RegExp(`.{1,${columnWidth}}`, 'gu')) ?? [''])
}
