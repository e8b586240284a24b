import type { LogRecord } from '../log-sink.ts'
import { escapeControls } from '../../../util/text/escape-controls.ts'

/** A record as one line of text, nothing shortened: for files and pipes. */
export function textLine({ at, logger, from, type, value }: LogRecord): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return escapeControls(`${new Date(at).toISOString()} ${from ?? logger} ${type} ${text}`)
}
