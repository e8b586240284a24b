import type { LanguageModelV4Message } from '../../model.ts'
import type { PromptContext } from './prompt-context.ts'

type ProviderOptions = LanguageModelV4Message['providerOptions']
type Extras = Readonly<Record<string, unknown>>

// What is told of parts in the history, and read elsewhere.
const ours: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'reasoningDetails',
  'reasoningKey',
  'thoughtSignature',
  'imageDetail',
])

const wireNames: Readonly<Record<string, string>> = {
  cacheControl: 'cache_control',
  promptCacheBreakpoint: 'prompt_cache_breakpoint',
  name: 'name',
}

/** Fields that the caller put on a message or a part for this provider; nothing where there are none. */
export function extrasOf(options: ProviderOptions, { keys }: PromptContext): Extras | undefined {
  if (options === undefined) return undefined
  const extras: Record<string, unknown> = {}
  for (const key of keys) {
    for (const [name, value] of Object.entries(options[key] ?? {})) {
      const wireName = Object.hasOwn(wireNames, name) ? wireNames[name] : undefined
      // OpenAI's key holds notes of its other APIs too.
      if (wireName === undefined && (key === 'openai' || ours.has(name))) continue
      extras[wireName ?? name] = value
    }
  }
  return Object.keys(extras).length === 0 ? undefined : extras
}
