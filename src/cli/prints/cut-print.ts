const longest = 10_000

/** What is shown of a print: all of it, or its beginning with a mark that says how much is left out. */
export function cutPrint(text: string): string {
  if (text.length <= longest) return text
  // Not through the middle of a character.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest
  return `${text.slice(0, end)} [... ${text.length - end} more characters]`
}
