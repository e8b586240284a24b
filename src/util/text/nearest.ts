/**
 * The candidate closest to `word` by edit distance, or `undefined` when none is close enough to be meant: within `limit`
 * changes, a third of the word's length unless said otherwise.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  limit = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours (Damerau, 1964). */
function editDistance(a: string, b: string): number {
  const rows = [...Array(a.length + 1).keys()].map((row) => [row, ...Array<number>(b.length).fill(0)])
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  rows[0] = [...Array(b.length + 1).keys()]
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1
      let distance = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + cost)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, at(row - 2, column - 2) + 1)
      }
      rows[row]![column] = distance
    }
  }
  return at(a.length, b.length)
}
