const piecesPerBlock = 1024

/**
 * Text that grows by many small pieces. Joins them as it goes: strings that are only added to one another hold every
 * piece, which for single words takes many times the memory of the text.
 */
export class GrowingText {
  #blocks: string[] = []
  #pieces: string[] = []

  add(piece: string): void {
    this.#pieces.push(piece)
    if (this.#pieces.length < piecesPerBlock) return
    this.#blocks.push(this.#pieces.join(''))
    this.#pieces = []
  }

  toString(): string {
    return this.#blocks.join('') + this.#pieces.join('')
  }
}
