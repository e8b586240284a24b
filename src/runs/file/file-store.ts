import { systemClock, type Clock } from '../../util/clock.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import { mapping, type OptionChecks } from '../../util/options/wrong-value.ts'
import { shown } from '../../util/text/shown.ts'
import { checkOptionValues } from '../check-run-options.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { Ledger, RunRecord } from '../ledger.ts'
import { Lease } from '../memory/lease.ts'
import { dueRuns, selectRuns, type RunOutline } from '../memory/run-outline.ts'
import { signalRecord } from '../memory/signal-record.ts'
import { closedLedger, closedStore, interruptedRun, lostLease, unknownRun } from '../memory/store-errors.ts'
import type { RunFilter, RunStore, RunSummary } from '../run-store.ts'
import { FileLedger } from './file-ledger.ts'
import { systemFiles, type FilePort } from './file-port.ts'
import { lockFolder, type FolderLock } from './folder-lock.ts'
import { storeError, type RunFile } from './run-file.ts'
import { KnownRuns, type KnownRun } from './known-runs.ts'
import { needNodeModule } from '../../util/platform/node-module.ts'

/** What a store in a folder is made with. Everything has a default. */
export interface FileStoreOptions {
  /** Where the times of signals and of parking come from. */
  readonly clock?: Clock | undefined
  /** How files are read and written; a test hands in some that fail. */
  readonly files?: FilePort | undefined
}

const optionChecks: OptionChecks<keyof FileStoreOptions> = { clock: mapping, files: mapping }

function checkFolder(folder: unknown): void {
  if (typeof folder === 'string' && folder !== '') return
  const message = `fileStore takes the path of a folder, fileStore('.aixgo/runs'), not ${shown(folder)}.`
  throw new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
}

/**
 * Keeps each run in a file of its own in a folder, as lines of JSON. For one process on one machine: a second one is refused.
 * Nothing is touched before the store is used.
 *
 * @example
 * const store = fileStore('.aixgo/runs')
 * await agent.run('Refund order 7', { store, runId: 'refund-7' })
 *
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function fileStore(folder: string, options: FileStoreOptions = {}): RunStore {
  checkFolder(folder)
  checkOptionValues(options, optionChecks, 'fileStore')
  return new RunsInFolder(needNodeModule('node:path', 'A store in files').resolve(folder), options)
}

class RunsInFolder implements RunStore {
  readonly name = 'file'
  readonly durable = true
  readonly #folder: string
  readonly #clock: Clock
  readonly #files: FilePort
  #lock: FolderLock | undefined
  #ready: Promise<KnownRuns> | undefined
  #closed: Promise<void> | undefined

  constructor(folder: string, { clock = systemClock, files = systemFiles() }: FileStoreOptions) {
    this.#folder = folder
    this.#clock = clock
    this.#files = files
  }

  async open(runId: string, start?: RunRecord): Promise<Ledger> {
    const index = await this.#index()
    if (start === undefined && !index.has(runId)) throw unknownRun(runId)
    return index.inTurn(runId, async (run) => {
      run.lease?.revoke(lostLease(runId))
      await this.#retire(index, run)
      this.#assertOpen()
      const file = await index.openFile(run, { create: start !== undefined })
      if (file.history.length === 0 && start === undefined) {
        await file.close()
        throw unknownRun(runId)
      }
      const lease = new Lease(Math.max(run.epoch, file.lastEpoch) + 1)
      Object.assign(run, { file, lease, epoch: lease.epoch })
      file.begin(lease.epoch, (failure) => lease.revoke(failure))
      const onClose = (): Promise<void> => this.#giveBack(index, run, file)
      return new FileLedger({ file, lease, clock: this.#clock, onClose })
    })
  }

  async *list(filter?: RunFilter): AsyncIterable<RunSummary> {
    const index = await this.#index()
    yield* selectRuns(await this.#outlines(index), filter)
    index.assertWhole()
  }

  async *due(now: number): AsyncIterable<string> {
    const index = await this.#index()
    yield* dueRuns(await this.#outlines(index), now)
    index.assertWhole()
  }

  async signal(runId: string, key: string, value: JsonValue, by: string): Promise<'accepted' | 'late'> {
    const index = await this.#index()
    if (!index.has(runId)) throw unknownRun(runId)
    return index.inTurn(runId, async (run) => {
      if (run.file?.failure !== undefined) await this.#retire(index, run)
      this.#assertOpen()
      const { lease } = run
      const file = run.file ?? (run.file = await index.openFile(run, { create: false }))
      try {
        if (file.state.isLate(key)) return 'late'
        const signal = signalRecord({ key, value, by, at: this.#clock.now() }, file.state)
        await file.append([signal], 'safe')
        lease?.tell(signal)
        return 'accepted'
      } finally {
        if (lease === undefined) await this.#retire(index, run)
      }
    })
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close())
  }

  async #close(): Promise<void> {
    const index = await this.#ready?.catch(() => undefined)
    for (const { runId, lease } of index?.all() ?? []) lease?.revoke(interruptedRun(runId))
    await index?.settle((run) => this.#retire(index, run))
    this.#lock?.release()
    this.#lock = undefined
  }

  #assertOpen(): void {
    if (this.#closed !== undefined) throw closedStore()
  }

  async #index(): Promise<KnownRuns> {
    this.#assertOpen()
    if (this.#ready === undefined) {
      const ready = this.#prepare()
      this.#ready = ready
      // Who is refused may try again.
      ready.catch(() => (this.#ready = undefined))
    }
    return this.#ready
  }

  async #prepare(): Promise<KnownRuns> {
    const { join } = process.getBuiltinModule('node:path')
    const runs = join(this.#folder, 'runs')
    try {
      await this.#files.makeFolder(runs)
      this.#lock = lockFolder(this.#folder)
      return await KnownRuns.read(this.#files, runs)
    } catch (thrown) {
      this.#lock?.release()
      this.#lock = undefined
      throw storeError(`The runs in "${this.#folder}" could not be opened`, thrown)
    }
  }

  async #giveBack(index: KnownRuns, run: KnownRun, file: RunFile): Promise<void> {
    if (run.file === file) run.lease?.release(closedLedger(run.runId))
    await index.inTurn(run.runId, async () => {
      if (run.file === file) await this.#retire(index, run)
    })
  }

  /** Closes the file of a run and keeps in mind what it is now. What failed is looked at anew. */
  async #retire(index: KnownRuns, run: KnownRun): Promise<void> {
    const { file } = run
    if (file === undefined) return
    run.file = undefined
    run.lease = undefined
    await file.close().catch((thrown: unknown) => file.fail(thrown))
    if (file.failure === undefined) {
      run.outline = file.state.outline
      run.safeSize = undefined
      return
    }
    run.safeSize = file.syncedSize
    try {
      const again = await index.openFile(run, { create: false })
      run.outline = again.state.outline
      run.safeSize = undefined
      await again.close()
    } catch {
      // Kept in mind by the index, and said by whoever asks for the run.
    }
  }

  async #outlines(index: KnownRuns): Promise<readonly RunOutline[]> {
    const failed = index.all().filter(({ file }) => file?.failure !== undefined)
    for (const { runId } of failed) {
      await index.inTurn(runId, async (run) => {
        if (run.file?.failure !== undefined) await this.#retire(index, run)
      })
    }
    return index.all().map(({ file, outline }) => file?.state.outline ?? outline)
  }
}
