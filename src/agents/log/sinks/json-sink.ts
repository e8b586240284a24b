import { jsonLine } from '../format/json-line.ts'
import { callable, type OptionChecks } from '../../../util/options/wrong-value.ts'
import { checkSink } from './check-sink.ts'
import type { LogSink, WriteText } from '../log-sink.ts'

/** What a sink of JSON lines is made from. */
export interface JsonSinkOptions {
  readonly write: WriteText
}

const optionChecks: OptionChecks<keyof JsonSinkOptions> = { write: callable }

/** A sink that writes each record as one line of JSON: for pipes and other programs. */
export function jsonSink(options: JsonSinkOptions): LogSink {
  checkSink('jsonSink', options, optionChecks, 'write')
  const { write } = options
  return {
    write: (record) => write(`${jsonLine(record)}\n`),
    close: async () => {},
  }
}
