import type { KeyTable } from '../../keys/key-entry.ts'
import { namedFiles } from '../../keys/named-files.ts'
import { agentTables } from '../schema/config-table.ts'
import { isRoleName } from '../schema/roles.ts'
import type { YamlNode } from '../yaml/yaml-node.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { isRecord } from '../../util/is-record.ts'

/** The modules that the agents of a configuration import, as written, each once. */
export function namedModules(text: string): readonly string[] {
  const { root } = readYaml(text)
  const agents = root?.kind === 'mapping' ? root.entries.get('agents')?.value : undefined
  const values = agents?.kind === 'sequence' ? agents.items.map(plainValue).filter(isRecord) : []
  const files = values.flatMap((agent) => namedFiles(agent, tableOf(agent['role'])))
  return [...new Set(files.filter(({ use }) => use === 'import').map(({ file }) => file))]
}

function tableOf(role: unknown): KeyTable {
  return typeof role === 'string' && isRoleName(role) ? agentTables[role] : {}
}

/** What a node says, with variables as they are written. */
function plainValue(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'sequence':
      return node.items.map(plainValue)
    case 'mapping':
      return Object.fromEntries(Array.from(node.entries.values(), ({ key, value }) => [key, plainValue(value)]))
    default:
      return node satisfies never
  }
}
