import type { RoleConfig } from '../../keys/role-config.ts'
import type { AnyAgent } from '../agent.ts'
import { withHooks } from '../with-hooks.ts'
import { fileSink } from '../log/sinks/file-sink.ts'
import type { RoleHost } from '../role.ts'
import { loggerAgent } from './logger-agent.ts'
import type { loggerKeys } from './logger-keys.ts'

/** Makes an agent with the role `logger`. */
export function configuredLogger(
  { name, description, file, format }: RoleConfig<typeof loggerKeys>,
  host: RoleHost,
): AnyAgent {
  if (file === undefined) return loggerAgent({ name, description, sink: host.openOutput(format) })
  const sink = fileSink({ path: file, directory: host.directory, format })
  const agent = loggerAgent({ name, description, sink })
  return withHooks(agent, { doStart: () => sink.open(), doStop: () => sink.close() })
}
