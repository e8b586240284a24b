import { ConfigError } from '../errors/config-error.ts'
import { ToolError } from '../errors/tool-error.ts'
import { defineTool } from '../tools/define-tool.ts'
import type { AnyTool, ToolContext } from '../tools/tool.ts'
import type { JsonObject } from '../util/json/json.ts'
import { nearest } from '../util/text/nearest.ts'
import type { ToolConfig } from './agent-role.ts'

/** Code for a tool that a configuration declares by its schema: a tool, or just the function. */
export type ToolBinding = AnyTool | ((input: never, context: ToolContext) => unknown)

/** What tools are bound with. */
export interface BindOptions {
  readonly loadModule: (path: string) => Promise<Readonly<Record<string, unknown>>>
  readonly bindings: Readonly<Record<string, ToolBinding>>
  /** True when tools without code answer with a made-up result instead of an error: the offline mode. */
  readonly simulate: boolean
  /** Told of each tool that has no code. */
  readonly onUnbound: (tool: string) => void
}

/** Turns an agent's `tools` into tools: from modules, from bindings in code, or placeholders where there is no code. */
export async function bindTools(configs: readonly ToolConfig[], options: BindOptions): Promise<readonly AnyTool[]> {
  const bind = async (config: ToolConfig): Promise<readonly AnyTool[]> =>
    config.module === undefined ? [bindDeclared(config, options)] : loadTools(config.module, config, options)
  return (await Promise.all(configs.map(bind))).flat()
}

async function loadTools(path: string, config: ToolConfig, options: BindOptions): Promise<readonly AnyTool[]> {
  const exports = await options.loadModule(path)
  const tools = Object.entries(exports).flatMap(([key, value]): [string, AnyTool][] =>
    isTool(value) ? [[key, value]] : [],
  )
  const wanted = config.export ?? config.name
  const picked = wanted === undefined ? tools : tools.filter(([key, tool]) => key === wanted || tool.name === wanted)
  if (picked.length === 0) throw noTools(path, wanted, tools, Object.keys(exports))
  return picked.map(([, tool]) => override(tool, config))
}

function noTools(
  path: string,
  wanted: string | undefined,
  tools: readonly [string, AnyTool][],
  keys: readonly string[],
): ConfigError {
  const names = tools.map(([key]) => key)
  const meant = wanted === undefined ? undefined : nearest(wanted, names)
  const exported = keys.length === 0 ? 'It exports nothing.' : `It exports ${keys.map((key) => `"${key}"`).join(', ')}.`
  const problem = wanted === undefined ? 'exports no tool' : `exports no tool "${wanted}"`
  const mend = meant === undefined ? 'Make tools with defineTool and export them.' : `Did you mean "${meant}"?`
  return new ConfigError('CONFIG_MODULE', `Module "${path}" ${problem}. ${exported} ${mend}`, {
    details: { file: path },
  })
}

function isTool(value: unknown): value is AnyTool {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'description' in value &&
    'inputSchema' in value &&
    'execute' in value &&
    typeof value.execute === 'function'
  )
}

function override(tool: AnyTool, { effect, timeoutMs, maxResultChars }: ToolConfig): AnyTool {
  if (effect === undefined && timeoutMs === undefined && maxResultChars === undefined) return tool
  return {
    ...tool,
    effect: effect ?? tool.effect,
    timeoutMs: timeoutMs ?? tool.timeoutMs,
    maxResultChars: maxResultChars ?? tool.maxResultChars,
  }
}

function bindDeclared(config: ToolConfig, options: BindOptions): AnyTool {
  // The check of the configuration refuses a tool that has neither a name nor a module.
  const name = config.name ?? ''
  const binding = Object.hasOwn(options.bindings, name) ? options.bindings[name] : undefined
  const declared = {
    name,
    description: config.description ?? '',
    input: config.inputSchema ?? { type: 'object', properties: {} },
    timeoutMs: config.timeoutMs,
    maxResultChars: config.maxResultChars,
  }
  if (binding === undefined) {
    options.onUnbound(name)
    return defineTool({ ...declared, effect: 'none', execute: options.simulate ? simulated(name) : unbound(name) })
  }
  if (typeof binding !== 'function')
    return override({ ...binding, name, description: config.description ?? binding.description }, config)
  return defineTool({
    ...declared,
    effect: config.effect ?? 'once',
    execute: binding as (input: JsonObject, context: ToolContext) => unknown,
  })
}

function unbound(name: string): () => never {
  return () => {
    throw new ToolError(
      'TOOL_UNBOUND',
      `Tool "${name}" is declared by its schema alone; no code is bound to it. Answer without it.`,
      {
        details: { tool: name },
      },
    )
  }
}

function simulated(name: string): (input: JsonObject) => JsonObject {
  return (input) => ({ simulated: true, tool: name, input })
}
