import { loggerRole } from './logger/logger-role.ts'
import { producerRole } from './producer/producer-role.ts'
import { reactRole } from './react/react-role.ts'

/** Every role that a configuration can name without a program's help. A new role is a folder and a line here. */
export const roles = {
  producer: producerRole,
  react: reactRole,
  logger: loggerRole,
} as const

/** The name of a role of this version. */
export type RoleName = keyof typeof roles
