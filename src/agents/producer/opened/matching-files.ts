import type { OpenSource, SourceScope } from '../source.ts'
import { fileFailure, invalidRecord, sourcePath, type SourcePath } from '../source-error.ts'

const largestFileBytes = 10 * 1024 * 1024

/** The files that match a pattern, sorted by path, each as `{ path, text }`. A pattern may match nothing. */
export const matchingFiles = (pattern: string): OpenSource =>
  async function* (scope) {
    await checkFolder(pattern, scope)
    for (const found of await matches(pattern, scope)) {
      const text = await readFile(sourcePath('glob', found, scope), scope)
      if (text !== undefined) yield { path: found, text }
    }
  }

/** The part of a pattern before its first wildcard must exist: a misspelt folder would else look like an empty one. */
async function checkFolder(pattern: string, scope: SourceScope): Promise<void> {
  const { stat } = process.getBuiltinModule('node:fs/promises')
  const segments = pattern.split('/')
  const wild = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment))
  const fixed = wild === -1 ? pattern : `${segments.slice(0, wild).join('/')}/`
  const { absolute } = sourcePath('glob', wild === 0 ? '.' : fixed, scope)
  await stat(absolute).catch((error: unknown) => {
    throw fileFailure(error, { kind: 'glob', written: pattern, absolute }, scope)
  })
}

async function matches(pattern: string, { directory, signal }: SourceScope): Promise<readonly string[]> {
  const { glob } = process.getBuiltinModule('node:fs/promises')
  const { sep } = process.getBuiltinModule('node:path')
  const found: string[] = []
  for await (const path of glob(pattern, { cwd: directory })) {
    signal.throwIfAborted()
    found.push(path.replaceAll(sep, '/'))
  }
  return found.sort()
}

/** The text of a file; `undefined` for folders and other things that are no files. */
async function readFile(path: SourcePath, scope: SourceScope): Promise<string | undefined> {
  const files = process.getBuiltinModule('node:fs/promises')
  try {
    // Asked first, because opening a named pipe would wait for its writer.
    const stats = await files.stat(path.absolute)
    if (!stats.isFile()) return undefined
    if (stats.size > largestFileBytes) {
      throw invalidRecord(
        `"${path.written}"`,
        `has ${stats.size} bytes; a file of a pattern may have ${largestFileBytes}.`,
      )
    }
    return decode(await files.readFile(path.absolute), path)
  } catch (error) {
    throw fileFailure(error, path, scope)
  }
}

function decode(bytes: Uint8Array, { written }: SourcePath): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw invalidRecord(`"${written}"`, 'is not UTF-8 text. Narrow the pattern to text files.', error)
  }
}
