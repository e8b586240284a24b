import { ToolError } from '../../errors/tool-error.ts'
import type { McpTool } from './mcp-tool.ts'

const longest = 64

/**
 * What a tool of a server is called here: servers may use characters that providers of models refuse, which become `_`,
 * and names that are too long for them, whose end is kept.
 */
export function mcpToolName(name: string, prefix: string): string {
  const usable = name.replace(/[^a-zA-Z0-9_-]/g, '_')
  return prefix + usable.slice(-Math.max(1, longest - prefix.length))
}

/**
 * What a model is told of a tool. Where it has another name here, also the one on the server, which other descriptions of
 * that server may use.
 */
export function mcpDescription(tool: McpTool, name: string, prefix: string): string {
  const text = tool.description ?? tool.title ?? ''
  if (name === prefix + tool.name) return text
  return [text, `The server calls this tool "${tool.name}".`].filter((part) => part !== '').join('\n')
}

/** @throws ToolError `TOOL_DUPLICATE` where two tools of a server would have one name here. */
export function assertUnique(names: ReadonlyMap<string, string>, name: string, onServer: string): void {
  const other = names.get(name)
  if (other === undefined) return
  throw new ToolError(
    'TOOL_DUPLICATE',
    other === onServer
      ? `The MCP server lists the tool "${onServer}" twice. Take one of them with "only", and tell whoever runs the server.`
      : `The MCP tools "${other}" and "${onServer}" would both be called "${name}", because providers take letters, digits, ` +
          '"_" and "-" only. Leave one of them out with "only".',
    { details: { tool: name } },
  )
}
