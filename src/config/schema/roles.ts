import { openRole, type RegisteredRole } from '../../agents/custom-role.ts'
import { refusedRoles } from '../../agents/refused-roles.ts'
import type { Role } from '../../agents/role.ts'
import { roles, type RoleName } from '../../agents/roles.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import type { KeyTable } from '../../keys/key-entry.ts'

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
export const unsupportedRoles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(refusedRoles).filter(([name]) => !isRoleName(name)),
)

/** True for a role of this version. */
export function isRoleName(role: string): role is RoleName {
  return Object.hasOwn(roles, role)
}

/** What is asked of a role while a file is checked, drawn or described. */
export type RoleTraits = Omit<Role<never>, 'create'> & { readonly keys?: KeyTable | undefined }

/** Roles that a program registers: with what they are, or their names alone, where nothing is built. */
export type RolesOption = Iterable<string> | Readonly<Record<string, RegisteredRole>>

/** The registered roles by name. One without a table of keys, or of which only the name is known, takes any keys. */
export type RegisteredRoles = ReadonlyMap<string, RoleTraits>

/**
 * The roles that a program registers, with what holds for those that say little of themselves.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID` for one with the name of a role of this version, which would win.
 */
export function registeredRoles(option: RolesOption = []): RegisteredRoles {
  const entries: (readonly [string, RoleTraits])[] =
    Symbol.iterator in option
      ? Array.from(option, (name) => [name, openRole] as const)
      : Object.entries(option).map(([name, role]) => [name, role.keys === undefined ? { ...openRole, ...role } : role])
  const taken = entries.find(([name]) => isRoleName(name))
  if (taken !== undefined)
    throw new RuntimeError(
      'RUNTIME_OPTIONS_INVALID',
      `The role "${taken[0]}" cannot be registered, because there is one of this name. Give yours another name.`,
    )
  return new Map(entries)
}

/** What a role of this version, or a registered one, says of itself. */
export function findRole(name: string, registered: RegisteredRoles): RoleTraits | undefined {
  return isRoleName(name) ? roles[name] : registered.get(name)
}
