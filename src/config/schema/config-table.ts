import * as z from 'zod/mini'
import { once } from '../../util/once.ts'
import { commonAgentKeys } from '../../keys/agent-keys.ts'
import type { Configured } from '../../keys/camel-case.ts'
import { objectOf, requiredKey } from '../../keys/key-entry.ts'
import { customRoleKeys } from './custom-keys.ts'
import type { RoleName } from '../../agents/roles.ts'
import { forEachRole, type RoleKeys } from './roles.ts'
import { unsupportedAgentKeys } from './unsupported-agent-keys.ts'
import { sectionKeys } from '../sections/section-keys.ts'
import { unsupportedSections } from '../sections/unsupported-sections.ts'
import type { ValueKind } from '../../keys/value-kinds.ts'
import type { JsonObject } from '../../util/json/json.ts'

/** The keys of the whole file beside `agents`. A section that works takes the place of one that is refused. */
export const topLevelKeys = { ...unsupportedSections, ...sectionKeys } as const

/** All top-level keys, to compare a file with. The agents have a schema by role, so here they are only known. */
export const rootTable = {
  agents: requiredKey(
    { schema: once(() => z.array(z.unknown())), type: 'list of mappings' } satisfies ValueKind,
    'The agents of the team; `[]` is none.',
  ),
  ...topLevelKeys,
} as const

type AgentTables = {
  readonly [Name in RoleName]: typeof commonAgentKeys & RoleKeys[Name] & typeof unsupportedAgentKeys
}

/** The keys of an agent, by role. */
export const agentTables = forEachRole((keys) => ({
  ...commonAgentKeys,
  ...keys,
  ...unsupportedAgentKeys,
})) as AgentTables

/** The keys of an agent of a role that a program has registered. */
export const customAgentTable = { ...commonAgentKeys, ...customRoleKeys } as const

/** The schemas made from the tables, each when it is first needed. */
export const topLevelSchema = /* @__PURE__ */ once(() => objectOf(topLevelKeys))
export const agentSchemas = Object.fromEntries(
  Object.entries(agentTables).map(([name, table]) => [name, once(() => objectOf(table))]),
) as { readonly [Name in RoleName]: () => ReturnType<typeof objectOf<AgentTables[Name]>> }
export const customAgentSchema = /* @__PURE__ */ once(() => objectOf(customAgentTable))

type AgentOf<Role, Schema extends () => z.ZodMiniType> = Omit<Configured<z.output<ReturnType<Schema>>>, 'role'> & {
  readonly role: Role
}

type RoleConfigs = { readonly [Name in RoleName]: AgentOf<Name, (typeof agentSchemas)[Name]> }

/** A checked agent with the role `producer`. */
export type ProducerConfig = RoleConfigs['producer']
/** A checked agent with the role `react`. */
export type ReactConfig = RoleConfigs['react']
/** A checked agent with the role `logger`. */
export type LoggerConfig = RoleConfigs['logger']
/** A checked agent of a registered role. */
export type CustomAgentConfig = AgentOf<'custom', typeof customAgentSchema> & {
  /** The role as the file names it. */
  readonly customRole: string
  /** The keys that are the role's own, as written, with variables filled in. */
  readonly extra: JsonObject
}

/** A checked agent. `role` tells which; for roles that a program has registered it is `custom`. */
export type AgentConfig = RoleConfigs[RoleName] | CustomAgentConfig

/** A checked configuration, with keys in camelCase. */
export type AixgoConfig = Configured<z.output<ReturnType<typeof topLevelSchema>>> & {
  readonly agents: readonly AgentConfig[]
}
