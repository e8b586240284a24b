import type { LanguageModelV4Content, LanguageModelV4StreamPart } from '../../model.ts'

/** Counts the characters of an answer as it arrives: text, reasoning and tool input. */
export class SeenCharacters {
  #count = 0
  /** Tool calls whose input came in pieces. */
  readonly #pieced = new Set<string>()

  get count(): number {
    return this.#count
  }

  addContent(part: LanguageModelV4Content): void {
    if (part.type === 'text' || part.type === 'reasoning') this.#count += part.text.length
    else if (part.type === 'tool-call') this.#count += part.input.length
  }

  addPart(part: LanguageModelV4StreamPart): void {
    if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
      this.#count += part.delta.length
    } else if (part.type === 'tool-input-delta') {
      this.#pieced.add(part.id)
      this.#count += part.delta.length
    } else if (part.type === 'tool-call' && !this.#pieced.has(part.toolCallId)) {
      this.#count += part.input.length
    }
  }
}
