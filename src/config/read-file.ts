import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { Buffer } from 'node:buffer'
import { ensureError } from '../errors/ensure-error.ts'
import { nearest } from '../util/text/nearest.ts'
import type { Finding } from './problems/config-problem.ts'
import { quote } from '../util/text/printable.ts'

/** A file's bytes, or why there are none. `missing` tells a file that does not exist from one that cannot be read. */
export type FileReading =
  | { readonly bytes: Uint8Array }
  | { readonly finding: Finding; readonly missing: boolean; readonly cause: Error }

/**
 * Reads at most one byte more than `limit`, whatever the file is: a device or a pipe has no size to ask for. Waits for the
 * disk, because a program that starts has nothing else to do, and the first asynchronous read starts a pool of threads.
 */
export function readFileUpTo(file: string, limit: number): FileReading {
  try {
    const descriptor = openSync(file, 'r')
    try {
      return { bytes: readUpTo(descriptor, limit + 1) }
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return explainFailure(file, ensureError(error))
  }
}

function readUpTo(descriptor: number, limit: number): Uint8Array {
  const { size } = fstatSync(descriptor)
  // A file that is too big by its size need not be read: one byte too much says the same.
  if (size >= limit) return new Uint8Array(limit)
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < limit) {
    const chunk = Buffer.allocUnsafe(Math.min(limit - length, Math.max(size - length, 0) + 65_536))
    const bytesRead = readSync(descriptor, chunk)
    if (bytesRead === 0) break
    chunks.push(chunk.subarray(0, bytesRead))
    length += bytesRead
  }
  const [only, second] = chunks
  return only !== undefined && second === undefined ? only : Buffer.concat(chunks, length)
}

function explainFailure(file: string, cause: Error): FileReading {
  const code = 'code' in cause ? cause.code : undefined
  const missing = code === 'ENOENT' || code === 'ENOTDIR'
  const finding: Finding = missing
    ? {
        severity: 'error',
        code: 'CONFIG_NOT_FOUND',
        message: 'The file does not exist.',
        hint: hintAtNeighbour(file),
      }
    : {
        severity: 'error',
        code: 'CONFIG_UNREADABLE',
        message: `The file cannot be read: ${reasons[String(code)] ?? cause.message}.`,
      }
  return { finding, missing, cause }
}

const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
}

function hintAtNeighbour(file: string): string {
  const meant = nearest(basename(file), namesIn(dirname(file)))
  return meant === undefined ? 'Check the path.' : `Did you mean ${quote(meant)}?`
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
