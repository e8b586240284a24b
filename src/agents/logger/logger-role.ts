import type { Role } from '../role.ts'
import { loggerAgent } from './logger-agent.ts'
import { fileSink } from './sinks/file-sink.ts'

/** The keys of an agent with the role `logger` that make the agent; wiring is the runtime's. */
export interface LoggerRoleConfig {
  readonly name: string
  readonly description?: string | undefined
  readonly file?: string | undefined
  readonly format?: 'text' | 'json' | undefined
}

/** The role `logger`: writes what it gets to a file or to the output, and passes it on. */
export const loggerRole: Role<LoggerRoleConfig> = {
  create({ name, description, file, format }, host) {
    if (file === undefined) return loggerAgent({ name, description, sink: host.openOutput(format) })
    const sink = fileSink({ path: file, directory: host.directory, ...(format === undefined ? {} : { format }) })
    return { ...loggerAgent({ name, description, sink }), doStart: () => sink.open(), doStop: () => sink.close() }
  },
}
