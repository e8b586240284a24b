import type { Chunk, PrintLevel } from './caught-write.ts'

/** Lines that were printed at once, and by whom. */
export interface Print<Origin> {
  readonly origin: Origin
  readonly level: PrintLevel
  /** Without the line break at its end. */
  readonly text: string
}

/** More than this is not kept to wait for the end of a line. */
const longestLine = 100_000

interface Beginning<Origin> {
  readonly id: string
  readonly origin: Origin
  text: string
  level: PrintLevel
  decoder: InstanceType<typeof TextDecoder> | undefined
}

/** Puts pieces that are printed together to lines, each printer's and each stream's for itself. */
export class PrintLines<Origin> {
  readonly #onPrint: (print: Print<Origin>) => void
  readonly #beginnings = new Map<string, Beginning<Origin>>()

  constructor(onPrint: (print: Print<Origin>) => void) {
    this.#onPrint = onPrint
  }

  /** Takes a piece. Printers are told apart by `id`. */
  add(id: string, origin: Origin, { stream, level, data }: Chunk): void {
    const key = `${stream} ${id}`
    const before = this.#beginnings.get(key) ?? { id, origin, text: '', level, decoder: undefined }
    before.level = level
    // A character may be cut between two pieces.
    before.text +=
      typeof data === 'string' ? data : (before.decoder ??= new TextDecoder()).decode(data, { stream: true })
    const end = before.text.length > longestLine ? before.text.length : before.text.lastIndexOf('\n') + 1
    this.#print(before, before.text.slice(0, end))
    before.text = before.text.slice(end)
    if (before.text === '' && before.decoder === undefined) this.#beginnings.delete(key)
    else this.#beginnings.set(key, before)
  }

  /** Gives out lines that were begun and not ended: those of one printer, or of all. */
  flush(id?: string): void {
    for (const [key, before] of this.#beginnings) {
      if (id !== undefined && before.id !== id) continue
      this.#beginnings.delete(key)
      this.#print(before, before.text + (before.decoder?.decode() ?? ''))
    }
  }

  #print({ origin, level }: Beginning<Origin>, text: string): void {
    if (text !== '') this.#onPrint({ origin, level, text: text.replace(/\r?\n$/, '') })
  }
}
