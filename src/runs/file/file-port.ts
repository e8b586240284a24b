/** What the file store asks of the file system; a test hands in one that fails. */
export interface FilePort {
  /** Makes a folder that only its owner can enter, and the folders that it is in. */
  makeFolder(path: string): Promise<void>
  /** The names in a folder. */
  list(path: string): Promise<readonly string[]>
  /** Opens a file for reading and writing, which only its owner can do. Makes it where that is asked for. */
  open(path: string, options: { readonly create: boolean }): Promise<StoredFile>
  /** Resolves when the names in a folder survive a power cut. */
  syncFolder(path: string): Promise<void>
}

/** An open file. */
export interface StoredFile {
  size(): Promise<number>
  /** Gives how many bytes were read; 0 at the end of the file. */
  read(target: Uint8Array, position: number): Promise<number>
  /** Gives how many bytes were written, which may be fewer than were asked for. */
  write(bytes: Uint8Array, position: number): Promise<number>
  /** Resolves when all that was written survives a power cut. */
  sync(): Promise<void>
  truncate(size: number): Promise<void>
  close(): Promise<void>
}

/** The machine's own files. */
export function systemFiles(): FilePort {
  const { constants } = process.getBuiltinModule('node:fs')
  const { mkdir, open, readdir } = process.getBuiltinModule('node:fs/promises')
  return {
    makeFolder: async (path) => void (await mkdir(path, { recursive: true, mode: 0o700 })),
    list: (path) => readdir(path),
    async open(path, { create }) {
      const handle = await open(path, constants.O_RDWR | (create ? constants.O_CREAT : 0), 0o600)
      return {
        size: async () => (await handle.stat()).size,
        read: async (target, position) => (await handle.read(target, 0, target.length, position)).bytesRead,
        write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
        sync: () => handle.sync(),
        truncate: (size) => handle.truncate(size),
        close: () => handle.close(),
      }
    },
    async syncFolder(path) {
      // Windows has no way to sync a folder.
      if (process.platform === 'win32') return
      const handle = await open(path, constants.O_RDONLY)
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
  }
}

/** Reads the bytes from one place of a file up to another, or to its end. */
export async function readBytes(file: StoredFile, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from)
  let length = 0
  while (length < bytes.length) {
    const count = await file.read(bytes.subarray(length), from + length)
    if (count === 0) break
    length += count
  }
  return bytes.subarray(0, length)
}

/** Writes all of the bytes. @throws Error when the file takes no more. */
export async function writeBytes(file: StoredFile, bytes: Uint8Array, position: number): Promise<void> {
  let length = 0
  while (length < bytes.length) {
    const count = await file.write(bytes.subarray(length), position + length)
    if (count === 0) throw new Error('The file takes no more bytes.')
    length += count
  }
}
