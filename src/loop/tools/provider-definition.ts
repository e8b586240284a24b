import { AgentError } from '../../errors/agent-error.ts'
import type { LanguageModelV4FunctionTool, LanguageModelV4ProviderTool } from '../../models/model.ts'
import type { AnyTool, ProviderDefinition } from '../../tools/tool.ts'

/** A tool as models take it. */
export type ToolDefinition = LanguageModelV4FunctionTool | LanguageModelV4ProviderTool

/** Describes a tool to the provider that runs it. */
export function providerDefinition(name: string, { id, args }: ProviderDefinition): LanguageModelV4ProviderTool {
  return { type: 'provider', id, name, args: { ...args } }
}

/** The first tool that the provider runs, if there is one. */
export function providerToolIn(tools: Iterable<AnyTool>): AnyTool | undefined {
  return [...tools].find(({ provider }) => provider !== undefined)
}

/** The error of an agent that describes its tools in words and has one that only the provider knows. */
export function providerToolInText(agent: string, { name, provider }: AnyTool, model: string): AgentError {
  return new AgentError(
    'AGENT_OPTIONS_INVALID',
    `Agent "${agent}" has the tool "${name}" (${provider?.id}), which the provider runs, and asks model "${model}" for tools in its text. ` +
      'Such a tool needs a model that calls tools by itself: leave out toolMode, or choose another model.',
    { details: { agent, tool: name, model } },
  )
}
