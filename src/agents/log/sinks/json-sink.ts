import { jsonLine } from '../format/json-line.ts'
import type { LogSink, WriteText } from '../log-sink.ts'

/** What a sink of JSON lines is made from. */
export interface JsonSinkOptions {
  readonly write: WriteText
}

/** A sink that writes each record as one line of JSON: for pipes and other programs. */
export function jsonSink({ write }: JsonSinkOptions): LogSink {
  return {
    write: (record) => write(`${jsonLine(record)}\n`),
    close: async () => {},
  }
}
