/** Every role that a configuration can name. A role is loaded when a configuration names it. */
export const roles = {
  producer: () => import('./producer/producer-role.ts').then((module) => module.producerRole),
  react: () => import('./react/react-role.ts').then((module) => module.reactRole),
  logger: () => import('./logger/logger-role.ts').then((module) => module.loggerRole),
} as const

/** The name of a role of this version. */
export type RoleName = keyof typeof roles
