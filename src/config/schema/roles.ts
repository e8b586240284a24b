import { roles, type RoleName } from '../../agents/roles.ts'

/** The keys of each role, by name. */
export type RoleKeys = { readonly [Name in RoleName]: (typeof roles)[Name]['keys'] }

/** Makes something of the keys of each role. */
export function forEachRole<Made>(make: (keys: RoleKeys[RoleName]) => Made): Readonly<Record<RoleName, Made>> {
  const made = Object.entries(roles).map(([name, { keys }]) => [name, make(keys)])
  // `Object.fromEntries` forgets the names.
  return Object.fromEntries(made) as Record<RoleName, Made>
}

/** The roles of this version, each with the keys it adds to those that every agent has. */
export const roleKeys = forEachRole((keys) => keys) as RoleKeys

/** Documented roles that this version refuses, with what to do. */
export const unsupportedRoles: Readonly<Record<string, string>> = {
  classifier:
    'It comes with a later version. Until then use "react" with an "output_schema" that lists the categories.',
  aggregator: 'It comes with a later version. Until then use "react" and let its "prompt" merge what it reads.',
  planner: 'It comes with a later version. Until then use "react" with a "prompt" that asks for a plan.',
}

/** True for a role of this version. */
export function isRoleName(role: string): role is RoleName {
  return Object.hasOwn(roleKeys, role)
}
