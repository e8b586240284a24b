import type { McpCall, McpClient, McpToolList } from './mcp-tool.ts'

/** Makes one call. Rejects with the signal's reason when it aborts. */
export type CallMcpTool = (call: McpCall, signal: AbortSignal) => Promise<unknown>

// The longest that a timer takes. Time limits are the run's business, which knows what may be repeated.
const timeout = 2 ** 31 - 1

/** How the tools of a client, or of a list, are called. */
export function callerOf(source: McpClient | McpToolList): CallMcpTool {
  const send = source.tools !== undefined ? listSender(source) : clientSender(source)
  return async (call, signal) => {
    signal.throwIfAborted()
    try {
      return await send(call, signal)
    } catch (error) {
      // The SDK rejects with an error of its own, from which nobody could tell that the call was given up.
      signal.throwIfAborted()
      throw error
    }
  }
}

function listSender(source: McpToolList): CallMcpTool {
  return async (call, signal) => source.callTool(call, { signal })
}

function clientSender(client: McpClient): CallMcpTool {
  // Version 1 takes a schema of the result before the options; its clients know nothing of eras of the protocol.
  const isFirst = !('getProtocolEra' in client)
  return (call, signal) => {
    const options = { signal, timeout }
    const rest = isFirst ? [undefined, options] : [options]
    // The types say what both versions have in common.
    return client.callTool(call, ...(rest as never[]))
  }
}
