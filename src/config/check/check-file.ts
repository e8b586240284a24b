import { resolve } from 'node:path'
import type { ConfigPath } from '../problems/config-problem.ts'
import { quote } from '../../util/printable.ts'
import type { CheckContext } from './check-context.ts'

/** How the files that a configuration names are found. */
export interface FileLookup {
  /** Folder that relative paths start from. */
  readonly directory: string
  readonly exists: (path: string) => boolean
}

/** Checks that the file exists which a value names. */
export function checkFile(value: unknown, path: ConfigPath, files: FileLookup, context: CheckContext): void {
  if (typeof value !== 'string' || value.trim() === '' || context.isDoubtful(path)) return
  const file = resolve(files.directory, value)
  if (files.exists(file)) return
  context.report({
    severity: 'error',
    code: 'CONFIG_NOT_FOUND',
    message: `The file ${quote(value)} does not exist.`,
    hint: `It was looked for at ${quote(file)}.`,
    path,
    span: context.positions.nearestSpan(path),
  })
}
