import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool } from '../../model.ts'
import type { ServerTraits } from '../server-traits.ts'
import type { RequestRemarks } from './request-remarks.ts'
import type { Strictness } from './strictness.ts'

type WireTool = Readonly<Record<string, unknown>>

/** What the tools of a request must know of it. */
interface ToolSurroundings {
  readonly traits: ServerTraits
  readonly strictness: Strictness
  readonly remarks: RequestRemarks
}

/** The tools of a request; nothing where there are none, as servers refuse an empty list. */
export function convertTools(
  tools: LanguageModelV4CallOptions['tools'],
  surroundings: ToolSurroundings,
): readonly WireTool[] | undefined {
  if (tools === undefined || tools.length === 0) return undefined
  return tools.flatMap((tool) => {
    if (tool.type === 'function') return [convertTool(tool, surroundings)]
    surroundings.remarks.unsupported(`provider-defined tool ${tool.id}`)
    return []
  })
}

function convertTool(tool: LanguageModelV4FunctionTool, surroundings: ToolSurroundings): WireTool {
  const { name, description, inputSchema } = tool
  const strict = strictOf(tool, surroundings)
  return {
    type: 'function',
    function: {
      name,
      description,
      parameters: inputSchema,
      strict,
    },
  }
}

/** Said only where somebody asked, to a server that knows the word. */
function strictOf(
  { name, strict, inputSchema }: LanguageModelV4FunctionTool,
  { traits: { strictTools }, strictness, remarks }: ToolSurroundings,
): boolean | undefined {
  if (strict !== true) return strictTools === true ? strict : undefined
  const problem = strictTools === true ? strictness(inputSchema) : 'the server is not known to take it'
  if (problem === undefined) return true
  remarks.note(`The input of tool "${name}" is not decoded strictly: ${problem}.`)
  return undefined
}

/** Which tool must be called, on the wire. */
export function convertToolChoice(choice: LanguageModelV4CallOptions['toolChoice']): unknown {
  if (choice === undefined) return undefined
  return choice.type === 'tool' ? { type: 'function', function: { name: choice.toolName } } : choice.type
}
