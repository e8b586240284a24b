import { formatDuration } from '../../util/duration.ts'
import type { KeyedRole } from '../role.ts'
import { checkProducer } from './check-producer.ts'
import { describeSource } from './configured-source.ts'
import { producerKeys } from './producer-keys.ts'

/** The role `producer`: brings messages into the system, on an interval or from a source. */
export const producerRole: KeyedRole<typeof producerKeys> = {
  keys: producerKeys,
  flow: 'source',
  check: checkProducer,
  describe: ({ source, intervalMs }) => {
    const every = intervalMs === undefined ? undefined : `every ${formatDuration(intervalMs)}`
    return [describeSource(source), every].filter((part) => part !== undefined).join(', ')
  },
  // Anything can be emitted; called like any other agent, it answers with its input.
  schemas: () => ({ input: {}, output: {} }),
  create: async (config, host) => {
    const { configuredProducer } = await import('./configured-producer.ts')
    return configuredProducer(config, host)
  },
}
