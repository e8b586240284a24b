import type { RoleConfig } from '../../keys/role-config.ts'
import type { AnyAgent } from '../agent.ts'
import type { RoleHost } from '../role.ts'
import { configureSource } from './configured-source.ts'
import { producerAgent } from './producer-agent.ts'
import type { producerKeys } from './producer-keys.ts'

/** Makes an agent with the role `producer`. */
export async function configuredProducer(config: RoleConfig<typeof producerKeys>, host: RoleHost): Promise<AnyAgent> {
  const { name, description, intervalMs, rate, limit, source } = config
  return producerAgent({
    name,
    description,
    intervalMs,
    rate,
    limit,
    directory: host.directory,
    source: source === undefined ? undefined : await configureSource(source, host),
  })
}
