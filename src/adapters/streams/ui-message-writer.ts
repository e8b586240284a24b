import { restoreError } from '../../errors/restore-error.ts'
import { describeThrown } from '../../errors/ensure-error.ts'
import { ToolError } from '../../errors/tool-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { isForUser } from '../../events/is-for-user.ts'
import { finalOutputTool } from '../../loop/reserved-names.ts'
import type { FinishReason } from '../../models/finish-reason.ts'
import { readModelOutcome, readToolOutcome } from '../../runs/outcomes.ts'
import { parentKey } from '../../runs/step-key.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { warn } from '../../util/platform/warn.ts'
import type { EventMapper } from './event-stream.ts'
import { calledTools, contentChunks, contentOutput } from './model-content.ts'
import { unsaidError } from './mask-event.ts'
import { OpenBlocks } from './open-blocks.ts'
import { ToolCalls } from './tool-calls.ts'
import type { UiFinishReason, UiMessageChunk } from './ui-message-chunk.ts'
import type { RunFinishEvent, UiMessagePlan } from './ui-message-options.ts'

type Chunks = readonly UiMessageChunk[]
type Delta = Extract<RunEvent, { readonly type: 'text-delta' | 'reasoning-delta' | 'tool-input-delta' }>
type ProviderTool = Extract<RunEvent, { readonly type: 'tool-call' | 'tool-result' }>
type StepEvent = Extract<RunEvent, { readonly type: 'step-start' | 'step-finish' | 'step-error' }>

/**
 * Writes the events of one run as one message of the AI SDK: what the run's own agent says and the tools it calls, with
 * those whose answer it makes its own. One step of the message is one model call and the tools that it asked for.
 */
export class UiMessageWriter implements EventMapper<UiMessageChunk> {
  readonly #plan: UiMessagePlan
  readonly #blocks = new OpenBlocks()
  readonly #calls = new ToolCalls()
  /** Model steps that are told, while they last. */
  readonly #active = new Set<string>()
  /** Model steps of the message's current step, with the calls of which there is an input on its way. */
  #inStep: Map<string, Set<string>> | undefined
  /** Places of agents whose words are the answer, as their deltas say. */
  readonly #forwarded = new Set<string>()
  #hasText = false
  #wasCalledOff = false
  #isOver = false

  constructor(plan: UiMessagePlan) {
    this.#plan = plan
  }

  take(event: RunEvent): Chunks {
    switch (event.type) {
      case 'run-start': {
        const { messageId = event.runId } = this.#plan
        return [{ type: 'start', messageId, ...this.#metadata(event) }]
      }
      case 'text-delta':
      case 'reasoning-delta':
      case 'tool-input-delta':
        return isForUser(event) ? [...this.#begin(event.key), ...this.#delta(event)] : []
      case 'tool-call':
      case 'tool-result':
        return this.#isTold(event) ? this.#providerTool(event) : []
      case 'text-reset':
        return this.#reset(event.key)
      case 'step-start':
      case 'step-finish':
      case 'step-error':
        return this.#step(event)
      case 'run-finish':
        return this.#finish(event)
      case 'run-cancel':
        this.#wasCalledOff = event.reason === 'caller'
        return []
      default:
        return []
    }
  }

  /** The run ended, or waits for something and goes on another time. */
  end(): Chunks {
    return this.#isOver ? [] : [...this.#endStep(), { type: 'finish', finishReason: 'other' }]
  }

  fail(error: unknown): Chunks {
    const chunk: UiMessageChunk = this.#wasCalledOff
      ? { type: 'abort' }
      : { type: 'error', errorText: this.#words(error) }
    return [...this.#blocks.endAll(), chunk]
  }

  #step(event: StepEvent): Chunks {
    const { key, kind } = event
    if (kind === 'tool') return this.#toolStep(event)
    if (kind !== 'model' || !this.#isTold(event)) return []
    if (event.type === 'step-start') return this.#begin(key)
    this.#active.delete(key)
    const ended = this.#blocks.end(key)
    return event.type === 'step-error' ? ended : [...ended, ...this.#outcome(key, event.output)]
  }

  /** A model step is told from here on: in a step of the message of its own, unless another one goes on beside it. */
  #begin(key: string): Chunks {
    if (this.#active.has(key)) return []
    const parent = parentKey(key)
    // The deltas of an agent that is not the run's own say that it speaks for it.
    if (parent.includes('agent:')) this.#forwarded.add(parent)
    const unanswered = this.#unanswered(this.#calls.settle(parent))
    const chunks: UiMessageChunk[] = []
    if (this.#active.size === 0) {
      chunks.push(...this.#endStep(), { type: 'start-step' })
      this.#inStep = new Map()
    }
    this.#active.add(key)
    this.#inStep?.set(key, new Set())
    return [...unanswered, ...chunks]
  }

  #delta(event: Delta): Chunks {
    const { key, text } = event
    if (event.type === 'tool-input-delta') return this.#toolInput(event)
    const type = event.type === 'text-delta' ? 'text' : 'reasoning'
    if (type === 'text') this.#hasText = true
    if (type === 'text' ? !this.#plan.sendText : !this.#plan.sendReasoning) return []
    return text === '' ? [] : this.#blocks.write(key, type, text)
  }

  #toolInput({ key, toolCallId, toolName, text }: Extract<Delta, { type: 'tool-input-delta' }>): Chunks {
    // The arguments of that tool are the output, and not a call. A tool without a name is told of when it is known.
    if (toolName === finalOutputTool || toolName === '') return []
    const begun = this.#inStep?.get(key)
    const started: Chunks =
      begun?.has(toolCallId) === true
        ? []
        : [...this.#blocks.end(key), { type: 'tool-input-start', toolCallId, toolName }]
    begun?.add(toolCallId)
    return text === '' ? started : [...started, { type: 'tool-input-delta', toolCallId, inputTextDelta: text }]
  }

  #providerTool(event: ProviderTool): Chunks {
    const { key, toolCallId, toolName, providerExecuted } = event
    if (event.type === 'tool-call') {
      const { input } = event
      return [...this.#blocks.end(key), { type: 'tool-input-available', toolCallId, toolName, input, providerExecuted }]
    }
    const { output, isError } = event
    return isError === true
      ? [{ type: 'tool-output-error', toolCallId, errorText: this.#toolError(toolName, output), providerExecuted }]
      : [{ type: 'tool-output-available', toolCallId, output, providerExecuted }]
  }

  /** What a model step came to, beside the words that were told while they were written. */
  #outcome(key: string, output: JsonValue): Chunks {
    const { content = [] } = readModelOutcome(output) ?? {}
    const calls = calledTools(content).filter(({ toolName }) => toolName !== finalOutputTool)
    this.#calls.ask(parentKey(key), calls)
    return [
      ...calls.map((call): UiMessageChunk => ({ type: 'tool-input-available', ...call })),
      ...contentChunks(content, key, this.#plan),
    ]
  }

  #toolStep(event: StepEvent): Chunks {
    const { key, name } = event
    if (event.type === 'step-start') {
      this.#calls.start(key, name)
      return []
    }
    const toolCallId = this.#calls.finish(key)
    if (toolCallId === undefined) return []
    if (event.type === 'step-error')
      return [{ type: 'tool-output-error', toolCallId, errorText: this.#words(restoreError(event.error)) }]
    const { output = null, isError = false, isContent = false } = readToolOutcome(event.output) ?? {}
    return isError
      ? [{ type: 'tool-output-error', toolCallId, errorText: this.#toolError(name, output) }]
      : [{ type: 'tool-output-available', toolCallId, output: isContent ? contentOutput(output) : output }]
  }

  /** What a model step said so far is void. */
  #reset(key: string): Chunks {
    if (this.#inStep?.has(key) !== true) return []
    // What others say in the same step of the message is not void, so that there it can only be ended.
    if (this.#inStep.size > 1) return this.#blocks.end(key)
    this.#blocks.forget(key)
    this.#inStep.set(key, new Set())
    return [{ type: 'reset-step' }]
  }

  #finish(event: RunFinishEvent): Chunks {
    const { output, finishReason } = event
    this.#isOver = true
    const isText = typeof output === 'string'
    const unheard = isText && !this.#hasText && output !== '' ? this.#wholeText(output) : []
    const unanswered = this.#unanswered(this.#calls.settleAll())
    const data: Chunks = isText || output === null ? [] : [{ type: 'data-output', id: 'output', data: output }]
    const step = this.#endStep()
    const reason = finishReason === undefined ? {} : { finishReason: uiReasons[finishReason] }
    return [...unheard, ...unanswered, ...data, ...step, { type: 'finish', ...reason, ...this.#metadata(event) }]
  }

  /** The answer of an agent whose models wrote none of it. */
  #wholeText(text: string): Chunks {
    const key = ''
    return [...this.#begin(key), ...this.#blocks.write(key, 'text', text), ...this.#blocks.end(key)]
  }

  #endStep(): Chunks {
    const ended = this.#blocks.endAll()
    if (this.#inStep === undefined) return ended
    this.#inStep = undefined
    return [...ended, { type: 'finish-step' }]
  }

  #unanswered(ids: readonly string[]): Chunks {
    return ids.map((toolCallId) => ({ type: 'tool-output-error', toolCallId, errorText: 'The tool was not run.' }))
  }

  #isTold(event: { readonly key: string; readonly depth: number }): boolean {
    return isForUser(event) || this.#forwarded.has(parentKey(event.key))
  }

  #toolError(toolName: string, output: JsonValue): string {
    const text = typeof output === 'string' ? output : JSON.stringify(output)
    return this.#words(new ToolError('TOOL_FAILED', text, { details: { tool: toolName } }))
  }

  #words(error: unknown): string {
    try {
      const words: unknown = this.#plan.onError(error)
      return typeof words === 'string' ? words : unsaidError
    } catch (thrown) {
      warn(
        `onError of a stream for a page threw, so the page is told only that there was an error: ${describeThrown(thrown)}`,
      )
      return unsaidError
    }
  }

  #metadata(event: Parameters<UiMessagePlan['messageMetadata']>[0]): { readonly messageMetadata?: unknown } {
    const messageMetadata = this.#plan.messageMetadata(event)
    return messageMetadata === undefined ? {} : { messageMetadata }
  }
}

const uiReasons: Readonly<Record<FinishReason, UiFinishReason>> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content-filter',
  'tool-calls': 'tool-calls',
  pause: 'other',
  unknown: 'other',
  other: 'other',
}
