import type { ModelSettings, ToolChoice } from '../../models/model-settings.ts'
import type { ReactRoleConfig } from './react-role.ts'

/** The settings of a model, as a configuration gives them. */
export function modelSettings(config: ReactRoleConfig): ModelSettings {
  const { toolChoice } = config
  return {
    temperature: config.temperature,
    maxOutputTokens: config.maxTokens,
    topP: config.topP,
    topK: config.topK,
    presencePenalty: config.presencePenalty,
    frequencyPenalty: config.frequencyPenalty,
    stopSequences: config.stopSequences,
    seed: config.seed,
    reasoning: config.reasoning,
    toolChoice: toolChoice === undefined ? undefined : choiceOf(toolChoice),
    parallelToolCalls: config.parallelToolCalls,
    providerOptions: config.providerOptions,
    headers: config.headers,
  }
}

function choiceOf(text: string): ToolChoice {
  return text === 'auto' || text === 'none' || text === 'required' ? text : { tool: text }
}
