import type { AnyAgent } from '../../agents/agent.ts'
import type { Role, RoleHost } from '../../agents/role.ts'
import { roles } from '../../agents/roles.ts'
import type { ModelReference } from '../../models/model.ts'
import type { AgentRegistration } from '../../runtime/runtime-options.ts'
import { defined } from '../../util/options/defined.ts'
import { inputsOf, toolsOf } from '../agent-role.ts'
import { bindTools } from '../bind-tools.ts'
import type { LoadedConfig } from '../load-config.ts'
import { loadModule } from '../load-module.ts'
import type { AgentConfig } from '../schema/config-table.ts'
import { agentModel, modelsOf } from './agent-model.ts'
import { standardOutput } from './standard-output.ts'
import type { SystemOptions } from './system-options.ts'

/** The agents of a file, with their wiring and what else became known when they were built. */
export interface BuiltAgents {
  readonly registrations: readonly AgentRegistration[]
  /** Every model that some agent may ask. */
  readonly models: ReadonlySet<ModelReference>
  /** Names of tools that are declared by schema alone, by agent. */
  readonly unboundTools: ReadonlyMap<string, readonly string[]>
}

/** Builds every agent by its role. `host` is what the sections of the file give to all of them. */
export async function buildAgents(
  loaded: LoadedConfig,
  options: SystemOptions,
  host: Partial<RoleHost>,
): Promise<BuiltAgents> {
  const { resolve } = process.getBuiltinModule('node:path')
  const shared: SharedHost = {
    directory: loaded.directory,
    fetch: options.fetch ?? fetch,
    openInput: options.openInput ?? (() => process.stdin),
    openOutput: options.openOutput ?? standardOutput(),
    loadModule: (path) => loadModule(resolve(loaded.directory, path)),
    ...host,
  }
  const models = new Set<ModelReference>()
  const unboundTools = new Map<string, string[]>()
  const registrations = await Promise.all(
    loaded.config.agents.map(async (config) => {
      const { model, resilience } = (await agentModel(config, loaded, options)) ?? {}
      for (const each of modelsOf(config, { model, resilience })) models.add(each)
      const unbound: string[] = []
      const tools = await bindTools(toolsOf(config), {
        loadModule: shared.loadModule,
        bindings: options.tools ?? {},
        simulate: options.offline === true,
        onUnbound: (tool) => void unbound.push(tool),
      })
      if (unbound.length > 0) unboundTools.set(config.name, unbound)
      const agent = await createAgent(config, { ...shared, model, resilience, tools }, options)
      return { agent, ...wiringOf(config) }
    }),
  )
  return { registrations, models, unboundTools }
}

/** What all roles get, whichever agent they make. */
type SharedHost = Omit<RoleHost, 'model' | 'resilience' | 'tools'>

async function createAgent(config: AgentConfig, host: RoleHost, options: SystemOptions): Promise<AnyAgent> {
  if (config.role === 'custom') {
    const custom = options.roles?.[config.customRole]
    // The check of the file knew the role from the same table.
    if (custom === undefined) throw new TypeError(`Role "${config.customRole}" is not registered.`)
    // It was checked by the keys of this very role.
    return custom.create({ ...config, role: config.customRole } as never, host)
  }
  const role: Role<never> = roles[config.role]
  // As above.
  return role.create(config as never, host)
}

function wiringOf(config: AgentConfig): Omit<AgentRegistration, 'agent'> {
  const receiver = 'inputs' in config ? config : undefined
  return defined({
    inputs: inputsOf(config),
    outputs: config.outputs.map(({ target }) => target),
    dependsOn: config.dependsOn,
    concurrency: 'concurrency' in config ? config.concurrency : undefined,
    mailbox: receiver?.mailbox && defined(receiver.mailbox),
    restart: defined(config.restart ?? {}),
  })
}
