import { AgentError } from '../../errors/agent-error.ts'
import type { RoleConfig } from '../../keys/role-config.ts'
import type { ModelSettings, ToolChoice } from '../../models/model-settings.ts'
import type { reactKeys } from './react-keys.ts'

/**
 * The settings of a model, as a configuration gives them.
 * @throws AgentError `AGENT_OPTIONS_INVALID` where reasoning is measured twice.
 */
export function modelSettings(config: RoleConfig<typeof reactKeys>): ModelSettings {
  const { toolChoice, reasoning } = config
  return {
    temperature: config.temperature,
    maxOutputTokens: config.maxTokens,
    topP: config.topP,
    topK: config.topK,
    presencePenalty: config.presencePenalty,
    frequencyPenalty: config.frequencyPenalty,
    stopSequences: config.stopSequences,
    seed: config.seed,
    reasoning: reasoning === undefined ? undefined : reasoningOf(config.name, reasoning),
    toolChoice: toolChoice === undefined ? undefined : choiceOf(toolChoice),
    parallelToolCalls: config.parallelToolCalls,
    providerOptions: config.providerOptions,
    headers: config.headers,
  }
}

function reasoningOf(
  agent: string,
  { effort, budgetTokens }: NonNullable<RoleConfig<typeof reactKeys>['reasoning']>,
): ModelSettings['reasoning'] {
  if (budgetTokens === undefined) return effort
  if (effort === undefined) return { budgetTokens }
  throw new AgentError(
    'AGENT_OPTIONS_INVALID',
    `Agent "${agent}": reasoning has an effort or a budget of tokens, not both.`,
    { details: { agent } },
  )
}

function choiceOf(text: string): ToolChoice {
  return text === 'auto' || text === 'none' || text === 'required' ? text : { tool: text }
}
