import type { LanguageModelV4CallOptions, LanguageModelV4Message } from '../model.ts'

type AssistantMessage = Extract<LanguageModelV4Message, { role: 'assistant' }>
type Part = AssistantMessage['content'][number]
type ToolPart = Extract<Part, { type: 'tool-call' | 'tool-result' }>

/**
 * A request without what another provider's own tools did. Such calls and results have the forms of who ran them: another
 * one takes them for calls of its own that nobody answered, or refuses them. Nearly always given back as it is.
 */
export function withoutForeignTools<Options extends LanguageModelV4CallOptions>(
  options: Options,
  provider: string,
): Options {
  if (!options.prompt.some(hasProviderTools)) return options
  const family = familyOf(provider)
  const own = new Set(
    (options.tools ?? []).flatMap((tool) =>
      tool.type === 'provider' && tool.id.startsWith(`${family}.`) ? [tool.name] : [],
    ),
  )
  const isForeign = (part: Part): boolean =>
    isProviderTool(part) && !own.has(part.toolName) && part.providerOptions?.[family] === undefined
  const hasForeign = (message: LanguageModelV4Message): message is AssistantMessage =>
    message.role === 'assistant' && message.content.some(isForeign)
  if (!options.prompt.some(hasForeign)) return options
  const prompt = options.prompt.map((message) => (hasForeign(message) ? without(message, isForeign) : message))
  return { ...options, prompt }
}

/** How a provider's tools begin: `openai` for `openai.responses`. */
function familyOf(provider: string): string {
  return provider.split('.')[0] ?? provider
}

function hasProviderTools(message: LanguageModelV4Message): boolean {
  return message.role === 'assistant' && message.content.some(isProviderTool)
}

/** True for calls of tools that a provider ran, and for their results: those of tools of ours stand in turns of their own. */
function isProviderTool(part: Part): part is ToolPart {
  return part.type === 'tool-result' || (part.type === 'tool-call' && part.providerExecuted === true)
}

function without(message: AssistantMessage, isForeign: (part: Part) => boolean): AssistantMessage {
  const content = message.content.filter((part) => !isForeign(part))
  // A turn must say something.
  return { ...message, content: content.length > 0 ? content : [{ type: 'text', text: '(A tool was used here.)' }] }
}
