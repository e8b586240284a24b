import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool, LanguageModelV4Message } from '../model.ts'
import { geminiSchema } from './gemini-schema.ts'
import { defined } from '../../util/options/defined.ts'

type Tools = NonNullable<LanguageModelV4CallOptions['tools']>

const mark = '_n_'

/** The name of a tool as Gemini takes it: it begins with a letter or an underscore. */
function geminiName(name: string): string {
  return /^[a-zA-Z_]/.test(name) ? name : `${mark}${name}`
}

function isMarked(name: string): boolean {
  return /^_n_[^a-zA-Z_]/.test(name)
}

function ownName(name: string): string {
  return isMarked(name) ? name.slice(mark.length) : name
}

/** Tools with names and schemas that Gemini takes. */
export function geminiTools(tools: Tools): Tools {
  return tools.map((tool) => (tool.type === 'function' ? geminiTool(tool) : tool))
}

function geminiTool(tool: LanguageModelV4FunctionTool): LanguageModelV4FunctionTool {
  return { ...tool, name: geminiName(tool.name), inputSchema: geminiSchema(tool.inputSchema) }
}

interface Named {
  readonly prompt: LanguageModelV4CallOptions['prompt']
  readonly toolChoice: LanguageModelV4CallOptions['toolChoice'] | undefined
}

/** Names of tools on their way to Gemini and back. */
export const toolNames = {
  to({ prompt, toolChoice }: Named): Pick<LanguageModelV4CallOptions, 'prompt' | 'toolChoice'> {
    const choice =
      toolChoice?.type === 'tool' ? { ...toolChoice, toolName: geminiName(toolChoice.toolName) } : toolChoice
    return defined({ prompt: prompt.map(withNames), toolChoice: choice })
  },
  from<Part extends { readonly type: string }>(part: Part): Part {
    if (part.type !== 'tool-call' && part.type !== 'tool-input-start') return part
    // Both have the name of a tool.
    const { toolName } = part as Part & { readonly toolName: string }
    return isMarked(toolName) ? { ...part, toolName: ownName(toolName) } : part
  },
}

function withNames(message: LanguageModelV4Message): LanguageModelV4Message {
  if (message.role !== 'assistant' && message.role !== 'tool') return message
  const isOdd = (part: { readonly toolName?: string | undefined }): boolean =>
    part.toolName !== undefined && geminiName(part.toolName) !== part.toolName
  if (!message.content.some(isOdd)) return message
  // Each part stays what it is, so the message does too.
  return {
    ...message,
    content: message.content.map((part) =>
      'toolName' in part ? { ...part, toolName: geminiName(part.toolName) } : part,
    ),
  } as LanguageModelV4Message
}
