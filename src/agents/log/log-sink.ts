import type { JsonValue } from '../../util/json/json.ts'

/** One message, as a logger writes it. */
export interface LogRecord {
  /** Milliseconds since the Unix epoch: when the message was made. */
  readonly at: number
  /** The logger that writes it. */
  readonly logger: string
  /** Who sent the message; `undefined` where the logger was called directly. */
  readonly from: string | undefined
  /** The kind of message, such as `analysis`. */
  readonly type: string
  /** The id of the message; `undefined` where the logger was called directly. */
  readonly id: string | undefined
  /** What the message carries. */
  readonly value: JsonValue
  /** The same for every attempt to write this record, and another for every other record. */
  readonly key: string
}

/** Where a logger writes. Several loggers may share one sink; whoever makes a sink closes it. */
export interface LogSink {
  /**
   * Writes one record, whole and behind all records given before it. Resolves when it is handed to the system; rejects
   * when it could not be written.
   */
  write(record: LogRecord): void | Promise<void>
  /**
   * Says whether a record was written by an earlier attempt, in another process perhaps. Left out by sinks that cannot
   * know; after a crash they may write a record twice.
   */
  readonly wasWritten?: ((record: LogRecord) => Promise<boolean>) | undefined
  /** True for a sink that only shows, such as a terminal: it also gets what a replayed run has written before. */
  readonly showsReplays?: boolean | undefined
  /** Writes what is pending and makes it safe. May be called twice. Nothing can be written afterwards. */
  close(): Promise<void>
}

/** Where a sink puts finished text: a terminal, a pipe, or a list in a test. Each call is one or more whole lines. */
export type WriteText = (text: string) => void | Promise<void>
