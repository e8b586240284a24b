import { loggerKeys } from './logger/logger-keys.ts'
import { producerKeys } from './producer/producer-keys.ts'
import { reactKeys } from './react/react-keys.ts'

/**
 * Every role that a configuration can name: the keys it adds to those that every agent has, and its code, which is loaded
 * when a configuration names the role. A new role is a folder and a line here.
 */
export const roles = {
  producer: {
    keys: producerKeys,
    load: () => import('./producer/producer-role.ts').then((module) => module.producerRole),
  },
  react: { keys: reactKeys, load: () => import('./react/react-role.ts').then((module) => module.reactRole) },
  logger: { keys: loggerKeys, load: () => import('./logger/logger-role.ts').then((module) => module.loggerRole) },
} as const

/** The name of a role of this version. */
export type RoleName = keyof typeof roles
