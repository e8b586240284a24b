import { AgentError } from '../errors/agent-error.ts'
import { ToolError } from '../errors/tool-error.ts'
import { modelName, type ModelReference } from '../models/model.ts'
import type { ModelSettings } from '../models/model-settings.ts'
import { profileOf } from '../models/profiles/profile-of.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import type { AnyTool } from '../tools/tool.ts'
import { planWindow, type ContextWindowOptions, type WindowPlan } from './context/context-window.ts'
import { chooseModes, type OutputMode, type ToolMode } from './output/output-mode.ts'
import type { OutputPlan } from './output/output-attempts.ts'
import { finalOutputTool } from './reserved-names.ts'
import { toolDefinition } from './tools/tool-input.ts'
import { providerToolIn, providerToolInText, type ToolDefinition } from './tools/provider-definition.ts'

/** What requests are planned from. */
export interface RequestPlanOptions {
  readonly agent: string
  readonly model: ModelReference
  readonly settings: ModelSettings
  readonly tools: readonly AnyTool[]
  readonly output: AnySchema | undefined
  readonly outputMode: 'auto' | OutputMode
  readonly toolMode: 'auto' | ToolMode
  readonly contextWindow: ContextWindowOptions
}

/** What the requests of an agent have in common, as long as its model and its tools stay the same. */
export interface RequestPlan {
  readonly model: ModelReference
  readonly settings: ModelSettings
  readonly tools: ReadonlyMap<string, AnyTool>
  /** The tools as models take them; made for the first request. */
  readonly toolDefinitions: () => Promise<readonly ToolDefinition[]>
  readonly toolMode: ToolMode
  /** False where the model's provider refuses a choice of tools that is forced. */
  readonly canForceTools: boolean
  readonly output: OutputPlan | undefined
  /** Tokens that prompt and answer may have together, where that is known. */
  readonly maxTokens: number | undefined
  /** How the conversation is kept within the model's window; undefined where the window is not known or not kept. */
  readonly window: WindowPlan | undefined
}

/**
 * Plans requests to a model.
 * @throws ToolError `TOOL_DUPLICATE`, AgentError `AGENT_OPTIONS_INVALID` for a tool that has the name of the one that gives
 * the output, or that the provider runs where tools are blocks in the text.
 */
export function planRequests(options: RequestPlanOptions): RequestPlan {
  const { agent, output, model, settings } = options
  const tools = toolsByName(agent, options.tools)
  if (output !== undefined && tools.has(finalOutputTool)) throw reservedName(agent)
  const { abilities, window } = profileOf(modelName(model))
  const { outputMode, toolMode } = chooseModes({
    outputMode: options.outputMode,
    toolMode: options.toolMode,
    abilities,
    hasTools: tools.size > 0,
  })
  const inText = toolMode === 'text' ? providerToolIn(tools.values()) : undefined
  if (inText !== undefined) throw providerToolInText(agent, inText, modelName(model))
  let definitions: Promise<readonly ToolDefinition[]> | undefined
  return {
    model,
    settings,
    tools,
    toolDefinitions: () =>
      (definitions ??= Promise.all(Array.from(tools.values(), (tool) => toolDefinition(agent, tool)))),
    toolMode,
    canForceTools: abilities.forcedTools,
    output: output === undefined ? undefined : { agent, schema: output, mode: outputMode },
    maxTokens: options.contextWindow.maxTokens ?? window,
    window: planWindow(options.contextWindow, { window, maxOutputTokens: settings.maxOutputTokens }),
  }
}

function toolsByName(agent: string, tools: readonly AnyTool[]): ReadonlyMap<string, AnyTool> {
  const byName = new Map<string, AnyTool>()
  for (const tool of tools) {
    if (byName.has(tool.name)) {
      throw new ToolError(
        'TOOL_DUPLICATE',
        `Agent "${agent}" has two tools named "${tool.name}". Rename one of them.`,
        { details: { agent, tool: tool.name } },
      )
    }
    byName.set(tool.name, tool)
  }
  return byName
}

function reservedName(agent: string): AgentError {
  return new AgentError(
    'AGENT_OPTIONS_INVALID',
    `Agent "${agent}" has an output schema and a tool named "${finalOutputTool}", which is the name of the tool that gives the output. Rename yours.`,
    { details: { agent, tool: finalOutputTool } },
  )
}
