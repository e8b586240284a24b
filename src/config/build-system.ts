import { implementationOf } from '../agents/implementation.ts'
import { createBudgets } from '../runs/budget/create-budgets.ts'
import { createRuntime } from '../runtime/create-runtime.ts'
import { checkOptions, type AgentRegistration } from '../runtime/runtime-options.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { withChannels } from './configured-wiring.ts'
import { loadConfig, type LoadedConfig } from './load-config.ts'
import { buildSections, type BuiltSections } from './sections/build-sections.ts'
import type { System, UnknownAgents } from './system.ts'
import { checkModels, systemResolver } from './system/agent-model.ts'
import { buildAgents } from './system/build-agents.ts'
import { externalChannels } from './system/external-channels.ts'
import { checkSystemOptions, runtimeSettings, systemOptionNames, type SystemOptions } from './system/system-options.ts'

/**
 * Reads a YAML file and builds its system. Nothing is started.
 *
 * @example
 * await using system = await loadSystem('agents.yaml', { offline: true })
 * await system.start()
 * const { output } = await system.call('analyst', 'Review the March numbers')
 *
 * @throws ConfigError with every problem of the file.
 */
export async function loadSystem<Agents = UnknownAgents>(
  file: string,
  options: SystemOptions = {},
): Promise<System<Agents>> {
  checkOptions(options, systemOptionNames, 'loadSystem')
  const { environment, resolveModel, roles } = options
  const loaded = await loadConfig(file, {
    roles,
    anyModel: resolveModel !== undefined,
    env: environment,
  })
  return buildSystem<Agents>(loaded, options)
}

/** Builds the system of a checked file: its sections, then its agents by their roles, then the runtime they run in. */
export async function buildSystem<Agents = UnknownAgents>(
  loaded: LoadedConfig,
  options: SystemOptions = {},
): Promise<System<Agents>> {
  checkSystemOptions(loaded, options)
  const sections = await buildSections(loaded.config, {
    directory: loaded.directory,
    environment: loaded.env,
    ports: options,
    settings: { ...runtimeSettings(options), budgets: options.budgets ?? createBudgets() },
    host: {},
  })
  try {
    return await assemble<Agents>(loaded, options, sections)
  } catch (thrown) {
    await sections.close()
    throw thrown
  }
}

async function assemble<Agents>(
  loaded: LoadedConfig,
  options: SystemOptions,
  sections: BuiltSections,
): Promise<System<Agents>> {
  const { registrations, models, unboundTools } = await buildAgents(loaded, options, sections.host)
  const resolveModel = await systemResolver(loaded, options)
  const runtime = await createRuntime({
    ...sections.settings,
    resolveModel,
    agents: withChannels(registrations),
    start: false,
  })
  const { inputs, outputs } = externalChannels(registrations)
  const close = (): Promise<void> => closeAll(runtime, sections)
  return {
    loaded,
    agents: new Map(registrations.map(({ agent }) => [agent.name, agent])),
    runtime,
    embedder: sections.host.embedder,
    inputs: inputs.length > 0 ? inputs : runtime.entries.filter((name) => !isSource(registrations, name)),
    outputs,
    unboundTools,
    start: async () => {
      // A replay asks no model, so it needs no key.
      if (options.tape?.ports.resolveModel === undefined) {
        await checkModels(models, resolveModel)
        await sections.prepare()
      }
      await runtime.start()
      await sections.start(runtime)
    },
    // The types come from the caller, who got them from the same file.
    call: runtime.call.bind(runtime) as System<Agents>['call'],
    stream: runtime.stream.bind(runtime) as System<Agents>['stream'],
    close,
    [Symbol.asyncDispose]: close,
  }
}

function isSource(registrations: readonly AgentRegistration[], name: string): boolean {
  return registrations.some(({ agent }) => agent.name === name && implementationOf(agent).source !== undefined)
}

/** Whatever a section gets wrong, the agents finish what was accepted, and every section gives back what it holds. */
async function closeAll(runtime: Runtime, sections: BuiltSections): Promise<void> {
  try {
    await sections.stop()
  } finally {
    try {
      await runtime.close()
    } finally {
      await sections.close()
    }
  }
}
