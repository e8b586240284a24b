import type { LanguageModelV4CallOptions } from '../../models/model.ts'
import type { ModelSettings, ToolChoice } from '../../models/model-settings.ts'
import type { JsonObject } from '../../util/json/json.ts'

/** What a model is asked, without the signal: that comes from the step. */
export type ModelRequest = Omit<LanguageModelV4CallOptions, 'abortSignal'>

/** The settings that are set, as models take them; without the choice of tools, which depends on the request. */
export function definedSettings(settings: ModelSettings): Partial<ModelRequest> {
  let defined = settingsOf.get(settings)
  if (defined === undefined) settingsOf.set(settings, (defined = define(settings)))
  return defined
}

const settingsOf = /* @__PURE__ */ new WeakMap<ModelSettings, Partial<ModelRequest>>()

function define({ toolChoice: _choice, ...settings }: ModelSettings): Partial<ModelRequest> {
  const { stopSequences, reasoning, parallelToolCalls: _parallel, providerOptions, headers, ...rest } = settings
  const plain = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const own = ownSettings(settings)
  return {
    ...plain,
    ...(stopSequences === undefined ? {} : { stopSequences: [...stopSequences] }),
    ...(typeof reasoning === 'string' ? { reasoning } : {}),
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    ...(providerOptions === undefined && own === undefined ? {} : { providerOptions: { ...providerOptions, ...own } }),
  }
}

// What the AI SDK's interface has no word for; each provider says it in its own way (`Provider.settingWords`).
function ownSettings({ parallelToolCalls, reasoning }: ModelSettings): { readonly aixgo: JsonObject } | undefined {
  const budget = typeof reasoning === 'object' ? reasoning.budgetTokens : undefined
  if (parallelToolCalls === undefined && budget === undefined) return undefined
  return {
    aixgo: {
      ...(parallelToolCalls === undefined ? {} : { parallelToolCalls }),
      ...(budget === undefined ? {} : { reasoningBudgetTokens: budget }),
    },
  }
}

/** A choice of tools as models take it. */
export function toolChoiceOf(choice: ToolChoice): NonNullable<ModelRequest['toolChoice']> {
  return typeof choice === 'string' ? { type: choice } : { type: 'tool', toolName: choice.tool }
}
