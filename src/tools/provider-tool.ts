import { ToolError } from '../errors/tool-error.ts'
import { isRecord } from '../util/is-record.ts'
import { shown } from '../util/text/shown.ts'
import { unknownOption } from '../util/options/unknown-option.ts'
import { assertToolName } from './tool-name.ts'
import type { AnyTool, ProviderDefinition, Tool } from './tool.ts'

/** What a tool that the provider runs is made from. */
export interface ProviderToolOptions<Name extends string = string> {
  /** Provider and name of the tool, as the provider's package of the AI SDK has them: `anthropic.web_search_20250305`. */
  readonly id: ProviderDefinition['id']
  /** What the tool is called in the conversation; the end of its id without its date unless said otherwise. */
  readonly name?: Name | undefined
  /** What the provider is told about the tool, as the AI SDK names it. */
  readonly args?: Readonly<Record<string, unknown>> | undefined
}

const optionNames: Readonly<Record<keyof ProviderToolOptions, true>> = { id: true, name: true, args: true }

/** A tool as the packages of the AI SDK make them: `anthropic.tools.webSearch_20250305({ maxUses: 3 })`. */
export interface ProviderToolObject {
  readonly type: 'provider'
  readonly id: ProviderDefinition['id']
  readonly args: Readonly<Record<string, unknown>>
  readonly name?: string | undefined
  /** False for tools that the provider defines and leaves to others to run. */
  readonly isProviderExecuted?: boolean | undefined
}

/** A tool as agents take it: one of one's own, or one that a package of the AI SDK made. */
export type GivenTool<Context = never> = AnyTool<Context> | ProviderToolObject

/**
 * Declares a tool that the provider of the model runs, such as its web search. What it did is part of the model's answer.
 *
 * @example
 * defineAgent({
 *   name: 'researcher',
 *   model: 'anthropic:claude-sonnet-4-5',
 *   tools: [providerTool({ id: 'anthropic.web_search_20250305', args: { maxUses: 3 } })],
 * })
 *
 * @throws ToolError `TOOL_OPTIONS_INVALID`, `TOOL_NAME_INVALID`.
 */
export function providerTool<const Name extends string = string>(
  options: ProviderToolOptions<Name>,
): Tool<Name, never, never> {
  if (!isRecord(options)) throw wrongTool('?', `providerTool takes an object with an id, not ${shown(options)}`)
  const { id, args = {} } = options
  const unknown = unknownOption(options, optionNames)
  if (unknown !== undefined) throw wrongTool(id, unknown.slice(0, -1))
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]*\.[\w.-]+$/.test(id))
    throw wrongTool(id, `the id must be a provider and a tool, such as "openai.web_search", not ${shown(id)}`)
  if (!isRecord(args)) throw wrongTool(id, `args must be an object, not ${shown(args)}`)
  const name = options.name ?? providerToolName(id)
  assertToolName(name)
  return {
    // The name is the one that was given, or it is any.
    name: name as Name,
    description: '',
    inputSchema: { type: 'object' },
    effect: 'none',
    provider: { id, args },
    execute: () => {
      throw new ToolError(
        'TOOL_FAILED',
        `Tool "${name}" is run by the provider of the model, which did not run this call.`,
      )
    },
  }
}

/**
 * A tool as agents take it, made of one that a package of the AI SDK made where it is that. Also those that nobody made
 * with `defineTool` have a name that providers take.
 * @throws ToolError `TOOL_OPTIONS_INVALID`, `TOOL_NAME_INVALID`.
 */
export function asTool(tool: GivenTool): AnyTool {
  if (!('type' in tool)) {
    assertToolName(tool.name)
    return tool
  }
  const { type, id, name, args, isProviderExecuted } = tool
  if (type !== 'provider')
    throw wrongTool(name ?? id, `it has the type ${shown(type)}; make tools of your own with defineTool`)
  if (isProviderExecuted === false || ('execute' in tool && typeof tool.execute === 'function'))
    throw wrongTool(
      id,
      'the provider defines it and leaves it to you to run it, which is not supported; use defineTool',
    )
  return providerTool({ id, args, name })
}

/** What a tool that the provider runs is called unless its user calls it something else. */
export function providerToolName(id: string): string {
  return id.slice(id.indexOf('.') + 1).replace(/_\d{8}$/, '')
}

function wrongTool(tool: string, problem: string): ToolError {
  return new ToolError('TOOL_OPTIONS_INVALID', `Tool "${tool}": ${problem}.`, { details: { tool } })
}
