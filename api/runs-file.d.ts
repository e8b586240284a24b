// aixgo/runs/file. Written by "npm run generate:api"; names of other doors and packages are imported, not repeated.

import type {
  Clock,
  RunStore,
} from 'aixgo/runs'

/** What the file store asks of the file system; a test hands in one that fails. */
interface FilePort {
  /** Makes a folder that only its owner can enter, and the folders that it is in. */
  makeFolder(path: string): Promise<void>;
  /** The names in a folder. */
  list(path: string): Promise<readonly string[]>;
  /** Opens a file for reading and writing, which only its owner can do. Makes it where that is asked for. */
  open(path: string, options: {
    readonly create: boolean;
  }): Promise<StoredFile>;
  /** Resolves when the names in a folder survive a power cut. */
  syncFolder(path: string): Promise<void>;
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
function fileStore(folder: string, options?: FileStoreOptions): RunStore;

/** What a store in a folder is made with. Everything has a default. */
interface FileStoreOptions {
  /** Where the times of signals and of parking come from. */
  readonly clock?: Clock | undefined;
  /** How files are read and written; a test hands in some that fail. */
  readonly files?: FilePort | undefined;
}

/** An open file. */
interface StoredFile {
  size(): Promise<number>;
  /** Gives how many bytes were read; 0 at the end of the file. */
  read(target: Uint8Array, position: number): Promise<number>;
  /** Gives how many bytes were written, which may be fewer than were asked for. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** Resolves when all that was written survives a power cut. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}
