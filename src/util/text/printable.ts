// Control characters, line separators and the marks that turn the direction of text could forge terminal output.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** A single line that is safe to print, as long as it was: tabs become spaces, control characters a replacement mark. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(unprintable, '\uFFFD')
}

/** Quotes a text of the user's for a message: on one line, shortened. */
export function quote(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 57)}...` : text
  return `"${printable(shown)}"`
}
