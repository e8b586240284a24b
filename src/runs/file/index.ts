// Runs kept in files of a folder.
export type { FilePort, StoredFile } from './file-port.ts'
export { fileStore } from './file-store.ts'
export type { FileStoreOptions } from './file-store.ts'
