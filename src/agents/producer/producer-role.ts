import { ConfigError } from '../../errors/config-error.ts'
import type { RoleConfig } from '../../keys/role-config.ts'
import type { Role, RoleHost } from '../role.ts'
import { noteGeneratorModule } from './generator-modules.ts'
import type { producerKeys } from './producer-keys.ts'
import { producerAgent } from './producer-agent.ts'
import type { ItemGenerator, ProducerSource } from './source.ts'

/** An agent with the role `producer`, as a configuration describes it. */
export type ProducerRoleConfig = RoleConfig<typeof producerKeys>

type SourceConfig = NonNullable<ProducerRoleConfig['source']>

/** The role `producer`: brings messages into the system, on an interval or from a source. */
export const producerRole: Role<ProducerRoleConfig> = {
  create: async (config, host) =>
    producerAgent({
      name: config.name,
      description: config.description,
      intervalMs: config.intervalMs,
      rate: config.rate,
      limit: config.limit,
      directory: host.directory,
      source: config.source === undefined ? undefined : await openSource(config.name, config.source, host),
    }),
}

async function openSource(agent: string, source: SourceConfig, host: RoleHost): Promise<ProducerSource> {
  const { file, csv, jsonl, glob, stdin, http, module } = source
  if (file !== undefined) return { file }
  if (csv !== undefined) return { csv }
  if (jsonl !== undefined) return { jsonl }
  if (glob !== undefined) return { glob }
  if (stdin === true) return { stdin: host.openInput() }
  if (http !== undefined) return { http: { ...http, fetch: host.fetch } }
  if (module !== undefined) return { generate: pickGenerator(module, source.export, await host.loadModule(module)) }
  throw new ConfigError(
    'CONFIG_INVALID',
    `The source of producer "${agent}" names nothing to read. Give it a file, csv, jsonl, glob, stdin, http or module.`,
  )
}

/** The function that a module offers as a source: the named export, `default`, or its only function. */
function pickGenerator(
  path: string,
  name: string | undefined,
  exports: Readonly<Record<string, unknown>>,
): ItemGenerator {
  const functions = Object.entries(exports).filter(([, value]) => typeof value === 'function')
  const [picked, ...others] = name === undefined ? preferDefault(functions) : functions.filter(([key]) => key === name)
  if (picked !== undefined && others.length === 0) {
    const generate = picked[1] as ItemGenerator
    noteGeneratorModule(generate, path)
    return generate
  }
  const found = functions.length === 0 ? 'no function' : functions.map(([key]) => `"${key}"`).join(', ')
  const wanted = name === undefined ? 'exactly one function, or one as default' : `a function named "${name}"`
  throw new ConfigError(
    'CONFIG_MODULE',
    `Module "${path}" must export ${wanted} to be a source; it exports ${found}.`,
    { details: { file: path } },
  )
}

function preferDefault(functions: [string, unknown][]): [string, unknown][] {
  const byDefault = functions.filter(([key]) => key === 'default')
  return byDefault.length > 0 ? byDefault : functions
}
