import type { RegisteredRole } from '../../agents/custom-role.ts'
import { parseModelName } from '../../models/names/parse-model-name.ts'
import { checkOptions, runtimeSettingNames, type RuntimeSettings } from '../../runtime/runtime-options.ts'
import { toolsOf } from '../agent-role.ts'
import type { ToolBinding } from '../bind-tools.ts'
import type { LoadedConfig } from '../load-config.ts'
import type { SystemPorts } from './system-ports.ts'

/** What a system is built with: the settings of its runtime, what stands in for the world outside, and code for what the file names. */
export interface SystemOptions extends Omit<RuntimeSettings, keyof SystemPorts>, SystemPorts {
  /** Used for every agent instead of its own model. */
  readonly model?: string | undefined
  /** Code for tools that the file declares by schema alone, by name. */
  readonly tools?: Readonly<Record<string, ToolBinding>> | undefined
  /** Roles of your own, by the name the file uses. One without a table of keys gets those that are not known as `extra`. */
  readonly roles?: Readonly<Record<string, RegisteredRole>> | undefined
}

/** The names of all options. */
export const systemOptionNames = {
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
} as const satisfies Readonly<Record<keyof SystemOptions, true>>

/** The settings of the runtime among the options. */
export function runtimeSettings(options: SystemOptions): RuntimeSettings {
  return Object.fromEntries(Object.entries(options).filter(([name]) => Object.hasOwn(runtimeSettingNames, name)))
}

/** Finds what the options get wrong: tools that no agent declares, and a model whose name nobody understands. */
export function checkSystemOptions(loaded: LoadedConfig, options: SystemOptions): void {
  checkBindings(loaded, options.tools)
  checkModel(options)
}

/** A binding for a tool that no agent declares would never be called, and the tool that was meant would have no code. */
function checkBindings(loaded: LoadedConfig, bindings: SystemOptions['tools'] = {}): void {
  const declared = loaded.config.agents.flatMap(toolsOf)
  const names = declared.flatMap(({ name, module }) =>
    name === undefined || module !== undefined ? [] : [[name, true]],
  )
  checkOptions(bindings, Object.fromEntries(names) as Record<string, true>, 'Tools bound in code')
}

/** A mistyped name is told before anything starts, not at the first message. */
function checkModel({ model, offline, resolveModel }: SystemOptions): void {
  if (model !== undefined && offline !== true && resolveModel === undefined) parseModelName(model)
}
