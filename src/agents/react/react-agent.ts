import { AgentError } from '../../errors/agent-error.ts'
import type { RoleConfig } from '../../keys/role-config.ts'
import { configuredBudget } from '../configured-budget.ts'
import type { ContextWindowOptions } from '../../loop/context/context-window.ts'
import { defineAgent } from '../define-agent.ts'
import { providerTool, type ProviderToolOptions } from '../../tools/provider-tool.ts'
import type { AnyTool } from '../../tools/tool.ts'
import type { AnyAgent } from '../agent.ts'
import type { RoleHost } from '../role.ts'
import { modelSettings } from './model-settings.ts'
import type { reactKeys } from './react-keys.ts'
import { withTimeLimit } from '../with-time-limit.ts'

/** An agent with the role `react`, as a configuration describes it. */
export type ReactRoleConfig = RoleConfig<typeof reactKeys>

/** The documented limit of the guided workflow, where it is enabled without one. */
const guidedIterations = 5

/** Makes an agent with the role `react`. */
export function configuredReactAgent(config: ReactRoleConfig, host: RoleHost): AnyAgent {
  if (host.model === undefined) {
    throw new AgentError(
      'AGENT_OPTIONS_INVALID',
      `Agent "${config.name}" has no model. Give it one: model: openai:gpt-4o`,
    )
  }
  const maxIterations = iterationLimit(config)
  const agent = defineAgent({
    name: config.name,
    model: host.model,
    tools: [...host.tools, ...config.providerTools.map(configuredProviderTool)],
    // The type the original gives to what its react agents emit.
    messageType: 'analysis',
    settings: modelSettings(config),
    ...(host.resilience === undefined ? {} : { resilience: host.resilience }),
    ...(config.prompt === undefined ? {} : { instructions: config.prompt }),
    ...(config.description === undefined ? {} : { description: config.description }),
    ...(config.inputSchema === undefined ? {} : { input: config.inputSchema }),
    ...(config.outputSchema === undefined ? {} : { output: config.outputSchema }),
    ...(maxIterations === undefined ? {} : { maxIterations }),
    ...(config.maxResultChars === undefined ? {} : { maxResultChars: config.maxResultChars }),
    ...(config.budget === undefined ? {} : { budget: configuredBudget(config.budget) }),
    loopDetection: config.loopDetection?.enabled === false ? false : (config.loopDetection ?? {}),
    ...(config.outputMode === undefined ? {} : { outputMode: config.outputMode }),
    ...(config.toolMode === undefined ? {} : { toolMode: config.toolMode }),
    ...(config.context === undefined ? {} : { contextWindow: contextWindow(config.context) }),
  })
  return config.timeoutMs === undefined ? agent : withTimeLimit(agent, config.timeoutMs)
}

function configuredProviderTool({ id, name, args }: ReactRoleConfig['providerTools'][number]): AnyTool {
  return providerTool({
    // The schema of the key has checked its form.
    id: id as ProviderToolOptions['id'],
    ...(name === undefined ? {} : { name }),
    ...(args === undefined ? {} : { args }),
  })
}

function contextWindow({ pin, ...keys }: NonNullable<ReactRoleConfig['context']>): ContextWindowOptions {
  const { strategy, maxTokens, reserveTokens, keepLast } = keys
  return {
    pin,
    ...(strategy === undefined ? {} : { strategy }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(reserveTokens === undefined ? {} : { reserveTokens }),
    ...(keepLast === undefined ? {} : { keepLast }),
  }
}

function iterationLimit({ maxIterations, guidedConfig }: ReactRoleConfig): number | undefined {
  const guided = guidedConfig?.enabled === true ? (guidedConfig.maxIterations ?? guidedIterations) : undefined
  if (maxIterations === undefined || guided === undefined) return maxIterations ?? guided
  return Math.min(maxIterations, guided)
}
