import type { FileHandle } from 'node:fs/promises'

/** A file as `AppendFile` sees it. */
export type LogFile = Pick<FileHandle, 'read' | 'write' | 'sync' | 'close'>
