import type { RoleConfig } from '../../keys/role-config.ts'
import { withHooks } from '../implementation.ts'
import type { Role } from '../role.ts'
import type { loggerKeys } from './logger-keys.ts'
import { loggerAgent } from './logger-agent.ts'
import { fileSink } from './sinks/file-sink.ts'

/** An agent with the role `logger`, as a configuration describes it. */
export type LoggerRoleConfig = RoleConfig<typeof loggerKeys>

/** The role `logger`: writes what it gets to a file or to the output, and passes it on. */
export const loggerRole: Role<LoggerRoleConfig> = {
  create({ name, description, file, format }, host) {
    if (file === undefined) return loggerAgent({ name, description, sink: host.openOutput(format) })
    const sink = fileSink({ path: file, directory: host.directory, format })
    const agent = loggerAgent({ name, description, sink })
    return withHooks(agent, { doStart: () => sink.open(), doStop: () => sink.close() })
  },
}
