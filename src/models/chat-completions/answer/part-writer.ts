import type { LanguageModelV4StreamPart } from '../../model.ts'

type Metadata = NonNullable<Extract<LanguageModelV4StreamPart, { type: 'text-end' }>['providerMetadata']>

/** What a block of reasoning tells about itself, under the provider's name. */
export type BlockNotes = Metadata[string]

/** Writes blocks of text and reasoning: opens them when they are needed and closes them when the other kind begins. */
export class PartWriter {
  readonly #emit: (part: LanguageModelV4StreamPart) => void
  readonly #provider: string
  #textBlocks = 0
  #reasoningBlocks = 0
  #open: 'text' | 'reasoning' | undefined
  /** A block of reasoning that stays open until all of its details have come. */
  #detailed: string | undefined
  #notes: BlockNotes | undefined

  constructor(provider: string, emit: (part: LanguageModelV4StreamPart) => void) {
    this.#provider = provider
    this.#emit = emit
  }

  /** True while there is one block of text and nothing else. */
  get hasTextAlone(): boolean {
    return this.#open === 'text' && this.#textBlocks === 1 && this.#reasoningBlocks === 0
  }

  /** What was written is void; nothing of it is closed. */
  forget(): void {
    this.#open = undefined
  }

  text(delta: string): void {
    if (this.#open !== 'text') {
      this.#close()
      this.#open = 'text'
      this.#textBlocks += 1
      this.#emit({ type: 'text-start', id: this.#id })
    }
    this.#emit({ type: 'text-delta', id: this.#id, delta })
  }

  /** `notes` are those of the block, should this be its beginning. */
  reasoning(delta: string, notes: BlockNotes | undefined): void {
    if (this.#open !== 'reasoning') this.#openReasoning(notes)
    if (delta !== '') this.#emit({ type: 'reasoning-delta', id: this.#id, delta })
  }

  /** Keeps a block of reasoning open for details, which may come until the end. */
  expectDetails(): void {
    if (this.#detailed !== undefined) return
    if (this.#open !== 'reasoning') this.#openReasoning(undefined)
    this.#detailed = this.#id
  }

  /** Notes on the text, which are known at its end only. */
  noteText(notes: BlockNotes): void {
    this.#notes = { ...this.#notes, ...notes }
  }

  /** Ends what is open. `details` are those that were expected. */
  end(details: () => BlockNotes): void {
    this.#close()
    if (this.#detailed === undefined) return
    const providerMetadata = { [this.#provider]: details() }
    this.#emit({ type: 'reasoning-end', id: this.#detailed, providerMetadata })
    this.#detailed = undefined
  }

  /** A tool call begins: reasoning that goes on behind it is another block. */
  endReasoning(): void {
    if (this.#open === 'reasoning') this.#close()
  }

  get #id(): string {
    return this.#open === 'text' ? `text-${this.#textBlocks}` : `reasoning-${this.#reasoningBlocks}`
  }

  #openReasoning(notes: BlockNotes | undefined): void {
    this.#close()
    this.#open = 'reasoning'
    this.#reasoningBlocks += 1
    const id = this.#id
    this.#emit(
      notes === undefined
        ? { type: 'reasoning-start', id }
        : { type: 'reasoning-start', id, providerMetadata: { [this.#provider]: notes } },
    )
  }

  #close(): void {
    const id = this.#id
    if (this.#open === 'text') this.#emit(this.#textEnd(id))
    else if (this.#open === 'reasoning' && id !== this.#detailed) this.#emit({ type: 'reasoning-end', id })
    this.#open = undefined
  }

  #textEnd(id: string): LanguageModelV4StreamPart {
    const notes = this.#notes
    this.#notes = undefined
    return notes === undefined
      ? { type: 'text-end', id }
      : { type: 'text-end', id, providerMetadata: { [this.#provider]: notes } }
  }
}
