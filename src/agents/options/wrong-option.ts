import { commonChecks } from './check-options.ts'
import type { ModelSettings } from '../../models/model-settings.ts'
import { wrongPolicy } from '../../models/middleware/wrong-policy.ts'
import { wrongSettings } from '../../models/settings/wrong-settings.ts'
import { asTool, type GivenTool } from '../../tools/provider-tool.ts'
import { wrongResultLimit } from '../../tools/result-limit.ts'
import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { shown } from '../../util/text/shown.ts'
import {
  callable,
  count,
  text,
  texts,
  time,
  wholeNumber,
  wrongGroup,
  wrongValue,
  wrongWord,
  type OptionChecks,
} from '../../util/options/wrong-value.ts'
import type { ContextWindowOptions, WindowStrategy } from '../../loop/context/context-window.ts'
import type { LoopDetection } from '../../loop/stuck/stuck-loop.ts'

/** The options whose values are looked at, of whatever type they really are. */
interface CheckedOptions {
  readonly model: unknown
  readonly tools?: unknown
  readonly settings?: unknown
  readonly resilience?: unknown
  readonly maxResultChars?: unknown
  readonly prepareIteration?: unknown
  readonly contextWindow?: unknown
  readonly loopDetection?: unknown
}

const checks: OptionChecks = {
  instructions: (value) => text(value) && callable(value) && 'a text, or a function that gives one',
  maxIterations: count,
  maxRepairs: wholeNumber,
  outputMode: (value) => wrongWord(value, ['auto', 'native', 'tool', 'prompt']),
  toolMode: (value) => wrongWord(value, ['auto', 'native', 'text']),
  stopWhen: (value) =>
    typeof value === 'function' || (Array.isArray(value) && value.every((each) => typeof each === 'function'))
      ? undefined
      : 'a function such as hasToolCall("refund"), or a list of them',
  toolTimeoutMs: time,
  abortGraceMs: time,
  prepareIteration: callable,
}

const strategies: Readonly<Record<WindowStrategy, true>> = {
  'evict-tool-results': true,
  sliding: true,
  summarise: true,
  pin: true,
  none: true,
}

const windowChecks: OptionChecks<keyof ContextWindowOptions> = {
  strategy: (value) => {
    const wrong = [value].flat().find((each) => wrongWord(each, Object.keys(strategies)) !== undefined)
    return wrong === undefined ? undefined : `${wrongWord(wrong, Object.keys(strategies))}, or a list of them`
  },
  maxTokens: count,
  reserveTokens: wholeNumber,
  keepLast: wholeNumber,
  pin: (value) => texts(value) && callable(value) && 'a list of names of tools, or a function',
  countTokens: callable,
}

// Infinity says in numbers that it is never done.
const patience = (value: unknown): string | undefined => (value === Infinity ? undefined : count(value))

const detectionChecks: OptionChecks<keyof LoopDetection> = {
  warnAfter: patience,
  stopAfter: patience,
  pollStopAfter: patience,
}

/** What is wrong with the options of an agent that has a model, in a sentence; nothing where they make sense. */
export function wrongOption(options: CheckedOptions): string | undefined {
  const { model, tools = [], settings, resilience } = options
  if (!isModel(model))
    return `model must be a name such as "openai:gpt-4o" or a model of the AI SDK, not ${shown(model)}.`
  if (typeof tools !== 'function' && !Array.isArray(tools)) return `tools must be a list of tools, not ${shown(tools)}.`
  const problem =
    wrongValue(options, commonChecks) ??
    wrongValue(options, checks) ??
    wrongResultLimit(options.maxResultChars) ??
    wrongWindow(options.contextWindow) ??
    wrongDetection(options.loopDetection) ??
    wrongSettings(settings) ??
    wrongPolicy(resilience)
  if (problem !== undefined || typeof tools === 'function' || options.prepareIteration !== undefined) return problem
  // Settings and tools were looked at above.
  return wrongChoice((settings as ModelSettings | undefined)?.toolChoice, tools as readonly GivenTool[])
}

/** What is wrong with what the functions of an agent gave for a run; nothing where it makes sense. */
export function wrongStart({ model, tools, instructions }: Readonly<Record<string, unknown>>): string | undefined {
  if (instructions !== undefined && typeof instructions !== 'string')
    return `its function for instructions must give a text, not ${shown(instructions)}.`
  if (tools !== undefined && !Array.isArray(tools))
    return `its function for tools must give a list of tools, not ${shown(tools)}.`
  if (typeof model === 'function' || !isModel(model))
    return `its function for the model must give a name such as "openai:gpt-4o" or a model of the AI SDK, not ${shown(model)}.`
  return undefined
}

function wrongWindow(options: unknown): string | undefined {
  return options === undefined ? undefined : wrongGroup('contextWindow', options, windowChecks)
}

function wrongDetection(options: unknown): string | undefined {
  if (options === undefined || options === false) return undefined
  if (!isRecord(options)) return `loopDetection must be false, or an object, not ${shown(options)}.`
  return wrongGroup('loopDetection', options, detectionChecks)
}

function isModel(model: unknown): boolean {
  if (typeof model === 'string' || typeof model === 'function') return true
  return typeof model === 'object' && model !== null && 'specificationVersion' in model
}

/** A choice that no request could keep to. Where tools depend on the run, that is seen in the run. */
function wrongChoice(choice: ModelSettings['toolChoice'], tools: readonly GivenTool[]): string | undefined {
  if (choice === undefined || choice === 'auto' || choice === 'none') return undefined
  if (tools.length === 0)
    return `settings: toolChoice asks for ${typeof choice === 'string' ? 'a tool' : `the tool "${choice.tool}"`}, and the agent has none.`
  if (choice === 'required') return undefined
  const names = tools.map((tool) => asTool(tool).name)
  if (names.includes(choice.tool)) return undefined
  const meant = nearest(choice.tool, names)
  const hint =
    meant === undefined ? `Its tools: ${names.map((name) => `"${name}"`).join(', ')}.` : `Did you mean "${meant}"?`
  return `settings: toolChoice asks for the tool "${choice.tool}", which the agent has not. ${hint}`
}
