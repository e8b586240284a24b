import { UsageError } from '../../errors/usage-error.ts'
import { explainFileFailure } from './explain-file-failure.ts'

/** A file that a command is asked to write. */
export interface OutputFile {
  /** As it was given, for messages. */
  readonly name: string
  /** Absolute. */
  readonly path: string
  /** Absolute paths of files that must not be written to, whatever was asked for. */
  readonly sources: readonly string[]
  /** Tells by its first bytes whether an existing file is one that this command writes. */
  readonly isOwn: (start: Uint8Array) => boolean
  readonly force: boolean
}

/** @throws UsageError where writing would destroy something that the command did not make, or cannot work. */
export function checkOutputFile({ name, path, sources, isOwn, force }: OutputFile): void {
  const { statSync } = process.getBuiltinModule('node:fs')
  const { dirname } = process.getBuiltinModule('node:path')
  const folder = statSync(dirname(path), { throwIfNoEntry: false })
  if (folder?.isDirectory() !== true) {
    throw refusal(`"${name}" cannot be written: there is no folder "${dirname(path)}". Make it first.`)
  }
  if (sources.some((source) => isSameFile(source, path))) {
    throw refusal(`"${name}" is one of the files to read, so it is not overwritten. Choose another name with -o.`)
  }
  const existing = statSync(path, { throwIfNoEntry: false })
  if (existing === undefined) return
  if (existing.isDirectory()) throw refusal(`"${name}" is a folder. Name a file in it with -o.`)
  if (!existing.isFile()) throw refusal(`"${name}" is no ordinary file. Choose another name with -o.`)
  if (!force && existing.size > 0 && !isOwn(firstBytes(path))) {
    throw refusal(
      `"${name}" exists and was not written by this command. Choose another name with -o, or add --force to overwrite it.`,
    )
  }
}

/** Checks and writes a text file. @throws UsageError */
export function writeOutputFile(file: OutputFile, text: string): void {
  checkOutputFile(file)
  explaining(file.name, () => process.getBuiltinModule('node:fs').writeFileSync(file.path, text))
}

/** Does something that writes files. @throws UsageError that names the file and says what to do. */
export function explaining(name: string, write: () => void): void {
  try {
    write()
  } catch (cause) {
    throw new UsageError('USAGE', `"${name}" could not be written: ${explainFileFailure(cause)}.`, { cause })
  }
}

function refusal(message: string): UsageError {
  return new UsageError('USAGE', message)
}

function isSameFile(left: string, right: string): boolean {
  const { statSync } = process.getBuiltinModule('node:fs')
  if (left === right) return true
  const [one, other] = [left, right].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }))
  return one !== undefined && other !== undefined && one.ino === other.ino && one.dev === other.dev
}

function firstBytes(path: string): Uint8Array {
  const { closeSync, openSync, readSync } = process.getBuiltinModule('node:fs')
  const bytes = new Uint8Array(512)
  try {
    const descriptor = openSync(path, 'r')
    try {
      return bytes.subarray(0, readSync(descriptor, bytes))
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    throw new UsageError('USAGE', `"${path}" exists and could not be read: ${explainFileFailure(cause)}.`, { cause })
  }
}
