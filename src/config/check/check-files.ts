import { resolve } from 'node:path'
import type { NamedFile } from '../../keys/named-files.ts'
import { quote } from '../../util/text/printable.ts'
import type { CheckContext } from './check-context.ts'
import type { CheckedAgent } from './check-agents.ts'

/** How the files that a configuration names are found. */
export interface FileLookup {
  /** Folder that relative paths start from. */
  readonly directory: string
  readonly exists: (path: string) => boolean
}

/** Checks that the files exist which are read or imported. */
export function checkFiles(named: readonly NamedFile[], files: FileLookup, context: CheckContext): void {
  for (const { file, use, path } of named) {
    const absolute = resolve(files.directory, file)
    if (use === 'write' || context.isDoubtful(path) || files.exists(absolute)) continue
    context.report({
      severity: 'error',
      code: 'CONFIG_NOT_FOUND',
      message: `The file ${quote(file)} does not exist.`,
      hint: `It was looked for at ${quote(absolute)}.`,
      path,
      span: context.positions.nearestSpan(path),
    })
  }
}

/** Refuses an agent that would write into the file that another one reads. */
export function checkWrittenFiles(agents: readonly CheckedAgent[], directory: string, context: CheckContext): void {
  const readers = new Map<string, string>()
  for (const { values, files } of agents) {
    for (const { file, use } of files) if (use === 'read') readers.set(resolve(directory, file), String(values['name']))
  }
  for (const { file, use, path } of agents.flatMap(({ files }) => files)) {
    const reader = readers.get(resolve(directory, file))
    if (use !== 'write' || reader === undefined || context.isDoubtful(path)) continue
    context.error(
      path,
      `The agent would write into the file that the agent ${quote(reader)} reads.`,
      'Give it a file of its own.',
    )
  }
}
