import { displayWidth, splitDisplay } from '../../../util/text/display-width.ts'

/**
 * Breaks one line of text so that no line is wider than `width`: at spaces, and inside a word only where it is too long
 * for a line of its own.
 */
export function wrapText(line: string, width: number): readonly string[] {
  if (displayWidth(line) <= width) return [line]
  const lines: string[] = []
  let current: string | undefined
  for (const word of line.split(' ').flatMap((each) => splitDisplay(each, width))) {
    const longer = current === undefined ? word : `${current} ${word}`
    if (current === undefined || displayWidth(longer) <= width) current = longer
    else {
      lines.push(current)
      current = word
    }
  }
  return current === undefined ? lines : [...lines, current]
}
