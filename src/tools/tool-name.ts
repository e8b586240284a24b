import { ToolError } from '../errors/tool-error.ts'

/** @throws ToolError `TOOL_NAME_INVALID` for a name that providers refuse. */
export function assertToolName(name: unknown): asserts name is string {
  // The common denominator of the providers: OpenAI and Anthropic take 64 characters of this set.
  if (typeof name === 'string' && /^[a-zA-Z0-9_-]{1,64}$/.test(name)) return
  throw new ToolError(
    'TOOL_NAME_INVALID',
    `Tool name "${String(name)}" is not usable. Use 1 to 64 letters, digits, "_" or "-".`,
    { details: { tool: String(name) } },
  )
}
