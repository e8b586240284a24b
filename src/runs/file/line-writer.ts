import { nextTurn } from '../../util/clock.ts'
import { writeBytes, type StoredFile } from './file-port.ts'

/** What a writer is made with. */
export interface LineWriterOptions {
  readonly file: StoredFile
  /** Where it goes on. All before it must be safe. */
  readonly size: number
  /** Called once before anything is called safe, where more must be synced than the file. */
  readonly onFirstSync: (() => Promise<void>) | undefined
  /** Called once, when something could not be written. Makes the error that all is refused with from then on. */
  readonly onFailure: (thrown: unknown) => Error
}

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/**
 * Writes lines one behind another. What must be safe is written at once, with all that came before it and all that comes
 * in the meantime in one write and one sync; the rest when the event loop has been round. It fails once and for all: after
 * a failed sync nobody can tell what is on the disk, and a second one may claim that all is well.
 */
export class LineWriter {
  readonly #options: LineWriterOptions
  #size: number
  #writtenSize: number
  #syncedSize: number
  #queued: Uint8Array[] = []
  #waiters: Waiter[] = []
  #writing: Promise<void> | undefined
  #isScheduled = false
  #hasSynced = false
  #failure: Error | undefined

  constructor(options: LineWriterOptions) {
    this.#options = options
    this.#size = options.size
    this.#writtenSize = options.size
    this.#syncedSize = options.size
  }

  /** Where the next line will stand. */
  get size(): number {
    return this.#size
  }

  /** How much of the file is known to be safe. */
  get syncedSize(): number {
    return this.#syncedSize
  }

  get failure(): Error | undefined {
    return this.#failure
  }

  /** Adds a line that is to be written in this turn of the event loop. */
  add(line: Uint8Array): void {
    this.#size += line.length
    this.#queued.push(line)
    if (this.#isScheduled) return
    this.#isScheduled = true
    void nextTurn().then(() => {
      this.#isScheduled = false
      this.#start()
    })
  }

  /** Resolves when all that was added is safe. */
  sync(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    if (this.#failure !== undefined) reject(this.#failure)
    else {
      this.#waiters.push({ resolve, reject })
      this.#start()
    }
    return promise
  }

  /** Resolves when nothing is being written any more, whether it could be or not. */
  async drain(): Promise<void> {
    for (;;) {
      this.#start()
      if (this.#writing === undefined) return
      await this.#writing
    }
  }

  /** Ends it. */
  fail(thrown: unknown): Error {
    if (this.#failure !== undefined) return this.#failure
    const failure = (this.#failure = this.#options.onFailure(thrown))
    this.#queued = []
    for (const { reject } of this.#waiters.splice(0)) reject(failure)
    return failure
  }

  #start(): void {
    if (this.#writing !== undefined || this.#failure !== undefined) return
    if (this.#queued.length === 0 && this.#waiters.length === 0) return
    this.#writing = this.#write()
  }

  async #write(): Promise<void> {
    // What is added by the same piece of code is written together.
    await Promise.resolve()
    while (this.#failure === undefined && (this.#queued.length > 0 || this.#waiters.length > 0)) {
      const lines = this.#queued
      const waiters = this.#waiters
      this.#queued = []
      this.#waiters = []
      try {
        await this.#writeGroup(lines, waiters.length > 0)
        // Somebody may have ended it in the meantime; what is safe is safe all the same.
        for (const { resolve } of waiters) resolve()
      } catch (thrown) {
        const failure = this.fail(thrown)
        for (const { reject } of waiters) reject(failure)
      }
    }
    // Here and not when the promise settles: who was just told that all is safe may add more before that.
    this.#writing = undefined
  }

  async #writeGroup(lines: readonly Uint8Array[], isSafe: boolean): Promise<void> {
    const { file, onFirstSync } = this.#options
    const [first] = lines
    if (first !== undefined) {
      const bytes = lines.length === 1 ? first : Buffer.concat(lines)
      await writeBytes(file, bytes, this.#writtenSize)
      this.#writtenSize += bytes.length
    }
    if (!isSafe) return
    await file.sync()
    if (!this.#hasSynced) await onFirstSync?.()
    this.#hasSynced = true
    this.#syncedSize = this.#writtenSize
  }
}
