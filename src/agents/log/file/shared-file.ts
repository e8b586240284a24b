import { ensureError } from '../../../errors/ensure-error.ts'
import { AppendFile, writeFailure } from './append-file.ts'

interface Shared {
  readonly file: AppendFile
  users: number
  closing?: Promise<void>
}

// The files that this process has open for logging, by identity and not by path: two paths may lead to one file. Two
// writers of one file could put their lines into each other's where the system takes a write only in part.
const openFiles = new Map<string, Shared>()

/** A share in an open file. The file is closed when its last share is released. */
export interface FileShare {
  readonly file: AppendFile
  release(): Promise<void>
}

/** Opens a file for appending, or takes a share in it when this process has it open already. Makes missing folders. */
export async function openShare(path: string): Promise<FileShare> {
  try {
    const shared = await openShared(path)
    return { file: shared.shared.file, release: () => release(shared.identity, shared.shared) }
  } catch (error) {
    throw writeFailure(path, ensureError(error).message, error)
  }
}

async function openShared(path: string): Promise<{ readonly identity: string; readonly shared: Shared }> {
  const { mkdir, open } = process.getBuiltinModule('node:fs/promises')
  await mkdir(process.getBuiltinModule('node:path').dirname(path), { recursive: true })
  const file = await open(path, 'a+')
  const stats = await file.stat({ bigint: true })
  const identity = `${stats.dev}:${stats.ino}`
  const size = Number(stats.size)
  const isTorn = stats.isFile() && size > 0 && (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] !== 0x0a
  // One that is just being closed may still write; there must be no second writer before it has ended.
  for (let known = openFiles.get(identity); known?.closing !== undefined; known = openFiles.get(identity)) {
    await known.closing.catch(() => {})
  }
  const known = openFiles.get(identity)
  if (known !== undefined) {
    known.users += 1
    await file.close()
    return { identity, shared: known }
  }
  const shared = { file: new AppendFile({ path, file, isRegular: stats.isFile(), isTorn }), users: 1 }
  openFiles.set(identity, shared)
  return { identity, shared }
}

async function release(identity: string, shared: Shared): Promise<void> {
  shared.users -= 1
  if (shared.users > 0) return
  shared.closing = shared.file.close().finally(() => openFiles.delete(identity))
  await shared.closing
}
