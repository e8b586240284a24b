import type { AnyTool } from '../tools/tool.ts'
import type { AnyAgent } from './agent.ts'

const key: unique symbol = Symbol('aixgo.called-agent') as never

/** Notes which agent a tool calls. Copies of the tool, such as one with another time limit, keep it. */
export function callsAgent<Noted extends AnyTool>(tool: Noted, agent: AnyAgent): Noted {
  return { ...tool, [key]: agent }
}

/** The agent that a tool calls, where it is one that `agentTool` made. */
export function calledAgent(tool: AnyTool): AnyAgent | undefined {
  return (tool as { readonly [key]?: AnyAgent | undefined })[key]
}
