import type { UiMessageChunk } from './ui-message-chunk.ts'

type BlockType = 'text' | 'reasoning'

/** What models are writing: of each model step one block, which ends where another kind begins. */
export class OpenBlocks {
  readonly #blocks = new Map<string, { readonly type: BlockType; readonly id: string }>()
  #count = 0

  /** The chunks for one more piece of a step's text. */
  write(step: string, type: BlockType, delta: string): readonly UiMessageChunk[] {
    const open = this.#blocks.get(step)
    if (open?.type === type) return [{ type: `${type}-delta`, id: open.id, delta }]
    const ended = this.end(step)
    this.#count += 1
    const id = `${type}-${this.#count}`
    this.#blocks.set(step, { type, id })
    return [...ended, { type: `${type}-start`, id }, { type: `${type}-delta`, id, delta }]
  }

  /** The chunk that ends what a step writes. */
  end(step: string): readonly UiMessageChunk[] {
    const open = this.#blocks.get(step)
    if (open === undefined) return []
    this.#blocks.delete(step)
    return [{ type: `${open.type}-end`, id: open.id }]
  }

  endAll(): readonly UiMessageChunk[] {
    return [...this.#blocks.keys()].flatMap((step) => this.end(step))
  }

  /** The reader has forgotten the block. */
  forget(step: string): void {
    this.#blocks.delete(step)
  }
}
