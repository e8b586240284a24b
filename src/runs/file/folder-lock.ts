import { RunError } from '../../errors/run-error.ts'

/** The hold of one store on its folder. */
export interface FolderLock {
  release(): void
}

const busy = 5

/**
 * Takes a folder for one store. The lock is a transaction on a tiny database: the system gives it up when the process ends,
 * however it ends, and keeps it while the process is merely stopped.
 * @throws RunError `STORE_FAILED` when another store has the folder.
 */
export function lockFolder(folder: string): FolderLock {
  const { join } = process.getBuiltinModule('node:path')
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const path = join(folder, 'lock.db')
  const ownerPath = join(folder, 'owner.json')
  makeLockFile(path)
  const database = new DatabaseSync(path)
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    if (((cause as { readonly errcode?: number | undefined }).errcode ?? 0) % 256 !== busy) throw cause
    throw inUse(folder, ownerPath, cause)
  }
  writeOwner(ownerPath)
  return { release: () => database.close() }
}

/** Makes the file where there is none. One that is there must not be opened: closing it would give up its lock. */
function makeLockFile(path: string): void {
  const { closeSync, openSync } = process.getBuiltinModule('node:fs')
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown
  }
}

function writeOwner(path: string): void {
  const { writeFileSync } = process.getBuiltinModule('node:fs')
  const { hostname } = process.getBuiltinModule('node:os')
  writeFileSync(path, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`, { mode: 0o600 })
}

function inUse(folder: string, ownerPath: string, cause: unknown): RunError {
  const { pid, host } = readOwner(ownerPath)
  const isOurs = pid === process.pid
  const owner = isOurs
    ? 'another store of this process'
    : pid === undefined
      ? 'another process'
      : `process ${pid} on ${host}`
  const advice = isOurs
    ? 'Use that store, or close it first.'
    : 'A folder has one process at a time: stop that one, or give this one a folder of its own.'
  const message = `The runs in "${folder}" are in use by ${owner}. ${advice}`
  return new RunError('STORE_FAILED', message, { cause, details: { folder, pid, host } })
}

function readOwner(path: string): { readonly pid?: number | undefined; readonly host?: string | undefined } {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { readonly pid: number; readonly host: string }
  } catch {
    // The owner is about to write it, or somebody removed it. It is for people only.
    return {}
  }
}
