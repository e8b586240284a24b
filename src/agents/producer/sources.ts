import type { SourceFactory, SourceKind } from './source.ts'

/** Every kind of source a producer can read. Each is loaded when a producer first reads from it. */
export const sources: { readonly [Kind in SourceKind]: () => Promise<SourceFactory<Kind>> } = {
  file: () => import('./sources/file-source.ts').then((module) => module.fileSource),
  csv: () => import('./sources/csv-source.ts').then((module) => module.csvSource),
  jsonl: () => import('./sources/jsonl-source.ts').then((module) => module.jsonlSource),
  glob: () => import('./sources/glob-source.ts').then((module) => module.globSource),
  stdin: () => import('./sources/stdin-source.ts').then((module) => module.stdinSource),
  http: () => import('./sources/http-source.ts').then((module) => module.httpSource),
  generate: () => import('./sources/generate-source.ts').then((module) => module.generateSource),
}
