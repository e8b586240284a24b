// Runs kept in memory, for tests and for what need not outlive the process.
export { memoryLedger } from './memory-ledger.ts'
export type { MemoryLedger } from './memory-ledger.ts'
export { memoryStore } from './memory-store.ts'
export type { MemoryStoreOptions } from './memory-store.ts'
