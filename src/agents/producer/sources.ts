import type { AnySource, Source } from './source.ts'
import { csvSource } from './sources/csv-source.ts'
import { fileSource } from './sources/file-source.ts'
import { generateSource } from './sources/generate-source.ts'
import { globSource } from './sources/glob-source.ts'
import { httpSource } from './sources/http-source.ts'
import { jsonlSource } from './sources/jsonl-source.ts'
import { stdinSource } from './sources/stdin-source.ts'

/** Every kind of source a producer can read, by its name in code. A new source is a file and a line here. */
export const sources = {
  /** Path of a text file; each line is an item. */
  file: fileSource,
  /** Path of a CSV file with a header row; each row is an item, an object of texts. */
  csv: csvSource,
  /** Path of a file with one JSON value per line; each value is an item. */
  jsonl: jsonlSource,
  /** Pattern of paths; each matching file is an item, `{ path, text }`. */
  glob: globSource,
  /** Usually `process.stdin`; each line is an item. */
  stdin: stdinSource,
  /** An address that is asked again and again; each new answer is an item. */
  http: httpSource,
  /** Your own generator; each value it gives is an item. */
  generate: generateSource,
} as const satisfies Readonly<Record<string, AnySource>>

/** The sources as the compiler knows them. */
export type Sources = typeof sources

/** The name of a kind of source. */
export type SourceKind = keyof Sources

/** Every kind of source by its name, with what it is made from. Paths may be relative to the producer's directory. */
export type SourceSettings = {
  readonly [Kind in SourceKind]: Sources[Kind] extends Source<infer Setting, infer _Keys> ? Setting : never
}

/** Where a producer's items come from: exactly one kind of source. */
export type ProducerSource = {
  readonly [Kind in SourceKind]: { readonly [Key in Kind]: SourceSettings[Key] } & {
    readonly [Other in Exclude<SourceKind, Kind>]?: undefined
  }
}[SourceKind]
