// What could steer a terminal, forge a line or hide text: control characters of C0 and C1 (ESC among them), line
// separators, marks that turn the direction of the text behind them, and halves of characters.
// oxlint-disable-next-line no-control-regex
const risky = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

const short: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` }

/** Text as one line that is safe to show: control characters become visible codes such as `\n` and `\x1b`. */
export function escapeControls(text: string): string {
  return text.replace(risky, (character) => short[character] ?? escapeCode(character, String.raw`\x`))
}

/** A value as JSON on one line, with the same characters as JSON escapes; a reader gets the value back unchanged. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(risky, (character) => escapeCode(character, String.raw`\u00`))
}

function escapeCode(character: string, shortPrefix: string): string {
  const digits = character.charCodeAt(0).toString(16)
  return digits.length > 2 ? `\\u${digits}` : shortPrefix + digits.padStart(2, '0')
}
