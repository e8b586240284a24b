import type { LanguageModelV4 } from '../../models/model.ts'
import type { ModelRequest } from './model-request.ts'

type Message = ModelRequest['prompt'][number]
type FunctionTool = Extract<NonNullable<ModelRequest['tools']>[number], { type: 'function' }>

const breakpoint = { anthropic: { cacheControl: { type: 'ephemeral' } } } as const

/**
 * Marks where Anthropic may cut a prompt for its cache: after the tools, after the standing instructions and, where
 * tools make further calls likely, after the last message, so that the next call reads all before it from the cache.
 * Requests for other providers, which find the stable beginning themselves, stay as they are.
 */
export function withCacheBreakpoints(request: ModelRequest, model: Pick<LanguageModelV4, 'provider'>): ModelRequest {
  if (!model.provider.startsWith('anthropic')) return request
  const { tools = [], prompt } = request
  const lastMessage = tools.length > 0 ? prompt.length - 1 : -1
  const lastSystem = prompt.findLastIndex(({ role }) => role === 'system')
  return {
    ...request,
    prompt: prompt.map((message, position) =>
      position === lastSystem || position === lastMessage ? marked(message) : message,
    ),
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map((tool, position) =>
            position === tools.length - 1 && tool.type === 'function' ? marked(tool) : tool,
          ),
        }),
  }
}

// What was set before wins: whoever set it knows more about the prompt.
function marked<Part extends Message | FunctionTool>(part: Part): Part {
  const { anthropic } = part.providerOptions ?? {}
  return { ...part, providerOptions: { ...part.providerOptions, anthropic: { ...breakpoint.anthropic, ...anthropic } } }
}
