/** One piece of what is printed, as it comes. */
export interface Chunk {
  readonly stream: 'stdout' | 'stderr'
  readonly level: PrintLevel
  readonly data: string | Uint8Array
}

/** How much a print matters, by the method it was made with. */
export type PrintLevel = 'debug' | 'info' | 'warn' | 'error'

/** Takes what is printed. */
export type CatchChunk = (chunk: Chunk) => void
