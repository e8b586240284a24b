// C0 and C1 control characters: what comes from models, tools and files must not steer the terminal.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f]/g

const named: Readonly<Record<string, string>> = { '\n': '⏎', '\r': '', '\t': ' ' }

/** Text as one line that is safe on a terminal: line ends shown as `⏎`, other control characters as their code. */
export function printable(text: string): string {
  return text.replace(
    controls,
    (character) => named[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/** Text cut to a width, with an ellipsis where something is missing. Counts code points, so that none is split. */
export function truncate(text: string, width: number): string {
  const points = [...text]
  return points.length <= width ? text : `${points.slice(0, Math.max(0, width - 1)).join('')}…`
}
