import { AgentError } from '../../errors/agent-error.ts'
import type { RoleConfig } from '../../keys/role-config.ts'
import { configuredBudget } from '../configured-budget.ts'
import type { LoopDetection } from '../../loop/stuck/stuck-loop.ts'
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
  const agent = defineAgent({
    name: config.name,
    model: host.model,
    tools: [...host.tools, ...config.providerTools.map(configuredProviderTool)],
    // The type the original gives to what its react agents emit.
    messageType: 'analysis',
    settings: modelSettings(config),
    resilience: host.resilience,
    instructions: config.prompt,
    description: config.description,
    input: config.inputSchema,
    output: config.outputSchema,
    maxIterations: iterationLimit(config),
    maxResultChars: config.maxResultChars,
    budget: config.budget === undefined ? undefined : configuredBudget(config.budget),
    loopDetection: loopDetection(config),
    outputMode: config.outputMode,
    toolMode: config.toolMode,
    contextWindow: config.context,
  })
  return config.timeoutMs === undefined ? agent : withTimeLimit(agent, config.timeoutMs)
}

function configuredProviderTool({ id, name, args }: ReactRoleConfig['providerTools'][number]): AnyTool {
  return providerTool({
    // The schema of the key has checked its form.
    id: id as ProviderToolOptions['id'],
    name,
    args,
  })
}

function loopDetection({ loopDetection: keys = {} }: ReactRoleConfig): LoopDetection | false {
  const { enabled, ...limits } = keys
  return enabled === false ? false : limits
}

function iterationLimit({ maxIterations, guidedConfig }: ReactRoleConfig): number | undefined {
  const guided = guidedConfig?.enabled === true ? (guidedConfig.maxIterations ?? guidedIterations) : undefined
  if (maxIterations === undefined || guided === undefined) return maxIterations ?? guided
  return Math.min(maxIterations, guided)
}
