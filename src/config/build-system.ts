import type { AnyAgent } from '../agents/agent.ts'
import { implementationOf } from '../agents/implementation.ts'
import { configuredBudget } from '../agents/configured-budget.ts'
import type { LogSink } from '../agents/log/log-sink.ts'
import { jsonSink } from '../agents/log/sinks/json-sink.ts'
import { textSink } from '../agents/log/sinks/text-sink.ts'
import type { TextStream } from '../agents/host-ports.ts'
import type { RegisteredRole } from '../agents/custom-role.ts'
import type { Role, RoleHost } from '../agents/role.ts'
import { roles } from '../agents/roles.ts'
import type { Embedder } from '../models/embeddings/embedder.ts'
import type { EmbedderResolver } from '../models/embeddings/embedding-model.ts'
import type { ModelReference, ModelResolver } from '../models/model.ts'
import { parseModelName } from '../models/names/parse-model-name.ts'
import type { ResiliencePolicy } from '../models/resilience-policy.ts'
import type { OfflineReply } from '../models/offline/scripted-replies.ts'
import type { PriceTable } from '../models/prices/model-price.ts'
import type { Budgets } from '../runs/budget.ts'
import { createBudgets } from '../runs/budget/create-budgets.ts'
import {
  checkOptions,
  runtimeSettingNames,
  type AgentRegistration,
  type RuntimeSettings,
} from '../runtime/runtime-options.ts'
import { createRuntime } from '../runtime/create-runtime.ts'
import { plainNames } from '../runtime/routing/wiring-names.ts'
import { inputsOf, toolsOf } from './agent-role.ts'
import { bindTools, type ToolBinding } from './bind-tools.ts'
import { withChannels } from './configured-wiring.ts'
import { loadConfig, type LoadedConfig } from './load-config.ts'
import { loadModule } from './load-module.ts'
import { readPrices } from './read-prices.ts'
import { protectedModel, type ProtectedModel } from './model-resilience.ts'
import type { AgentConfig } from './schema/config-table.ts'
import type { System, UnknownAgents } from './system.ts'

/** What a system is built with. Everything has a default. */
export interface SystemOptions extends Omit<RuntimeSettings, 'resolveModel'> {
  /** Replaces every model by the deterministic offline model: no key, no network, no cost. */
  readonly offline?: boolean
  /** Used for every agent instead of its own model. */
  readonly model?: string
  /** Turns model names into models, instead of the built-in providers. */
  readonly resolveModel?: ModelResolver
  /** Turns the name of the file's embedder into an embedding model, instead of the built-in providers. */
  readonly resolveEmbedder?: EmbedderResolver
  /** Code for tools that the file declares by schema alone, by name. */
  readonly tools?: Readonly<Record<string, ToolBinding>>
  /** Roles of your own, by the name the file uses. One without a table of keys gets those that are not known as `extra`. */
  readonly roles?: Readonly<Record<string, RegisteredRole>>
  /** Variables for `${NAME}` and for provider keys; the process's environment unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly fetch?: typeof globalThis.fetch
  /** Standard input, for agents that read it. */
  readonly openInput?: () => TextStream
  /** Where agents write what they log to no file. Left out, that is standard output: text, unless they say JSON. */
  readonly openOutput?: (format: 'text' | 'json' | undefined) => LogSink
}

const systemOptionNames: Readonly<Record<keyof SystemOptions, true>> = {
  ...runtimeSettingNames,
  offline: true,
  model: true,
  resolveEmbedder: true,
  tools: true,
  roles: true,
  environment: true,
  fetch: true,
  openInput: true,
  openOutput: true,
}

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
  const { environment, resolveModel, roles: customRoles = {} } = options
  const loaded = await loadConfig(file, {
    roles: customRoles,
    anyModel: resolveModel !== undefined,
    ...(environment === undefined ? {} : { env: environment }),
  })
  return buildSystem<Agents>(loaded, options)
}

/** Builds the system of a checked file. */
export async function buildSystem<Agents = UnknownAgents>(
  loaded: LoadedConfig,
  options: SystemOptions = {},
): Promise<System<Agents>> {
  checkBindings(loaded, options.tools)
  checkModelOption(options)
  const unboundTools = new Map<string, string[]>()
  const models = new Set<ModelReference>()
  const openOutput = options.openOutput ?? standardOutput()
  const prices = systemPrices(loaded, options)
  const embedder = await systemEmbedder(loaded, options, prices)
  const registrations = await Promise.all(
    loaded.config.agents.map(async (config) => {
      const { model, resilience } = (await modelOf(config, loaded, options)) ?? {}
      if (model !== undefined) models.add(model)
      const cheaper = 'budget' in config ? config.budget?.cheaperModel : undefined
      if (cheaper !== undefined) models.add(cheaper)
      for (const entry of resilience?.fallback?.models ?? [])
        models.add(typeof entry === 'object' && 'model' in entry ? entry.model : entry)
      const unbound: string[] = []
      const registration = await register(config, {
        loaded,
        options,
        model,
        resilience,
        embedder,
        openOutput,
        onUnbound: (tool) => void unbound.push(tool),
      })
      if (unbound.length > 0) unboundTools.set(config.name, unbound)
      return registration
    }),
  )
  const resolveModel = await systemResolver(loaded, options)
  const { maxRounds } = loaded.config.supervisor ?? {}
  const { agentStartTimeoutMs } = loaded.config.config ?? {}
  const runtime = await createRuntime({
    ...runtimeSettings(options),
    ...(maxRounds === undefined ? {} : { maxRounds }),
    ...(agentStartTimeoutMs === undefined ? {} : { startTimeoutMs: agentStartTimeoutMs }),
    resolveModel,
    budgets: systemBudgets(loaded, options),
    ...(prices === undefined ? {} : { prices }),
    agents: withChannels(registrations),
    start: false,
  })
  const channels = externalChannels(registrations)
  return {
    loaded,
    agents: new Map(registrations.map(({ agent }) => [agent.name, agent])),
    runtime,
    embedder,
    inputs:
      channels.inputs.length > 0 ? channels.inputs : runtime.entries.filter((name) => !isSource(registrations, name)),
    outputs: channels.outputs,
    unboundTools,
    start: async () => {
      // A replay asks no model, so it needs no key.
      if (options.tape?.ports.resolveModel === undefined) {
        await checkModels(models, resolveModel)
        await embedder?.prepare?.()
      }
      await runtime.start()
    },
    // The types come from the caller, who got them from the same file.
    call: runtime.call.bind(runtime) as System<Agents>['call'],
    close: () => runtime.close(),
    [Symbol.asyncDispose]: () => runtime.close(),
  }
}

/** The store of budgets, with the limit that the file sets for all agents together. */
function systemBudgets({ config }: LoadedConfig, { budgets = createBudgets() }: SystemOptions): Budgets {
  const limits = config.supervisor?.budget
  if (limits !== undefined) budgets.account('total', '', configuredBudget(limits))
  return budgets
}

/** The prices of the file that the configuration names, under those of the program. */
function systemPrices(loaded: LoadedConfig, { prices }: SystemOptions): PriceTable | undefined {
  const { prices: file } = loaded.config
  return file === undefined ? prices : { ...readPrices(loaded.directory, file), ...prices }
}

/** The embedder of the file, or the offline one in its place. */
async function systemEmbedder(
  loaded: LoadedConfig,
  options: SystemOptions,
  prices: PriceTable | undefined,
): Promise<Embedder | undefined> {
  const { embeddings } = loaded.config
  if (embeddings === undefined) return undefined
  const { configuredEmbedder } = await import('./embeddings/configured-embedder.ts')
  return configuredEmbedder(embeddings, loaded, {
    offline: options.offline === true,
    fetch: options.fetch,
    resolveEmbedder: options.resolveEmbedder,
    prices,
  })
}

/** A binding for a tool that no agent declares would never be called, and the tool that was meant would have no code. */
function checkBindings(loaded: LoadedConfig, bindings: SystemOptions['tools'] = {}): void {
  const declared = loaded.config.agents.flatMap(toolsOf)
  const names = declared.flatMap(({ name, module }) =>
    name === undefined || module !== undefined ? [] : [[name, true]],
  )
  checkOptions(bindings, Object.fromEntries(names) as Record<string, true>, 'Tools bound in code')
}

/** What an agent is built from, beside its keys. */
interface AgentParts {
  readonly loaded: LoadedConfig
  readonly options: SystemOptions
  readonly model: ModelReference | undefined
  readonly resilience: ResiliencePolicy | undefined
  readonly embedder: Embedder | undefined
  readonly openOutput: RoleHost['openOutput']
  readonly onUnbound: (tool: string) => void
}

/** Finds a missing key or an unknown provider before the first message instead of at it. */
async function checkModels(models: Iterable<ModelReference>, resolveModel: ModelResolver): Promise<void> {
  for (const model of models) {
    const resolved = await resolveModel(model)
    // A model with settings of its own is made on first use; asking what it supports is one.
    await resolved.supportedUrls
  }
}

async function register(config: AgentConfig, parts: AgentParts): Promise<AgentRegistration> {
  const agent = await createAgentOf(config, parts)
  const { maxAttempts, initialBackoffMs, maxBackoffMs, multiplier } = config.restart ?? {}
  const receiver = 'inputs' in config ? config : undefined
  const concurrency = 'concurrency' in config ? config.concurrency : undefined
  return {
    agent,
    inputs: inputsOf(config),
    outputs: config.outputs.map(({ target }) => target),
    dependsOn: config.dependsOn,
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(receiver?.mailbox === undefined ? {} : { mailbox: defined(receiver.mailbox) }),
    restart: defined({ maxAttempts, initialBackoffMs, maxBackoffMs, multiplier }),
  }
}

async function createAgentOf(
  config: AgentConfig,
  { loaded, options, model, resilience, embedder, openOutput, onUnbound }: AgentParts,
): Promise<AnyAgent> {
  const resolve = process.getBuiltinModule('node:path').resolve
  const load = (path: string) => loadModule(resolve(loaded.directory, path))
  const bindOptions = { loadModule: load, bindings: options.tools ?? {}, simulate: options.offline === true, onUnbound }
  const host: RoleHost = {
    directory: loaded.directory,
    model,
    resilience,
    embedder,
    tools: await bindTools(toolsOf(config), bindOptions),
    fetch: options.fetch ?? fetch,
    openInput: options.openInput ?? (() => process.stdin),
    openOutput,
    loadModule: load,
  }
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

/** A mistyped name is told before anything starts, not at the first message. */
function checkModelOption({ model, offline, resolveModel }: SystemOptions): void {
  if (model !== undefined && offline !== true && resolveModel === undefined) parseModelName(model)
}

/** The model of an agent and its protection: offline, the one for all, or its own. */
async function modelOf(
  config: AgentConfig,
  loaded: LoadedConfig,
  options: SystemOptions,
): Promise<ProtectedModel | undefined> {
  if (!('model' in config) || config.model === undefined) return undefined
  if (options.offline === true) {
    const { offlineModel } = await import('../models/offline/offline-model.ts')
    const replies = 'offline' in config ? config.offline?.replies : undefined
    const model = offlineModel({
      name: options.model ?? config.model,
      ...(replies === undefined ? {} : { replies: replies.map(toOfflineReply) }),
    })
    return { model, resilience: undefined }
  }
  const own = protectedModel({ ...config, model: config.model }, loaded, options.fetch)
  if (options.model === undefined) return own
  // One model for all has no stand-ins; what else protects the calls stays.
  const { fallback: _fallback, ...resilience } = own.resilience ?? {}
  return { model: options.model, resilience: Object.keys(resilience).length === 0 ? undefined : resilience }
}

type ReplyConfig = NonNullable<Extract<AgentConfig, { readonly offline?: unknown }>['offline']>['replies'][number]

function toOfflineReply({ match, text, toolCall }: ReplyConfig): OfflineReply {
  const call = toolCall === undefined ? undefined : { name: toolCall.name, input: toolCall.input ?? {} }
  return defined({ match, text, toolCall: call })
}

async function systemResolver(loaded: LoadedConfig, options: SystemOptions): Promise<ModelResolver> {
  if (options.offline === true) {
    const { offlineResolver } = await import('../models/offline/offline-resolver.ts')
    return offlineResolver()
  }
  if (options.resolveModel !== undefined) return options.resolveModel
  const { createModelResolver } = await import('../models/resolve-model.ts')
  return createModelResolver({ environment: loaded.env, fetch: options.fetch })
}

/** Standard output, to be logged to: a table on a terminal, JSON lines in a pipe. One sink, so that lines stay aligned. */
function standardOutput(): (format: 'text' | 'json' | undefined) => LogSink {
  const { stdout } = process
  const write = (text: string): void => void stdout.write(text)
  let table: LogSink | undefined
  return (format) => {
    if (format === 'json' || (format === undefined && !stdout.isTTY)) return jsonSink({ write })
    return (table ??= textSink({
      write,
      color: stdout.isTTY,
      ...(stdout.isTTY ? { width: () => stdout.columns } : {}),
    }))
  }
}

function runtimeSettings(options: SystemOptions): Omit<RuntimeSettings, 'resolveModel'> {
  const {
    offline: _o,
    model: _m,
    resolveModel: _r,
    resolveEmbedder: _v,
    tools: _t,
    roles: _s,
    environment: _e,
    fetch: _f,
    openInput: _i,
    openOutput: _p,
    ...settings
  } = options
  return settings
}

/** Names in the wiring that are no agent: what comes in by them, and what goes out. */
function externalChannels(registrations: readonly AgentRegistration[]): {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
} {
  const agents = new Set(registrations.map(({ agent }) => agent.name))
  const read = new Set(registrations.flatMap(({ inputs }) => plainNames(inputs).filter((name) => !agents.has(name))))
  const written = new Set(
    registrations.flatMap(({ outputs }) => plainNames(outputs).filter((name) => !agents.has(name))),
  )
  // A channel that is written and read connects two agents and is not external.
  return {
    inputs: [...read].filter((name) => !written.has(name)),
    outputs: [...written].filter((name) => !read.has(name)),
  }
}

function isSource(registrations: readonly AgentRegistration[], name: string): boolean {
  return registrations.some(({ agent }) => agent.name === name && implementationOf(agent).source !== undefined)
}

/** The same object without its undefined fields, for options whose absence means a default. */
function defined<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>
  }
}
