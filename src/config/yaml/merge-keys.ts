import type { Finding } from '../problems/config-problem.ts'
import type { YamlEntry, YamlNode } from './yaml-node.ts'

/**
 * Takes over the keys of what `<<` names (https://yaml.org/type/merge.html): a mapping, or a list of them of which the
 * first wins. Keys that are there already stay.
 */
export function mergeInto(entries: Map<string, YamlEntry>, merge: YamlEntry): readonly Finding[] {
  const sources: readonly YamlNode[] = merge.value.kind === 'sequence' ? merge.value.items : [merge.value]
  const findings: Finding[] = []
  for (const source of sources) {
    if (source.kind !== 'mapping') {
      findings.push({
        severity: 'error',
        code: 'CONFIG_INVALID',
        message: '"<<" takes over the keys of a mapping, but this is none.',
        hint: 'Name a mapping by its alias, as in "<<: *defaults".',
        span: merge.keySpan,
      })
      continue
    }
    for (const entry of source.entries.values()) if (!entries.has(entry.key)) entries.set(entry.key, entry)
  }
  return findings
}
