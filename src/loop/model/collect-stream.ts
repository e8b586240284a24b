import { ModelError } from '../../errors/model-error.ts'
import { checkEnding, SeenContent } from '../../models/guard/check-ending.ts'
import type {
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '../../models/model.ts'
import type { EngineStep } from '../../runs/engine.ts'
import { isTextReset, type ModelReport } from '../../models/model-call.ts'
import { providerToolProgress, type ModelOutcome } from '../../runs/outcomes.ts'
import type { Writable } from '../../util/writable.ts'
import { reasonOf, resilienceOf, toUsage, warningText } from './model-outcome.ts'
import { defined } from '../../util/options/defined.ts'

/**
 * Reads a model's stream to its end, announces the deltas, and gives the same outcome a call without streaming has.
 * Rejects with `MODEL_STREAM_CUT` when the stream ends without a finish: partial text is never taken for an answer.
 */
export async function collectStream(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  step: EngineStep,
  model: NonNullable<ModelOutcome['model']>,
): Promise<ModelOutcome> {
  const collector = new StreamCollector(step, model)
  const reader = stream.getReader()
  // A stream that ignores the signal must not keep the run waiting.
  const onAbort = (): void => void reader.cancel(step.signal.reason).catch(() => {})
  step.signal.addEventListener('abort', onAbort, { once: true })
  try {
    // One that aborted before there was a stream tells nobody any more.
    step.signal.throwIfAborted()
    for (;;) {
      const { done, value } = await reader.read()
      step.signal.throwIfAborted()
      if (done) return collector.outcome()
      collector.add(value)
    }
  } catch (error) {
    void reader.cancel(error).catch(() => {})
    // A finish is the end: what fails after it takes nothing from a complete answer.
    if (collector.isFinished && !step.signal.aborted) return collector.outcome()
    throw error
  } finally {
    step.signal.removeEventListener('abort', onAbort)
  }
}

type TextLike = Writable<Extract<LanguageModelV4Content, { type: 'text' | 'reasoning' }>>

class StreamCollector {
  readonly #step: EngineStep
  readonly #model: NonNullable<ModelOutcome['model']>
  readonly #content: LanguageModelV4Content[] = []
  // Parts of different blocks interleave, so they are told apart by id, not by order.
  readonly #open = new Map<string, TextLike>()
  readonly #toolNames = new Map<string, string>()
  readonly #warnings: string[] = []
  #finish: { readonly reason: LanguageModelV4FinishReason; readonly usage: LanguageModelV4Usage } | undefined
  #modelId: string | undefined
  #report: ModelReport = {}
  #seen = new SeenContent()

  constructor(step: EngineStep, model: NonNullable<ModelOutcome['model']>) {
    this.#step = step
    this.#model = model
  }

  get isFinished(): boolean {
    return this.#finish !== undefined
  }

  add(part: LanguageModelV4StreamPart): void {
    this.#seen.add(part)
    switch (part.type) {
      case 'stream-start':
        this.#warnings.push(...part.warnings.map(warningText))
        break
      case 'response-metadata':
        this.#modelId = part.modelId ?? this.#modelId
        break
      case 'text-start':
      case 'reasoning-start':
        this.#start(part.type === 'text-start' ? 'text' : 'reasoning', part)
        break
      case 'text-delta':
      case 'reasoning-delta':
        this.#delta(part)
        break
      case 'text-end':
      case 'reasoning-end':
        this.#end(part)
        break
      case 'tool-input-start':
        this.#toolNames.set(part.id, part.toolName)
        break
      case 'tool-input-delta':
        this.#toolInputDelta(part)
        break
      case 'tool-call':
      case 'tool-result':
        this.#content.push(part)
        this.#tellOfProviderTool(part)
        break
      case 'file':
      case 'reasoning-file':
      case 'source':
      case 'custom':
        this.#content.push(part)
        break
      case 'finish':
        checkEnding(part, this.#seen, { provider: this.#model.provider, model: this.#model.modelId })
        this.#finish = { reason: part.finishReason, usage: part.usage }
        this.#report = resilienceOf(part.providerMetadata)
        break
      case 'raw':
        if (isTextReset(part.rawValue)) this.#reset()
        break
      case 'error':
        throw part.error
      default:
        // New kinds of parts arrive in patch releases of the contract; what we do not know we do not need.
        break
    }
  }

  outcome(): ModelOutcome {
    if (this.#finish === undefined) {
      throw new ModelError('MODEL_STREAM_CUT', 'The stream ended before the model had finished its answer.')
    }
    return {
      content: this.#content.filter(isWorthKeeping),
      ...reasonOf(this.#finish.reason),
      usage: toUsage(this.#finish.usage, this.#report),
      model: this.#model,
      ...(this.#warnings.length === 0 ? {} : { warnings: this.#warnings }),
      ...defined({ modelId: this.#modelId }),
      ...this.#report,
    }
  }

  /** The model starts again; nothing of what it said before is part of the answer. */
  #reset(): void {
    this.#content.length = 0
    this.#warnings.length = 0
    this.#open.clear()
    this.#toolNames.clear()
    this.#seen = new SeenContent()
    this.#step.announce({ type: 'text-reset' })
  }

  #start(
    type: 'text' | 'reasoning',
    part: { readonly id: string; readonly providerMetadata?: TextLike['providerMetadata'] | undefined },
  ): void {
    const block: TextLike = {
      type,
      text: '',
      ...defined({ providerMetadata: part.providerMetadata }),
    }
    this.#open.set(`${type}:${part.id}`, block)
    this.#content.push(block)
  }

  #delta(part: Extract<LanguageModelV4StreamPart, { type: 'text-delta' | 'reasoning-delta' }>): void {
    const type = part.type === 'text-delta' ? 'text' : 'reasoning'
    if (!this.#open.has(`${type}:${part.id}`)) this.#start(type, { id: part.id })
    const block = this.#open.get(`${type}:${part.id}`) as TextLike
    block.text += part.delta
    addMetadata(block, part)
    if (part.delta !== '') this.#step.announce({ type: part.type, text: part.delta })
  }

  #end(part: Extract<LanguageModelV4StreamPart, { type: 'text-end' | 'reasoning-end' }>): void {
    const block = this.#open.get(`${part.type === 'text-end' ? 'text' : 'reasoning'}:${part.id}`)
    if (block !== undefined) addMetadata(block, part)
  }

  #tellOfProviderTool(part: Extract<LanguageModelV4Content, { type: 'tool-call' | 'tool-result' }>): void {
    const progress = providerToolProgress(part)
    if (progress !== undefined) this.#step.announce(progress)
  }

  #toolInputDelta(part: Extract<LanguageModelV4StreamPart, { type: 'tool-input-delta' }>): void {
    const toolName = this.#toolNames.get(part.id) ?? ''
    this.#step.announce({ type: 'tool-input-delta', toolCallId: part.id, toolName, text: part.delta })
  }
}

/** What a provider wants back comes at the start of a block, with a piece of it, or at its end, and not always at once. */
function addMetadata(block: TextLike, { providerMetadata }: Pick<TextLike, 'providerMetadata'>): void {
  if (providerMetadata === undefined) return
  const known = block.providerMetadata ?? {}
  const added = Object.entries(providerMetadata).map(([provider, values]) => [
    provider,
    { ...known[provider], ...values },
  ])
  block.providerMetadata = { ...known, ...Object.fromEntries(added) }
}

/** A block without words is kept where it carries what its provider wants back: encrypted reasoning, a signature. */
function isWorthKeeping(part: LanguageModelV4Content): boolean {
  return !('text' in part) || part.text !== '' || part.providerMetadata !== undefined
}
