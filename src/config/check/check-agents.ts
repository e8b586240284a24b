import type { JsonValue } from '../../util/json/json.ts'
import { nearest } from '../../util/text/nearest.ts'
import { quote } from '../../util/text/printable.ts'
import { commonAgentKeys } from '../../keys/agent-keys.ts'
import { configure } from '../../keys/camel-case.ts'
import { agentTable, agentTables, type AgentConfig } from '../schema/config-table.ts'
import type { KeyTable } from '../../keys/key-entry.ts'
import { namedFiles, type NamedFile } from '../../keys/named-files.ts'
import { findRole, isRoleName, roleKeys, unsupportedRoles, type RoleTraits } from '../schema/roles.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import type { YamlEntry, YamlMapping, YamlNode } from '../yaml/yaml-node.ts'
import type { CheckContext } from './check-context.ts'
import { checkKeys } from './check-keys.ts'
import { checkValues } from './explain-issue.ts'
import { readValue } from './read-value.ts'

/** An agent as far as it could be read. */
export interface CheckedAgent {
  readonly index: number
  /** Its values by the keys of the file, not yet checked against the schema. */
  readonly values: Readonly<Record<string, unknown>>
  /** What its role says of it; none where the role is not known. */
  readonly role?: RoleTraits | undefined
  /** The files it names. */
  readonly files: readonly NamedFile[]
  /** The agent itself, when nothing in it is wrong. */
  readonly config?: AgentConfig | undefined
}

// An agent whose role is not known may have the keys of any role.
const anyRoleTable: KeyTable = Object.assign({}, ...Object.values(agentTables)) as KeyTable
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
  const name = readRole(node, index, context)
  const role = name === undefined ? undefined : findRole(name, context.customRoles)
  if (name !== undefined && role !== undefined) return checkAgentOf(name, role, { node, index }, context)
  const values = checkKeys(node, { path, keys: anyRoleTable, place: 'agents[]' }, context)
  // Without a role little can be said of its other values, but its name counts wherever others refer to it.
  checkValues(nameTable, 'name' in values ? { name: values['name'] } : {}, path, context)
  reportRole(name, index, context)
  return { index, values, files: filesOf(values, anyRoleTable, index) }
}

interface AgentNode {
  readonly node: YamlMapping
  readonly index: number
}

function checkAgentOf(name: string, role: RoleTraits, { node, index }: AgentNode, context: CheckContext): CheckedAgent {
  const path = ['agents', index]
  const keys = agentTable(name, role)
  const extra: Record<string, JsonValue> = {}
  const onExtra = (entry: YamlEntry): void => {
    extra[entry.key] = readValue(entry.value, [...path, entry.key], context)
    hintAtExtra(entry.key, { path, keys, role: name }, context)
  }
  const place = { path, keys, place: 'agents[]', role: name }
  const values = checkKeys(node, role.keys === undefined ? { ...place, onExtra } : place, context)
  const checked = checkValues(keys, { ...values, role: name }, path, context)
  const custom = isRoleName(name) ? {} : { role: 'custom', customRole: name, extra }
  const config = checked && { ...configure(checked, keys), ...custom }
  // `configure` renames keys as the type says; the compiler cannot follow it through the table.
  return { index, values, role, files: filesOf(values, keys, index), config: config as AgentConfig | undefined }
}

/** A key that a role takes as it is may be one of the checked keys, mistyped. */
function hintAtExtra(
  key: string,
  { path, keys, role }: { readonly path: ConfigPath; readonly keys: KeyTable; readonly role: string },
  context: CheckContext,
): void {
  const near = nearest(key, Object.keys(keys), 1)
  if (near === undefined) return
  context.warn(
    [...path, key],
    `The key ${quote(key)} is handed to the role ${quote(role)}.`,
    `Did you mean ${quote(near)}?`,
  )
}

function filesOf(values: CheckedAgent['values'], keys: KeyTable, index: number): readonly NamedFile[] {
  return namedFiles(values, keys).map((found) => ({ ...found, path: ['agents', index, ...found.path] }))
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
  const meant = nearest(role, [...Object.keys(roleKeys), ...context.customRoles.keys()])
  const known = `Roles: ${roleList(context)}. Other roles must be registered by a program.`
  context.error(path, `Unknown role ${quote(role)}.`, meant === undefined ? known : `Did you mean ${quote(meant)}?`)
}

function roleMistake(path: readonly (string | number)[], context: CheckContext): string {
  return context.positions.keySpan(path) === undefined
    ? 'The key "role" is missing.'
    : 'The value of "role" must be a text.'
}

function roleList(context: CheckContext): string {
  return [...Object.keys(roleKeys), ...context.customRoles.keys()].map(quote).join(', ')
}
