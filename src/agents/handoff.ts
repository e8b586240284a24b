import { AgentError } from '../errors/agent-error.ts'
import type { UserInput } from '../messages/conversation.ts'
import { defineTool } from '../tools/define-tool.ts'
import { handsOverTo } from '../tools/handoff-target.ts'
import type { Tool } from '../tools/tool.ts'
import { text, wrongGroup, type OptionChecks } from '../util/options/wrong-value.ts'
import { shown } from '../util/text/shown.ts'
import type { JsonObject } from '../util/json/json.ts'
import type { Agent, AnyAgent } from './agent.ts'
import { callsAgent } from './called-agent.ts'
import { isAgent } from './implementation.ts'

/** How a model is told of an agent that it can hand the conversation over to. */
export interface HandoffOptions<Name extends string = string> {
  /** Name of the tool; `transfer_to_` and the agent's name unless said otherwise. */
  readonly name?: Name | undefined
  /** When to hand over; the agent's description unless said otherwise. */
  readonly description?: string | undefined
}

const optionChecks: OptionChecks<keyof HandoffOptions> = { name: text, description: text }

/** A tool that hands the conversation over. The answer of the run is then that of the other agent. */
export interface Handoff<Name extends string, Output, Context> extends Tool<Name, JsonObject, string, Context> {
  /** Exists for the compiler only. */
  readonly '~handedOver'?: Output | undefined
}

/**
 * Lets an agent's model hand the conversation over to another agent, for good: the other agent gets all messages under its
 * own instructions, and its answer is the run's. (`agentTool` asks another agent and goes on with its answer.)
 *
 * @example
 * const triage = defineAgent({ name: 'triage', model, tools: [handoff(billing), handoff(support)] })
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID` for an agent with an input schema, which cannot take a conversation.
 */
export function handoff<
  const AgentName extends string,
  Output,
  Context,
  const Name extends string = `transfer_to_${AgentName}`,
>(
  agent: Agent<AgentName, UserInput, Output, Context>,
  options: HandoffOptions<Name> = {},
): Handoff<NoInfer<Name>, Output, Context> {
  checkTarget(agent)
  const problem = wrongGroup(`handoff("${agent.name}")`, options, optionChecks)
  if (problem !== undefined) throw new AgentError('AGENT_OPTIONS_INVALID', problem)
  const { name = `transfer_to_${agent.name}`, description = describe(agent) } = options
  const tool = defineTool({
    // The name is the one that was given, or the one that its default says.
    name: name as Name,
    description,
    input: {
      type: 'object',
      properties: { reason: { type: 'string', description: 'Why the other agent should go on.' } },
      additionalProperties: false,
    },
    // The other agent's own steps are recorded one by one.
    effect: 'none',
    execute: () => `The conversation goes on with "${agent.name}".`,
  })
  return callsAgent(handsOverTo(tool, agent), agent)
}

function describe({ name, description }: AnyAgent): string {
  const who = `Hands the conversation over to the agent "${name}", which answers in your place.`
  return description === undefined ? who : `${who} ${description}`
}

function checkTarget(agent: unknown): void {
  const problem = wrongTarget(agent)
  if (problem !== undefined) throw new AgentError('AGENT_OPTIONS_INVALID', `handoff: ${problem}`)
}

function wrongTarget(agent: unknown): string | undefined {
  if (!isAgent(agent)) return `it takes an agent, such as one from defineAgent, not ${shown(agent)}.`
  if (agent.inputSchema === undefined) return undefined
  return (
    `agent "${agent.name}" has an input schema, so it cannot take a conversation over. ` +
    'Leave the schema out, or offer the agent as a tool: agentTool(agent).'
  )
}
