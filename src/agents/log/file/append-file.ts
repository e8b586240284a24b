import { AgentError } from '../../../errors/agent-error.ts'
import { ensureError } from '../../../errors/ensure-error.ts'
import { containsLine } from './contains-line.ts'
import type { LogFile } from './log-file.ts'

interface Pending {
  readonly bytes: Uint8Array
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** What is known of a file when it is opened. */
export interface AppendFileParts {
  readonly path: string
  readonly file: LogFile
  /** True for a plain file, which can be read again and synced; a pipe cannot. */
  readonly isRegular: boolean
  /** True when the last line has no end, because a writer died or the disk was full. */
  readonly isTorn: boolean
}

const lineFeed = 0x0a

/**
 * Appends lines to a file that was opened with O_APPEND. Lines that come while a write is under way go out together in
 * the next one. A line is either in the file as a whole or its write rejects; what a failed write leaves behind stays a
 * line of its own.
 */
export class AppendFile {
  readonly #parts: AppendFileParts
  #pending: Pending[] = []
  #writing: Promise<void> | undefined
  #isTorn: boolean
  #closed: Promise<void> | undefined

  constructor(parts: AppendFileParts) {
    this.#parts = parts
    this.#isTorn = parts.isTorn
  }

  /** Appends one line, given without its line end. Resolves when the system has it. */
  append(line: string): Promise<void> {
    if (this.#closed !== undefined) return Promise.reject(writeFailure(this.#parts.path, 'the log is closed'))
    return new Promise((resolve, reject) => {
      this.#pending.push({ bytes: Buffer.from(`${line}\n`), resolve, reject })
      this.#writing ??= this.#writeAll()
    })
  }

  /** True when the file holds this very line. */
  contains(line: string): Promise<boolean> {
    const { file, isRegular, path } = this.#parts
    if (!isRegular) return Promise.resolve(false)
    return containsLine(file, line).catch((error: unknown) => {
      throw writeFailure(path, `it cannot be read: ${ensureError(error).message}`, error)
    })
  }

  /** Writes what is pending, makes it safe against a power cut, and closes the file. */
  close(): Promise<void> {
    return (this.#closed ??= this.#finish())
  }

  async #finish(): Promise<void> {
    await this.#writing
    const { file, isRegular, path } = this.#parts
    try {
      if (isRegular) await file.sync()
    } catch (error) {
      throw writeFailure(path, ensureError(error).message, error)
    } finally {
      await file.close()
    }
  }

  async #writeAll(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#pending
      this.#pending = []
      await this.#writeBatch(batch)
    }
    this.#writing = undefined
  }

  async #writeBatch(batch: readonly Pending[]): Promise<void> {
    const separator = this.#isTorn ? [Uint8Array.of(lineFeed)] : []
    const bytes = Buffer.concat([...separator, ...batch.map((line) => line.bytes)])
    let written = 0
    let failure: unknown
    try {
      // The system may take less than it is given, for example when the disk is nearly full.
      while (written < bytes.length) written += (await this.#parts.file.write(bytes, written)).bytesWritten
    } catch (error) {
      failure = writeFailure(this.#parts.path, reasonOf(error), error)
    }
    if (written > 0) this.#isTorn = bytes[written - 1] !== lineFeed
    let end = separator.length
    for (const line of batch) {
      end += line.bytes.length
      if (end <= written) line.resolve()
      else line.reject(failure)
    }
  }
}

/** A log that could not be written. */
export function writeFailure(path: string, reason: string, cause?: unknown): AgentError {
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined
  return new AgentError('LOG_WRITE_FAILED', `The log "${path}" could not be written: ${reason}.`, {
    cause,
    details: { path, code },
    retryable: code !== undefined && passing.has(code),
  })
}

function reasonOf(error: unknown): string {
  const { message } = ensureError(error)
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'the disk is full' : message
}

// What may be over when it is tried again.
const passing: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EAGAIN', 'EMFILE', 'ENFILE'])
