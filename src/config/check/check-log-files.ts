import { resolve } from 'node:path'
import { isRecord } from '../../util/is-record.ts'
import { quote } from '../../util/printable.ts'
import type { CheckContext } from './check-context.ts'
import type { CheckedAgent } from './check-agents.ts'

/** Refuses a logger that would write into the file that a producer reads. */
export function checkLogFiles(agents: readonly CheckedAgent[], directory: string, context: CheckContext): void {
  const readers = new Map<string, string>()
  for (const { values } of agents) {
    for (const file of sourceFiles(values)) readers.set(resolve(directory, file), String(values['name']))
  }
  for (const { index, values } of agents) {
    const { role, file } = values
    if (role !== 'logger' || typeof file !== 'string') continue
    const reader = readers.get(resolve(directory, file))
    const path = ['agents', index, 'file']
    if (reader === undefined || context.isDoubtful(path)) continue
    context.error(
      path,
      `The logger would write into the file that the producer ${quote(reader)} reads.`,
      'Give the logger a file of its own.',
    )
  }
}

function sourceFiles({ role, source }: CheckedAgent['values']): readonly string[] {
  if (role !== 'producer' || !isRecord(source)) return []
  return ['file', 'csv', 'jsonl'].flatMap((kind) => {
    const file = source[kind]
    return typeof file === 'string' && file.trim() !== '' ? [file] : []
  })
}
