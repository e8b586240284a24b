import type { Effect } from '../../runs/step.ts'

/** A tool as an MCP server lists it, as far as it is read here. */
export interface McpTool {
  readonly name: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  /** JSON Schema of the arguments. */
  readonly inputSchema: object
  /** What the server says of the tool; believed only of servers that are trusted. */
  readonly annotations?: McpAnnotations | undefined
}

/** What a server says of what a tool does. */
export interface McpAnnotations {
  readonly readOnlyHint?: boolean | undefined
  readonly idempotentHint?: boolean | undefined
}

/** One call of a tool of a server. */
export interface McpCall {
  readonly name: string
  readonly arguments: { [argument: string]: unknown }
}

/** A connected client of the MCP SDK, version 1 or 2, as far as it is used here. */
export interface McpClient {
  listTools(params?: { cursor?: string }, options?: { signal?: AbortSignal }): Promise<McpToolPage>
  callTool(params: McpCall, ...options: never[]): Promise<unknown>
  readonly tools?: undefined
}

/** One page of the list of a server's tools. */
export interface McpToolPage {
  readonly tools: readonly McpTool[]
  readonly nextCursor?: string | undefined
}

/** Tools that are known already, and how they are called. */
export interface McpToolList {
  readonly tools: readonly McpTool[]
  /** Makes one call and gives its result as MCP has it: `{ content, structuredContent, isError }`. */
  readonly callTool: (call: McpCall, options: { readonly signal: AbortSignal }) => unknown
  readonly listTools?: undefined
}

/** How tools of a server are taken over. */
export interface McpToolsOptions {
  /** True where the server's own word counts for what its tools do: `readOnlyHint` and `idempotentHint` set their effect. */
  readonly trusted?: boolean | undefined
  /** What may be repeated of single tools after a crash, by their names on the server; wins over what the server says. */
  readonly effects?: Readonly<Record<string, Effect>> | undefined
  /** Put before every name, such as `files_`, where tools of several servers meet. */
  readonly prefix?: string | undefined
  /** The names on the server of the tools that are wanted; all of them unless said otherwise. */
  readonly only?: readonly string[] | undefined
  /** Milliseconds for each call; 60,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined
  /** Gives up listing the tools. */
  readonly signal?: AbortSignal | undefined
}
