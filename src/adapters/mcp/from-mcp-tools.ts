import { ToolError } from '../../errors/tool-error.ts'
import { effects as knownEffects, isEffect, type Effect } from '../../runs/step.ts'
import type { JsonSchema } from '../../schema/json-schema.ts'
import { defineTool } from '../../tools/define-tool.ts'
import type { Tool } from '../../tools/tool.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonObject } from '../../util/json/json.ts'
import { nearest } from '../../util/text/nearest.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import { callerOf, type CallMcpTool } from './call-mcp-tool.ts'
import { listMcpTools } from './list-mcp-tools.ts'
import { assertUnique, mcpDescription, mcpToolName } from './mcp-name.ts'
import { fromMcpResult } from './mcp-result.ts'
import type { McpClient, McpTool, McpToolList, McpToolsOptions } from './mcp-tool.ts'

/**
 * Takes over the tools of an MCP server: of a connected client of the MCP SDK, version 1 or 2, or of a list of tools with
 * a function that calls them. The client stays yours to close, after the last run that uses its tools.
 *
 * @example
 * const client = new Client({ name: 'desk', version: '1.0.0' })
 * await client.connect(transport)
 * const tools = await fromMcpTools(client, { prefix: 'files_', effects: { read_file: 'none' } })
 *
 * @throws ToolError `TOOL_OPTIONS_INVALID`, `TOOL_SCHEMA_INVALID` naming the tool, `TOOL_DUPLICATE` where two have one
 * name; whatever the client rejects with when it lists the tools.
 */
export async function fromMcpTools(
  source: McpClient | McpToolList,
  options: McpToolsOptions = {},
): Promise<readonly Tool<string, JsonObject>[]> {
  checkSource(source)
  checkOptions(options)
  const listed = source.tools !== undefined ? source.tools : await listMcpTools(source, options.signal)
  for (const tool of listed as readonly unknown[]) checkTool(tool)
  const known = listed.map(({ name }) => name)
  checkNames('effects', Object.keys(options.effects ?? {}), known)
  checkNames('only', options.only ?? [], known)
  const call = callerOf(source)
  const names = new Map<string, string>()
  const { only, prefix = '' } = options
  const wanted = only === undefined ? listed : listed.filter(({ name }) => only.includes(name))
  return wanted.map((tool) => {
    const name = mcpToolName(tool.name, prefix)
    assertUnique(names, name, tool.name)
    names.set(name, tool.name)
    return convert(tool, name, call, options)
  })
}

function convert(tool: McpTool, name: string, call: CallMcpTool, options: McpToolsOptions): Tool<string, JsonObject> {
  return defineTool<string, JsonSchema, unknown>({
    name,
    description: mcpDescription(tool, name, options.prefix ?? ''),
    input: tool.inputSchema,
    effect: effectOf(tool, options),
    timeoutMs: options.timeoutMs ?? 60_000,
    execute: async (input, { signal }) => fromMcpResult(await call({ name: tool.name, arguments: input }, signal)),
  })
}

/** The server's word counts where it is trusted: one that lies could have a payment made twice. */
function effectOf({ name, annotations = {} }: McpTool, { effects = {}, trusted = false }: McpToolsOptions): Effect {
  const said = Object.hasOwn(effects, name) ? effects[name] : undefined
  if (said !== undefined || !trusted) return said ?? 'once'
  if (annotations.readOnlyHint === true) return 'none'
  return annotations.idempotentHint === true ? 'idempotent' : 'once'
}

function checkSource(source: unknown): void {
  const { tools, listTools, callTool } = (typeof source === 'object' && source !== null ? source : {}) as {
    readonly tools?: unknown
    readonly listTools?: unknown
    readonly callTool?: unknown
  }
  const isList = Array.isArray(tools)
  if (typeof callTool === 'function' && (isList || typeof listTools === 'function')) return
  const what =
    typeof tools === 'function'
      ? 'a client of another kind. Take what its tools() gives over with fromAiSdkTools'
      : isList
        ? 'a list of tools without a "callTool" function'
        : shown(source)
  throw invalid(`fromMcpTools takes a connected client of the MCP SDK, or { tools, callTool }, and was given ${what}`)
}

function checkTool(tool: unknown): void {
  if (!isRecord(tool) || typeof tool['name'] !== 'string' || tool['name'] === '')
    throw invalid(`fromMcpTools: the server lists ${shown(tool)} that has no "name" and is no tool`)
  if (!isRecord(tool['inputSchema']))
    throw new ToolError(
      'TOOL_SCHEMA_INVALID',
      `MCP tool "${tool['name']}": "inputSchema" must be a JSON Schema, not ${shown(tool['inputSchema'])}.`,
      { details: { tool: tool['name'] } },
    )
}

const optionNames = { trusted: true, effects: true, prefix: true, only: true, timeoutMs: true, signal: true } as const

function checkOptions(options: McpToolsOptions): void {
  if (!isRecord(options)) throw invalid(`fromMcpTools: the options must be an object, not ${shown(options)}`)
  const { trusted, effects = {}, prefix, only, timeoutMs } = options
  const unknown = unknownOption(options, optionNames)
  if (unknown !== undefined) throw invalid(`fromMcpTools: ${unknown}`)
  if (trusted !== undefined && typeof trusted !== 'boolean') throw wrong('trusted', 'true or false', trusted)
  if (prefix !== undefined && !(typeof prefix === 'string' && /^[a-zA-Z0-9_-]{0,32}$/.test(prefix)))
    throw wrong('prefix', 'at most 32 letters, digits, "_" or "-"', prefix)
  if (only !== undefined && !(Array.isArray(only) && only.every((name) => typeof name === 'string')))
    throw wrong('only', 'a list of names', only)
  if (timeoutMs !== undefined && !(typeof timeoutMs === 'number' && timeoutMs > 0 && Number.isFinite(timeoutMs)))
    throw wrong('timeoutMs', 'a number of milliseconds above 0', timeoutMs)
  if (!isRecord(effects)) throw wrong('effects', 'an object by tool', effects)
  for (const [name, effect] of Object.entries(effects)) {
    if (!isEffect(effect)) throw wrong(`effects.${name}`, `one of ${knownEffects.join(', ')}`, effect)
  }
}

function checkNames(option: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return
  const meant = nearest(unknown, known)
  const hint =
    meant === undefined
      ? `The server has ${known.length === 0 ? 'no tools' : known.map((name) => `"${name}"`).join(', ')}`
      : `Did you mean "${meant}"?`
  throw invalid(`fromMcpTools: ${option} names "${unknown}", which the server does not have. ${hint}`)
}

function wrong(option: string, wanted: string, given: unknown): ToolError {
  return invalid(`fromMcpTools: ${option} must be ${wanted}, not ${shown(given)}`)
}

function invalid(problem: string): ToolError {
  return new ToolError('TOOL_OPTIONS_INVALID', /[.?]$/.test(problem) ? problem : `${problem}.`)
}
