import type { LogRecord } from '../log-sink.ts'
import { escapedJson } from '../../../util/text/escape-controls.ts'

/** A record as one line of JSON, nothing left out. */
export function jsonLine(record: LogRecord): string {
  const { at, logger, from, type, id, value, key } = record
  return escapedJson({ time: new Date(at).toISOString(), logger, from, type, id, value, key })
}
