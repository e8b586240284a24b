import { ToolError } from '../../errors/tool-error.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import type { McpClient, McpTool } from './mcp-tool.ts'

// A server that never comes to an end is broken; the largest that are known have some hundred tools.
const mostPages = 1000

/**
 * All tools of a server, page by page.
 * @throws ToolError `TOOL_OPTIONS_INVALID` for a list that is none or has no end.
 */
export async function listMcpTools(client: McpClient, signal: AbortSignal | undefined): Promise<readonly McpTool[]> {
  const options = signal === undefined ? undefined : { signal }
  const tools: McpTool[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const listed = await client.listTools(cursor === undefined ? undefined : { cursor }, options)
    if (!isRecord(listed) || !Array.isArray(listed['tools']))
      throw new ToolError(
        'TOOL_OPTIONS_INVALID',
        `listTools of the MCP client gave ${shown(listed)} and no { tools }. Pass a connected client of the MCP SDK.`,
      )
    tools.push(...listed.tools)
    if (listed.nextCursor === undefined || listed.nextCursor === cursor) return tools
    cursor = listed.nextCursor
  }
  throw new ToolError('TOOL_OPTIONS_INVALID', `The MCP server lists its tools on more than ${mostPages} pages.`)
}
