import {
  MemoryLedger,
  MemoryStoreOptions,
  memoryLedger,
  memoryStore,
} from "./types.js";
export {
  type MemoryLedger,
  type MemoryStoreOptions,
  memoryLedger,
  memoryStore,
};