/** A text as a cell of a Markdown table. */
export function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`)
}

/** Names as code, with commas between them. */
export function codeList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
