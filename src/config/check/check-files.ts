import { isRecord } from '../../util/is-record.ts'
import type { CheckContext } from './check-context.ts'
import type { CheckedAgent } from './check-agents.ts'
import { checkFile, type FileLookup } from './check-file.ts'

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
