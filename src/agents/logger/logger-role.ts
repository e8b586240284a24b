import type { KeyedRole } from '../role.ts'
import { loggerKeys } from './logger-keys.ts'

/** The role `logger`: writes what it gets to a file or to the output, and passes it on. */
export const loggerRole: KeyedRole<typeof loggerKeys> = {
  keys: loggerKeys,
  flow: 'sink',
  describe: ({ file }) => file ?? 'standard output',
  // Anything can be logged, and is passed on as it is.
  schemas: () => ({ input: {}, output: {} }),
  printsItself: ({ file }) => file === undefined,
  create: async (config, host) => {
    const { configuredLogger } = await import('./configured-logger.ts')
    return configuredLogger(config, host)
  },
}
