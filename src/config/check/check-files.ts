import { resolve } from 'node:path'
import { isRecord } from '../../util/is-record.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import { quote } from '../../util/printable.ts'
import type { CheckContext } from './check-context.ts'
import type { CheckedAgent } from './check-agents.ts'

/** How the files that a configuration names are found. */
export interface FileLookup {
  /** Folder that relative paths start from. */
  readonly directory: string
  readonly exists: (path: string) => boolean
}

/** Checks that the files exist which an agent reads or loads. */
export function checkFiles({ index, values }: CheckedAgent, files: FileLookup, context: CheckContext): void {
  const path = ['agents', index]
  const { source, tools } = values
  if (isRecord(source)) {
    for (const key of ['file', 'csv', 'jsonl', 'module'])
      checkFile(source[key], [...path, 'source', key], files, context)
  }
  if (!Array.isArray(tools)) return
  for (const [position, tool] of tools.entries()) {
    if (isRecord(tool)) checkFile(tool['module'], [...path, 'tools', position, 'module'], files, context)
  }
}

/** Checks that the file of prices exists. */
export function checkPriceFile(value: unknown, files: FileLookup, context: CheckContext): void {
  checkFile(value, ['prices'], files, context)
}

function checkFile(value: unknown, path: ConfigPath, files: FileLookup, context: CheckContext): void {
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
