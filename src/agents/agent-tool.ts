import { AgentError } from '../errors/agent-error.ts'
import { assertRunnable } from '../runs/implementation.ts'
import { asWritten } from '../schema/as-written.ts'
import type { AnySchema, InferOutput } from '../schema/json-schema.ts'
import { defineTool } from '../tools/define-tool.ts'
import type { Tool } from '../tools/tool.ts'
import type { JsonObject } from '../util/json/json.ts'
import { text, wrongGroup, type OptionChecks } from '../util/options/wrong-value.ts'
import type { Agent } from './agent.ts'
import { callsAgent } from './called-agent.ts'

/** How an agent is offered as a tool. */
export interface AgentToolOptions<Name extends string = string> {
  /** Defaults to the agent's name. */
  readonly name?: Name | undefined
  /** Defaults to the agent's description. */
  readonly description?: string | undefined
}

const optionChecks: OptionChecks<keyof AgentToolOptions> = { name: text, description: text }

const textInput: AnySchema = {
  type: 'object',
  properties: { input: { type: 'string', description: 'What the agent is asked.' } },
  required: ['input'],
  additionalProperties: false,
}

/**
 * Offers an agent to another agent's model as a tool. The model's arguments are the agent's input, by its input schema,
 * or `{ input: text }` for an agent that takes text. The call is a step of the same run, and what the agent needs of a
 * context is asked of whoever runs the agent that gets the tool.
 */
export function agentTool<AgentName extends string, Input, Output, Context, const Name extends string = AgentName>(
  agent: Agent<AgentName, Input, Output, Context>,
  options: AgentToolOptions<Name> = {},
): Tool<NoInfer<Name>, InferOutput<AnySchema, JsonObject>, Output, Context> {
  assertRunnable(agent, 'agentTool')
  const problem = wrongGroup(`agentTool("${agent.name}")`, options, optionChecks)
  if (problem !== undefined) throw new AgentError('AGENT_OPTIONS_INVALID', problem)
  const tool = defineTool<Name, AnySchema, Output, Context>({
    // Without a name of its own it has that of the agent, and so its type.
    name: options.name ?? (agent.name as string as Name),
    description: options.description ?? agent.description ?? `Ask the agent "${agent.name}".`,
    // The agent checks its input itself, and what its schema makes of it would not pass again.
    input: agent.inputSchema === undefined ? textInput : asWritten(agent.inputSchema),
    // The agent's own steps are recorded one by one, so calling it again after a crash repeats none of them.
    effect: 'none',
    execute: (input, context) =>
      // The schema that vouched for the input is the agent's own, or the one above.
      context.call(agent, (agent.inputSchema === undefined ? (input as { input: string }).input : input) as Input),
  })
  return callsAgent(tool, agent)
}
