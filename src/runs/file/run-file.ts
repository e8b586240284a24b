import { ensureError } from '../../errors/ensure-error.ts'
import { RunError } from '../../errors/run-error.ts'
import type { AppendNeed, LedgerRecord, ParkedWait } from '../ledger.ts'
import { RunState } from '../memory/run-outline.ts'
import { readBytes, type FilePort, type StoredFile } from './file-port.ts'
import { KeyTable } from './key-table.ts'
import { formatLine, type LineTag } from './line.ts'
import { LineWriter } from './line-writer.ts'
import { damaged, formatVersion, readRun, type OpenLine, type ParkLine, type ReadRun } from './read-run.ts'

/** Where the file of a run is, and what is known of it. */
export interface RunFileOptions {
  readonly files: FilePort
  readonly folder: string
  readonly path: string
  readonly runId: string
  /** True to make the file where there is none. */
  readonly create: boolean
  /** The last place that is known to be safe, where an earlier attempt to write failed. */
  readonly safeSize: number | undefined
}

/** The file of a run that is under way. */
export class RunFile {
  /** What is on the record, to be read once. */
  readonly history: readonly LedgerRecord[]
  readonly state: RunState
  readonly lastEpoch: number
  readonly #options: RunFileOptions
  readonly #file: StoredFile
  readonly #keys: KeyTable
  readonly #writer: LineWriter
  #opening: OpenLine | undefined
  #onFailure: ((failure: Error) => void) | undefined

  /**
   * Opens the file, cuts off what was never written to its end, and makes safe what is left.
   * @throws RunError `STORE_FAILED` when it cannot be read or is damaged.
   */
  static async open(options: RunFileOptions): Promise<RunFile> {
    const { files, path, create } = options
    let file: StoredFile | undefined
    try {
      file = await files.open(path, { create })
      return new RunFile(options, file, await readSafely(file, options))
    } catch (thrown) {
      await file?.close()
      throw storeError(`The file "${path}" could not be opened`, thrown)
    }
  }

  private constructor(options: RunFileOptions, file: StoredFile, read: ReadRun | undefined) {
    this.#options = options
    this.#file = file
    this.history = read?.records ?? []
    this.state = read?.state ?? new RunState()
    this.lastEpoch = read?.epoch ?? 0
    this.#keys = read?.keys ?? new KeyTable()
    this.#writer = new LineWriter({
      file,
      size: read?.size ?? 0,
      onFirstSync: read === undefined ? () => options.files.syncFolder(options.folder) : undefined,
      onFailure: (thrown) => this.#fail(thrown),
    })
  }

  /** Why nothing can be written any more. */
  get failure(): Error | undefined {
    return this.#writer.failure
  }

  get syncedSize(): number {
    return this.#writer.syncedSize
  }

  /** Gives the run a new owner, who is told when nothing can be written any more. */
  begin(epoch: number, onFailure: (failure: Error) => void): void {
    this.#onFailure = onFailure
    this.#opening = { v: formatVersion, id: this.#options.runId, epoch }
    if (this.history.length === 0 || this.state.isOver) return
    this.#writeOpening()
    this.state.reopen()
  }

  /** Adds records as one line, so that all of them are kept or none. */
  append(records: readonly LedgerRecord[], need: AppendNeed): void | Promise<void> {
    const [first] = records
    if (first !== undefined) {
      this.#writeOpening()
      const kept = records.map((record) => this.#shortened(record))
      this.#write('r', kept.length === 1 ? kept[0] : kept)
      for (const record of records) this.state.add(record)
    }
    if (need === 'safe') return this.#writer.sync()
  }

  /** Puts the run away. */
  park(wait: ParkedWait, at: number): Promise<void> {
    const come = this.state.hasSignalFor(wait.signals) ? at : undefined
    const line: ParkLine = { ...wait, at, come }
    this.#writeOpening()
    this.#write('p', line)
    // A copy: it is held on to.
    this.state.park(structuredClone(wait), at, come)
    return this.#writer.sync()
  }

  /** Nothing is written any more. */
  fail(thrown: unknown): Error {
    return this.#writer.fail(thrown)
  }

  /** Writes what waits to be written, and closes the file. */
  async close(): Promise<void> {
    await this.#writer.drain()
    await this.#file.close()
  }

  #writeOpening(): void {
    if (this.#opening === undefined) return
    this.#write('o', this.#opening)
    this.#opening = undefined
  }

  #write(tag: LineTag, value: unknown): void {
    this.#writer.add(formatLine(tag, JSON.stringify(value), this.#writer.size))
  }

  /** Signals keep their key, because they are looked at without the keys before them. */
  #shortened(record: LedgerRecord): object {
    if (!('key' in record)) return record
    const key = this.#keys.shorten(record.key)
    return record.type === 'signal' ? record : { ...record, key }
  }

  #fail(thrown: unknown): Error {
    const { path, runId } = this.#options
    const message = `Run "${runId}" could not be recorded in "${path}": ${ensureError(thrown).message}`
    const failure = new RunError('LEDGER_FAILED', message, { cause: thrown, details: { runId, file: path } })
    this.#onFailure?.(failure)
    return failure
  }
}

async function readSafely(file: StoredFile, options: RunFileOptions): Promise<ReadRun | undefined> {
  const { path, runId, safeSize = Infinity } = options
  const size = await file.size()
  const bytes = await readBytes(file, 0, Math.min(size, safeSize))
  const read = readRun(bytes, path)
  if (read !== undefined && read.runId !== runId) throw damaged(path, 0)
  const goodSize = read?.size ?? 0
  if (size > goodSize) await file.truncate(goodSize)
  // The process may have ended before it was, and the run is about to go on from it.
  if (size > 0) await file.sync()
  return read
}

/** An error of this package as it is; any other with what was being done. */
export function storeError(what: string, thrown: unknown): RunError {
  if (RunError.isInstance(thrown)) return thrown
  return new RunError('STORE_FAILED', `${what}: ${ensureError(thrown).message}`, { cause: thrown })
}
