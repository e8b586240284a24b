import type { JsonValue } from '../../util/json/json.ts'
import { nearest } from '../../util/nearest.ts'
import { quote } from '../../util/printable.ts'
import { commonAgentKeys } from '../../keys/agent-keys.ts'
import { configure } from '../../keys/camel-case.ts'
import { agentTables, customAgentTable, type AgentConfig } from '../schema/config-table.ts'
import type { KeyTable } from '../../keys/key-entry.ts'
import { isRoleName, roleKeys, unsupportedRoles } from '../schema/roles.ts'
import type { YamlMapping, YamlNode } from '../yaml/yaml-node.ts'
import type { CheckContext } from './check-context.ts'
import { checkKeys } from './check-keys.ts'
import { checkValues } from './explain-issue.ts'
import { readValue } from './read-value.ts'

/** An agent as far as it could be read. */
export interface CheckedAgent {
  readonly index: number
  /** Its values by the keys of the file, not yet checked against the schema. */
  readonly values: Readonly<Record<string, unknown>>
  /** The agent itself, when nothing in it is wrong. */
  readonly config?: AgentConfig | undefined
}

// An agent whose role is not known may have the keys of any role.
const anyRoleTable: KeyTable = { ...agentTables.producer, ...agentTables.logger, ...agentTables.react }
const nameTable: KeyTable = { name: commonAgentKeys.name }

/** Checks the list of agents, each by its role. */
export function checkAgents(node: YamlNode | undefined, context: CheckContext): readonly CheckedAgent[] {
  if (node === undefined) {
    if (!context.isMeant(['agents']))
      context.error(['agents'], 'The key "agents" is missing.', 'It holds the list of agents; "agents: []" is none.')
    return []
  }
  if (node.kind !== 'sequence') {
    context.error(['agents'], 'The value of "agents" must be a list.', 'Begin each agent with "- name: ".')
    return []
  }
  return node.items.flatMap((item, index) => {
    if (item.kind === 'mapping') return [checkAgent(item, index, context)]
    context.error(
      ['agents', index],
      `Item ${index + 1} of "agents" must be a mapping.`,
      'Begin each agent with "- name: ".',
    )
    return []
  })
}

function checkAgent(node: YamlMapping, index: number, context: CheckContext): CheckedAgent {
  const path = ['agents', index]
  const role = readRole(node, index, context)
  if (role !== undefined && isRoleName(role)) {
    const values = checkKeys(node, { path, keys: agentTables[role], place: 'agents[]', role }, context)
    const checked = checkValues(agentTables[role], { ...values, role }, path, context)
    const config = checked && configure(checked, agentTables[role])
    // `configure` renames keys as the type says; the compiler cannot follow it through the table.
    return { index, values, config: config as AgentConfig | undefined }
  }
  if (role !== undefined && context.customRoles.has(role)) return checkCustomAgent(node, index, role, context)
  const values = checkKeys(node, { path, keys: anyRoleTable, place: 'agents[]' }, context)
  // Without a role little can be said of its other values, but its name counts wherever others refer to it.
  checkValues(nameTable, 'name' in values ? { name: values['name'] } : {}, path, context)
  reportRole(role, index, context)
  return { index, values }
}

function checkCustomAgent(node: YamlMapping, index: number, role: string, context: CheckContext): CheckedAgent {
  const path = ['agents', index]
  const extra: Record<string, JsonValue> = {}
  const values = checkKeys(
    node,
    {
      path,
      keys: customAgentTable,
      place: 'agents[]',
      onExtra: (entry) => {
        extra[entry.key] = readValue(entry.value, [...path, entry.key], context)
        const near = nearest(entry.key, Object.keys(customAgentTable), 1)
        if (near !== undefined)
          context.warn(
            [...path, entry.key],
            `The key ${quote(entry.key)} is handed to the role ${quote(role)}.`,
            `Did you mean ${quote(near)}?`,
          )
      },
    },
    context,
  )
  const checked = checkValues(customAgentTable, values, path, context)
  const config = checked && { ...configure(checked, customAgentTable), role: 'custom', customRole: role, extra }
  // As above.
  return { index, values, config: config as AgentConfig | undefined }
}

/** The role as far as it is a text. Its variables are filled in silently; `checkKeys` reports them. */
function readRole(node: YamlMapping, index: number, context: CheckContext): string | undefined {
  const role = node.entries.get('role')?.value
  if (role?.kind !== 'scalar' || typeof role.value !== 'string') return undefined
  const before = context.findings.length
  const value = readValue(role, ['agents', index, 'role'], context)
  context.findings.length = before
  return typeof value === 'string' ? value : undefined
}

function reportRole(role: string | undefined, index: number, context: CheckContext): void {
  const path = ['agents', index, 'role']
  if (context.isDoubtful(path)) return
  if (role === undefined) {
    if (!context.isMeant(path)) context.error(path, roleMistake(path, context), `Roles: ${roleList(context)}.`)
    return
  }
  const reason = Object.hasOwn(unsupportedRoles, role) ? unsupportedRoles[role] : undefined
  if (reason !== undefined) {
    context.report({
      severity: 'error',
      code: 'CONFIG_UNSUPPORTED',
      message: `The role ${quote(role)} is not supported by this version.`,
      hint: reason,
      path,
      span: context.positions.nearestSpan(path),
    })
    return
  }
  const meant = nearest(role, [...Object.keys(roleKeys), ...context.customRoles])
  const known = `Roles: ${roleList(context)}. Other roles must be registered by a program.`
  context.error(path, `Unknown role ${quote(role)}.`, meant === undefined ? known : `Did you mean ${quote(meant)}?`)
}

function roleMistake(path: readonly (string | number)[], context: CheckContext): string {
  return context.positions.keySpan(path) === undefined
    ? 'The key "role" is missing.'
    : 'The value of "role" must be a text.'
}

function roleList(context: CheckContext): string {
  return [...Object.keys(roleKeys), ...context.customRoles].map(quote).join(', ')
}
