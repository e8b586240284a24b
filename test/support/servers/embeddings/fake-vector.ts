/** A vector that only depends on the text, as a model's does: other texts, other vectors. */
export function fakeVector(text: string, dimensions: number): number[] {
  let state = 7
  for (const character of text) state = (state * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return Array.from({ length: dimensions }, (_, index) => {
    state = (state * 75 + 74 + index) % 65_537
    // A fraction that a 32-bit number holds exactly, so that every way of writing it gives the same.
    return (state % 1024) / 512 - 1
  })
}

/** About what a tokenizer makes of a text. */
export function fakeTokens(text: string): number {
  return text.split(/\s+/).length
}
