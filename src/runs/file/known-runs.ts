import type { Lease } from '../memory/lease.ts'
import type { RunOutline } from '../memory/run-outline.ts'
import { fileName } from './file-name.ts'
import type { FilePort } from './file-port.ts'
import { readOutline, type FoundRun } from './read-outline.ts'
import { RunFile, storeError } from './run-file.ts'

/** A run of the folder. */
export interface KnownRun {
  readonly runId: string
  /** What it was when its file was last closed. */
  outline: RunOutline
  epoch: number
  /** Its file and its owner's lease, while somebody has it. */
  file: RunFile | undefined
  lease: Lease | undefined
  /** How much of the file is safe, after a failure to write. */
  safeSize: number | undefined
  /** Settles when nobody opens, closes or signals it. */
  turn: Promise<unknown>
}

const noOutline: RunOutline = { summary: undefined }
// Files that are looked at together.
const width = 16

/** What a store keeps in mind of its runs; their records stay in the files. */
export class KnownRuns {
  readonly #runs = new Map<string, KnownRun>()
  /** Why a file could not be looked at. */
  readonly #damaged = new Map<string, unknown>()
  readonly #files: FilePort
  readonly #folder: string

  /** Looks at all files of a folder. */
  static async read(files: FilePort, folder: string): Promise<KnownRuns> {
    const runs = new KnownRuns(files, folder)
    const names = (await files.list(folder)).filter((name) => name.endsWith('.jsonl')).sort()
    const { join } = process.getBuiltinModule('node:path')
    for (let next = 0; next < names.length; next += width) {
      const paths = names.slice(next, next + width).map((name) => join(folder, name))
      await Promise.all(paths.map((path) => runs.#look(path)))
    }
    return runs
  }

  private constructor(files: FilePort, folder: string) {
    this.#files = files
    this.#folder = folder
  }

  /** True when the run has records, or may have: one that could not be looked at is found out about when it is opened. */
  has(runId: string): boolean {
    if (this.#damaged.has(this.#pathOf(runId))) return true
    const run = this.#runs.get(runId)
    return run !== undefined && (run.file?.state.outline ?? run.outline).summary !== undefined
  }

  all(): readonly KnownRun[] {
    return [...this.#runs.values()]
  }

  /** Does something with a run while nobody else does. */
  inTurn<Value>(runId: string, work: (run: KnownRun) => Promise<Value>): Promise<Value> {
    const run = this.#run(runId)
    const done = run.turn.then(() => work(run))
    run.turn = done.catch(() => {})
    return done
  }

  /** Does something with all runs that somebody has. */
  async settle(work: (run: KnownRun) => Promise<void>): Promise<void> {
    await Promise.all(this.all().map(({ runId }) => this.inTurn(runId, work)))
  }

  /** @throws RunError `STORE_FAILED` when not all runs could be looked at. */
  assertWhole(): void {
    for (const damage of this.#damaged.values()) throw damage
  }

  /** Opens the file of a run. */
  async openFile({ runId, safeSize, outline }: KnownRun, { create }: { readonly create: boolean }): Promise<RunFile> {
    const path = this.#pathOf(runId)
    try {
      const file = await RunFile.open({ files: this.#files, folder: this.#folder, path, runId, create, safeSize })
      this.#damaged.delete(path)
      return file
    } catch (thrown) {
      // A run that was about to be new is no run.
      if (outline.summary !== undefined || (safeSize ?? 0) > 0) this.#damaged.set(path, thrown)
      throw thrown
    }
  }

  #pathOf(runId: string): string {
    return process.getBuiltinModule('node:path').join(this.#folder, fileName(runId))
  }

  #run(runId: string): KnownRun {
    let run = this.#runs.get(runId)
    if (run === undefined) {
      run = {
        runId,
        outline: noOutline,
        epoch: 0,
        file: undefined,
        lease: undefined,
        safeSize: undefined,
        turn: Promise.resolve(),
      }
      this.#runs.set(runId, run)
    }
    return run
  }

  async #look(path: string): Promise<void> {
    let found: FoundRun | undefined
    try {
      const file = await this.#files.open(path, { create: false })
      try {
        found = await readOutline(file, path)
      } finally {
        await file.close()
      }
    } catch (thrown) {
      this.#damaged.set(path, storeError(`The file "${path}" could not be read`, thrown))
      return
    }
    if (found !== undefined) this.#run(found.runId).outline = found.outline
  }
}
