import {
  FilePort,
  FileStoreOptions,
  StoredFile,
  fileStore,
} from "./types.js";
export {
  type FilePort,
  type FileStoreOptions,
  type StoredFile,
  fileStore,
};