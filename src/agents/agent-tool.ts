import { asWritten } from '../schema/as-written.ts'
import type { AnySchema, InferSchema } from '../schema/json-schema.ts'
import { defineTool } from '../tools/define-tool.ts'
import type { Tool } from '../tools/tool.ts'
import type { JsonObject } from '../util/json/json.ts'
import type { Agent } from './agent.ts'
import { callsAgent } from './called-agent.ts'

/** How an agent is offered as a tool. */
export interface AgentToolOptions {
  /** Defaults to the agent's name. */
  readonly name?: string
  /** Defaults to the agent's description. */
  readonly description?: string
}

const textInput: AnySchema = {
  type: 'object',
  properties: { input: { type: 'string', description: 'What the agent is asked.' } },
  required: ['input'],
  additionalProperties: false,
}

/**
 * Offers an agent to another agent's model as a tool. The model's arguments are the agent's input, by its input schema,
 * or `{ input: text }` for an agent that takes text. The call is a step of the same run.
 */
export function agentTool<Name extends string, Input, Output, Context>(
  agent: Agent<Name, Input, Output, Context>,
  options: AgentToolOptions = {},
): Tool<string, InferSchema<AnySchema, JsonObject>, Output, Context> {
  const tool = defineTool<string, AnySchema, Output, Context>({
    name: options.name ?? agent.name,
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
