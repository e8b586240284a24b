import type * as z from 'zod/mini'
import { zod } from '../../keys/zod.ts'
import { once } from '../../util/once.ts'
import { commonAgentKeys } from '../../keys/agent-keys.ts'
import type { Configured } from '../../keys/camel-case.ts'
import { objectOf, requiredKey, type KeyTable } from '../../keys/key-entry.ts'
import { customRoleKeys, type CustomRoleConfig } from '../../agents/custom-role.ts'
import type { RoleName } from '../../agents/roles.ts'
import { forEachRole, isRoleName, roleKeys, type RoleKeys, type RoleTraits } from './roles.ts'
import { unsupportedAgentKeys } from './unsupported-agent-keys.ts'
import { sectionKeys } from '../sections/section-keys.ts'
import { unsupportedSections } from '../sections/unsupported-sections.ts'
import type { ValueKind } from '../../keys/value-kinds.ts'
import type { CommonConfig } from '../../keys/role-config.ts'
import type { JsonObject } from '../../util/json/json.ts'

/** The keys of the whole file beside `agents`. A section that works takes the place of one that is refused. */
export const topLevelKeys = { ...unsupportedSections, ...sectionKeys } as const

/** All top-level keys, to compare a file with. The agents have a schema by role, so here they are only known. */
export const rootTable = {
  agents: requiredKey(
    { schema: (z) => z.array(z.unknown()), type: 'list of mappings' } satisfies ValueKind,
    'The agents of the team; `[]` is none.',
  ),
  ...topLevelKeys,
} as const

const roleNames = Object.keys(roleKeys).map((name) => `\`${name}\``)

/** The keys that agents of every role have. */
export const agentKeys = {
  ...commonAgentKeys,
  role: {
    ...commonAgentKeys.role,
    description: `Kind of agent: ${roleNames.join(', ')}, or a role that a program has registered.`,
  },
} as const

/** The documented agent keys that no role of this version has. */
export const refusedAgentKeys: KeyTable = Object.fromEntries(
  Object.entries(unsupportedAgentKeys).filter(([name]) => !Object.values(roleKeys).some((keys) => name in keys)),
)

type AgentTables = { readonly [Name in RoleName]: typeof agentKeys & RoleKeys[Name] }

/** The keys of an agent, by role. */
export const agentTables = forEachRole((keys) => ({ ...agentKeys, ...keys, ...refusedAgentKeys })) as AgentTables

/** The keys of an agent of a role that a program has registered, and that has no table of keys. */
export const customAgentTable = { ...agentKeys, ...customRoleKeys } as const

/** The keys of an agent, by its role. */
export function agentTable(name: string, { keys }: RoleTraits): KeyTable {
  if (isRoleName(name)) return agentTables[name]
  return keys === undefined ? customAgentTable : { ...agentKeys, ...keys }
}

/** The schemas made from the tables, each when it is first needed. */
export const topLevelSchema = /* @__PURE__ */ once(() => objectOf(zod, topLevelKeys))
export const agentSchemas = Object.fromEntries(
  Object.entries(agentTables).map(([name, table]) => [name, once(() => objectOf(zod, table))]),
) as { readonly [Name in RoleName]: () => ReturnType<typeof objectOf<AgentTables[Name]>> }

type AgentOf<Role, Schema extends () => z.ZodMiniType> = Omit<Configured<z.output<ReturnType<Schema>>>, 'role'> & {
  readonly role: Role
}

type RoleConfigs = { readonly [Name in RoleName]: AgentOf<Name, (typeof agentSchemas)[Name]> }

/** A checked agent with a role of this version, by the name of the role. */
export type AgentConfigOf<Name extends RoleName> = RoleConfigs[Name]

/** A checked agent of a registered role. Which keys beside the common ones it has depends on the role. */
export type CustomAgentConfig = Omit<CommonConfig, 'role'> &
  Partial<Omit<CustomRoleConfig, keyof CommonConfig | 'role' | 'customRole' | 'extra'>> & {
    readonly role: 'custom'
    /** The role as the file names it. */
    readonly customRole: string
    /** The keys that are the role's own, as written, with variables filled in; none where it has a table of keys. */
    readonly extra: JsonObject
  }

/** A checked agent. `role` tells which; for roles that a program has registered it is `custom`. */
export type AgentConfig = RoleConfigs[RoleName] | CustomAgentConfig

/** A checked configuration, with keys in camelCase. */
export type AixgoConfig = Configured<z.output<ReturnType<typeof topLevelSchema>>> & {
  readonly agents: readonly AgentConfig[]
}
