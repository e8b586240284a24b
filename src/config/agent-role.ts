import { openRole, type CustomRoleConfig } from '../agents/custom-role.ts'
import { findRole, registeredRoles, type RegisteredRoles, type RoleTraits } from './schema/roles.ts'
import type { AgentConfig } from './schema/config-table.ts'

/** One item of an agent's `tools`. */
export type ToolConfig = CustomRoleConfig['tools'][number]

const none: RegisteredRoles = /* @__PURE__ */ registeredRoles()

/** The role of an agent as its file names it. */
export function roleNameOf(agent: AgentConfig): string {
  return agent.role === 'custom' ? agent.customRole : agent.role
}

/** What the role of a checked agent says of it. */
export function roleOf(agent: AgentConfig, registered: RegisteredRoles = none): AgentTraits {
  const { describe, schemas, flow, printsItself }: RoleTraits = findRole(roleNameOf(agent), registered) ?? openRole
  // The agent was checked by the keys of its own role.
  const config = agent as never
  return {
    about: describe?.(config) ?? '',
    schemas: schemas?.(config) ?? {},
    flow,
    printsItself: printsItself?.(config) === true,
  }
}

/** What a role says of one of its agents. */
export interface AgentTraits {
  readonly about: string
  readonly schemas: ReturnType<NonNullable<RoleTraits['schemas']>>
  readonly flow: RoleTraits['flow']
  readonly printsItself: boolean
}

/** The names that an agent reads from; none for one whose role reads nothing. */
export function inputsOf(agent: AgentConfig): readonly string[] {
  return ('inputs' in agent ? agent.inputs : undefined)?.map(({ source }) => source) ?? []
}

/** The tools of an agent; none for one whose role has none. */
export function toolsOf(agent: AgentConfig): readonly ToolConfig[] {
  return ('tools' in agent ? agent.tools : undefined) ?? []
}
