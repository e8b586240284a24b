import type { LanguageModelV4CallOptions } from '../../models/model.ts'
import type { ModelSettings, ToolChoice } from '../../models/model-settings.ts'
import type { JsonObject } from '../../util/json/json.ts'
import { defined } from '../../util/options/defined.ts'

/** What a model is asked, without the signal: that comes from the step. */
export type ModelRequest = Omit<LanguageModelV4CallOptions, 'abortSignal'>

/** The settings that are set, as models take them; without the choice of tools, which depends on the request. */
export function definedSettings(settings: ModelSettings): Partial<ModelRequest> {
  let known = settingsOf.get(settings)
  if (known === undefined) settingsOf.set(settings, (known = define(settings)))
  return known
}

const settingsOf = /* @__PURE__ */ new WeakMap<ModelSettings, Partial<ModelRequest>>()

function define({ toolChoice: _choice, ...settings }: ModelSettings): Partial<ModelRequest> {
  const { stopSequences, reasoning, parallelToolCalls: _parallel, providerOptions, headers, ...rest } = settings
  const own = ownSettings(settings)
  return defined({
    ...rest,
    stopSequences: stopSequences && [...stopSequences],
    reasoning: typeof reasoning === 'string' ? reasoning : undefined,
    headers: headers && { ...headers },
    providerOptions: providerOptions === undefined && own === undefined ? undefined : { ...providerOptions, ...own },
  })
}

// What the AI SDK's interface has no word for; each provider says it in its own way (`Provider.settingWords`).
function ownSettings({ parallelToolCalls, reasoning }: ModelSettings): { readonly aixgo: JsonObject } | undefined {
  const budget = typeof reasoning === 'object' ? reasoning.budgetTokens : undefined
  if (parallelToolCalls === undefined && budget === undefined) return undefined
  return { aixgo: defined({ parallelToolCalls, reasoningBudgetTokens: budget }) }
}

/** A choice of tools as models take it. */
export function toolChoiceOf(choice: ToolChoice): NonNullable<ModelRequest['toolChoice']> {
  return typeof choice === 'string' ? { type: choice } : { type: 'tool', toolName: choice.tool }
}
