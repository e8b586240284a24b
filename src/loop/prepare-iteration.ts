import { AgentError } from '../errors/agent-error.ts'
import type { LanguageModelV4Message, ModelReference } from '../models/model.ts'
import type { ModelSettings } from '../models/model-settings.ts'
import { wrongSettings } from '../models/settings/wrong-settings.ts'
import type { AgentContext } from '../runs/context.ts'
import type { GivenTool } from '../tools/provider-tool.ts'
import { isRecord } from '../util/is-record.ts'
import { unknownOption } from '../util/options/unknown-option.ts'

/** What a request is about to be made of. */
export interface IterationArguments<Context = unknown> {
  /** Which request of the run it is, counted from 1. */
  readonly iteration: number
  /** The conversation as it would be sent. */
  readonly messages: readonly LanguageModelV4Message[]
  /** The caller's own dependencies, as given to `run`. */
  readonly context: Context
  /** The door to the outside: what is read through it is recorded, and the same when the run is taken up again. */
  readonly step: AgentContext<Context>['step']
  /** The run, for all else that it can do, such as calling another agent. */
  readonly run: AgentContext<Context>
}

/** What is changed of one request. What is left out stays as it is; the next request begins anew. */
export interface IterationChanges<Context = unknown> {
  readonly model?: ModelReference | undefined
  /** The conversation that is sent. The run's own goes on as it was. */
  readonly messages?: readonly LanguageModelV4Message[] | undefined
  /** Takes the place of the agent's tools. */
  readonly tools?: readonly GivenTool<Context>[] | undefined
  /** Over the agent's own settings. */
  readonly settings?: ModelSettings | undefined
}

/** Changes a request before it is sent. */
export type PrepareIteration<Context = unknown> = (
  options: IterationArguments<Context>,
  // `void` lets a function that only looks return nothing.
) => IterationChanges<Context> | undefined | void | Promise<IterationChanges<Context> | undefined | void>

const changeNames: Readonly<Record<keyof IterationChanges, true>> = {
  model: true,
  messages: true,
  tools: true,
  settings: true,
}

/**
 * Refuses changes that make no sense: in plain JavaScript nobody else would say so.
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function checkChanges(agent: string, changes: unknown): void {
  const problem = isRecord(changes) ? wrongChange(changes) : 'it must return an object, or nothing.'
  if (problem === undefined) return
  throw new AgentError('AGENT_OPTIONS_INVALID', `prepareIteration of agent "${agent}": ${problem}`, {
    details: { agent },
  })
}

function wrongChange(changes: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = unknownOption(changes, changeNames)
  if (unknown !== undefined) return unknown
  const { model, messages, tools, settings } = changes
  if (model !== undefined && typeof model !== 'string' && !isRecord(model)) return 'model must be a name or a model.'
  if (messages !== undefined && !(Array.isArray(messages) && messages.length > 0))
    return 'messages must be a list of at least one message.'
  const wrong = Array.isArray(messages) ? messages.findIndex((message) => !isMessage(message)) : -1
  if (wrong >= 0)
    return `messages[${wrong}] is no message: the content of a system message is text, that of all others a list of parts.`
  if (tools !== undefined && !Array.isArray(tools)) return 'tools must be a list of tools.'
  return wrongSettings(settings)
}

function isMessage(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { role, content } = value
  if (role === 'system') return typeof content === 'string'
  const hasRole = role === 'user' || role === 'assistant' || role === 'tool'
  return hasRole && Array.isArray(content) && content.every(isRecord)
}
