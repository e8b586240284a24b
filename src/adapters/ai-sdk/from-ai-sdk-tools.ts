import { ToolError } from '../../errors/tool-error.ts'
import { effects as knownEffects, isEffect } from '../../runs/step.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { providerTool } from '../../tools/provider-tool.ts'
import type { AnyTool } from '../../tools/tool.ts'
import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import { aiSdkSchema } from './ai-sdk-schema.ts'
import type { AiSdkTool, AiSdkTools, AiSdkToolsOptions, ToolsOf } from './ai-sdk-tool.ts'
import { aiSdkToolProblem } from './check-ai-sdk-tool.ts'
import { runAiSdkTool } from './run-ai-sdk-tool.ts'

/**
 * Takes over tools of the AI SDK (5 to 7): what `tool()`, `dynamicTool()` and the packages of providers made, by name. Each
 * keeps its schema and its code, which is given `toolCallId`, `abortSignal` and the context of the run.
 *
 * @example
 * const agent = defineAgent({
 *   name: 'forecaster',
 *   model: 'openai:gpt-4o',
 *   tools: fromAiSdkTools({ weather, book }, { effects: { weather: 'none' } }),
 * })
 *
 * @throws ToolError `TOOL_OPTIONS_INVALID` naming the tool that cannot be used and why, `TOOL_NAME_INVALID`,
 * `TOOL_SCHEMA_INVALID`.
 */
export function fromAiSdkTools<const Tools extends AiSdkTools>(
  tools: Tools,
  options: AiSdkToolsOptions<keyof Tools & string> = {},
): ToolsOf<Tools> {
  if (!isRecord(tools))
    throw invalid(`fromAiSdkTools takes an object of tools by name, as generateText does, not ${shown(tools)}`)
  checkOptions(options, Object.keys(tools))
  // Each has the name, the input and the output that the types give it.
  return Object.entries(tools).map(([name, tool]) => convert(name, tool, options)) as unknown as ToolsOf<Tools>
}

function convert(name: string, tool: AiSdkTool, options: AiSdkToolsOptions): AnyTool {
  if (!isRecord(tool)) throw invalid(`Tool "${name}": it is ${shown(tool)} and no tool; make one with tool()`)
  const { type, id, args = {}, isProviderExecuted, execute }: AiSdkTool = tool
  if (type === 'provider' || type === 'provider-defined') {
    if (isProviderExecuted === false || typeof execute === 'function')
      throw invalid(
        `Tool "${name}": the provider defines it and leaves it to you to run it, which is not supported; use tool()`,
      )
    // The id is checked there.
    return providerTool({ id: id as `${string}.${string}`, name, args })
  }
  const problem = aiSdkToolProblem({ ...tool })
  if (problem !== undefined) throw invalid(`Tool "${name}": ${problem}`)
  const { contextSchema, inputSchema } = tool
  const usable = {
    name,
    tool,
    execute: execute as (input: unknown, options: object) => unknown,
    contextSchema: contextSchema === undefined ? undefined : aiSdkSchema(contextSchema),
    version: options.version ?? 7,
  }
  return defineTool({
    name,
    description: describe(tool),
    input: aiSdkSchema(inputSchema),
    effect: options.effects?.[name] ?? options.effect ?? 'once',
    execute: (input, context) => runAiSdkTool(usable, input, context),
  })
}

/** The description with the examples of input, which models are given in no other way. */
function describe({ description, inputExamples }: AiSdkTool): string {
  const text = typeof description === 'string' ? description : ''
  if (!Array.isArray(inputExamples) || inputExamples.length === 0) return text
  const examples = inputExamples.map((example) => JSON.stringify(isRecord(example) ? example['input'] : example))
  return [text, `Examples of its input:\n${examples.join('\n')}`].filter((part) => part !== '').join('\n\n')
}

const optionNames = { effect: true, effects: true, version: true } as const

function checkOptions(options: AiSdkToolsOptions, names: readonly string[]): void {
  const { effect, effects = {}, version } = options
  const unknown = unknownOption(options, optionNames)
  if (unknown !== undefined) throw invalid(`fromAiSdkTools: ${unknown}`)
  if (effect !== undefined && !isEffect(effect)) throw wrongEffect('effect', effect)
  if (!isRecord(effects)) throw invalid(`fromAiSdkTools: effects must be an object by tool, not ${shown(effects)}`)
  for (const [name, value] of Object.entries(effects)) {
    if (!names.includes(name)) throw invalid(`fromAiSdkTools: effects names "${name}", and ${whichTools(name, names)}`)
    if (value !== undefined && !isEffect(value)) throw wrongEffect(`effects.${name}`, value)
  }
  if (version !== undefined && ![5, 6, 7].includes(version))
    throw invalid(`fromAiSdkTools: version must be 5, 6 or 7, not ${shown(version)}`)
}

function whichTools(name: string, names: readonly string[]): string {
  const meant = nearest(name, names)
  return meant === undefined
    ? `the tools are ${names.map((known) => `"${known}"`).join(', ')}`
    : `there is no such tool; did you mean "${meant}"?`
}

function wrongEffect(place: string, value: unknown): ToolError {
  return invalid(`fromAiSdkTools: ${place} must be one of ${knownEffects.join(', ')}, not ${shown(value)}`)
}

function invalid(problem: string): ToolError {
  return new ToolError('TOOL_OPTIONS_INVALID', /[.?]$/.test(problem) ? problem : `${problem}.`)
}
