import { ensureError } from '../../errors/ensure-error.ts'
import { RunError } from '../../errors/run-error.ts'
import { formatTape } from './format-tape.ts'
import { parseTape } from './parse-tape.ts'
import type { Tape } from './tape.ts'
import { needNodeModule } from '../../util/platform/node-module.ts'

/**
 * Reads a tape.
 * @throws RunError `TAPE_INVALID`: it is missing, damaged or cut short; the message has the line.
 */
export function readTape(file: string): Tape {
  const { readFileSync } = needNodeModule('node:fs', 'Reading a tape')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    const { message } = ensureError(cause)
    throw new RunError('TAPE_INVALID', `The tape "${file}" could not be read: ${message}`, { cause, details: { file } })
  }
  return parseTape(text, file)
}

/**
 * Writes a tape, whole or not at all: a reader sees the old tape until the new one is complete.
 * @throws RunError `TAPE_INVALID` when the file cannot be written.
 */
export function writeTape(file: string, tape: Tape): void {
  const { mkdirSync, renameSync, rmSync, writeFileSync } = needNodeModule('node:fs', 'Writing a tape')
  const { dirname } = process.getBuiltinModule('node:path')
  // Beside the tape, because only within one file system is a rename atomic.
  const draft = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(draft, formatTape(tape), { flush: true })
    renameSync(draft, file)
  } catch (cause) {
    rmSync(draft, { force: true })
    const { message } = ensureError(cause)
    throw new RunError('TAPE_INVALID', `The tape "${file}" could not be written: ${message}`, {
      cause,
      details: { file },
    })
  }
}
