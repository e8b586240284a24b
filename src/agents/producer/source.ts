import type { JsonValue } from '../../util/json/json.ts'
import type { SourceContext } from '../implementation.ts'

/** Text that arrives in pieces, such as standard input. One with a `destroy` is destroyed when the producer stops. */
export type TextStream = AsyncIterable<Uint8Array | string> & { readonly destroy?: (() => unknown) | undefined }

/** What a poll needs of `fetch`. */
export type FetchFunction = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<Response>

/** An address that is asked again and again for what is new. */
export interface HttpPoll {
  readonly url: string
  /** Milliseconds between two requests; the producer's own interval when there is none here, else 60,000. */
  readonly intervalMs?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Milliseconds one request may take; 30,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined
  /** What makes the requests: the global `fetch`, or one of your own. */
  readonly fetch: FetchFunction
}

type Items = Iterable<JsonValue> | AsyncIterable<JsonValue>

/** Your own source: a generator, an async generator, or any function that gives something to iterate over. */
export type ItemGenerator = (context: SourceContext) => Items | Promise<Items>

/** Every kind of source by its key, with what it is made from. Paths may be relative to the producer's directory. */
export interface SourceSettings {
  /** Path of a text file; each line is an item. */
  readonly file: string
  /** Path of a CSV file with a header row; each row is an item, an object of texts. */
  readonly csv: string
  /** Path of a file with one JSON value per line; each value is an item. */
  readonly jsonl: string
  /** Pattern of paths; each matching file is an item, `{ path, text }`. */
  readonly glob: string
  /** Usually `process.stdin`; each line is an item. */
  readonly stdin: TextStream
  readonly http: HttpPoll
  readonly generate: ItemGenerator
}

/** The key of a kind of source. */
export type SourceKind = keyof SourceSettings

/** Where a producer's items come from: exactly one kind of source. */
export type ProducerSource = {
  readonly [Kind in SourceKind]: { readonly [Key in Kind]: SourceSettings[Key] } & {
    readonly [Other in Exclude<SourceKind, Kind>]?: undefined
  }
}[SourceKind]

/** What a source sees of the world while it is open. */
export interface SourceScope extends SourceContext {
  /** Absolute path that relative paths start from. */
  readonly directory: string
}

/**
 * Opens a source: the items from the start, read as they are asked for. Leaving the loop early closes what was opened.
 * Called again when the producer is restarted.
 */
export type OpenSource = (scope: SourceScope) => AsyncIterable<JsonValue>

/** Makes a source of one kind. Called once per producer, so what must outlive a restart may be kept in it. */
export type SourceFactory<Kind extends SourceKind> = (setting: SourceSettings[Kind]) => OpenSource
