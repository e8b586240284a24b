import type { LanguageModelV4Content, LanguageModelV4StreamPart } from '../../model.ts'

type PartOf<Type extends LanguageModelV4StreamPart['type']> = Extract<LanguageModelV4StreamPart, { type: Type }>
type Block = Extract<LanguageModelV4Content, { type: 'text' | 'reasoning' }>

/** Puts an answer together from its parts, for a call that does not stream. */
export class ContentCollector {
  readonly content: LanguageModelV4Content[] = []
  metadata: Omit<PartOf<'response-metadata'>, 'type'> = {}
  finish: PartOf<'finish'> | undefined
  readonly #blocks = new Map<string, Block>()

  add(part: LanguageModelV4StreamPart): void {
    switch (part.type) {
      case 'text-start':
        return this.#start(part, { type: 'text', text: '' })
      case 'reasoning-start':
        return this.#start(part, { type: 'reasoning', text: '' })
      case 'text-delta':
      case 'reasoning-delta': {
        const block = this.#blocks.get(part.id)
        if (block !== undefined) block.text += part.delta
        return
      }
      case 'text-end':
      case 'reasoning-end': {
        const block = this.#blocks.get(part.id)
        if (block !== undefined && part.providerMetadata !== undefined) block.providerMetadata = part.providerMetadata
        return
      }
      case 'tool-call':
      case 'source':
        this.content.push(part)
        return
      case 'response-metadata': {
        const { type: _type, ...metadata } = part
        this.metadata = metadata
        return
      }
      case 'finish':
        this.finish = part
        return
      default:
        // The pieces of a tool's input come again with its call.
        return
    }
  }

  #start({ id, providerMetadata }: PartOf<'text-start' | 'reasoning-start'>, block: Block): void {
    if (providerMetadata !== undefined) block.providerMetadata = providerMetadata
    this.#blocks.set(id, block)
    this.content.push(block)
  }
}
