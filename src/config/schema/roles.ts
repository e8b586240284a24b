import type { RoleName } from '../../agents/roles.ts'
import type { KeyTable } from './key-entry.ts'
import { loggerKeys } from './roles/logger-keys.ts'
import { producerKeys } from './roles/producer-keys.ts'
import { reactKeys } from './roles/react-keys.ts'

/** The roles of this version, each with the keys it adds to those that every agent has. */
export const roleKeys = {
  producer: producerKeys,
  react: reactKeys,
  logger: loggerKeys,
} as const satisfies Record<RoleName, KeyTable>

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
