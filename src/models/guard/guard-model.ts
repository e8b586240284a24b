import { ModelError } from '../errors/model-error.ts'
import { createRedactor } from '../security/redact.ts'
import { mediaTypesOf } from './prompt/media-types.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from './model.ts'
import type { ModelErrorSubject } from './errors/model-errors.ts'

/** What a guard must know of the model it wraps. */
export interface GuardSubject extends Omit<ModelErrorSubject, 'redact' | 'signal' | 'mediaTypes'> {
  /** Never shown in an error. */
  readonly secrets: readonly string[]
}

/**
 * Wraps a provider's model so that whatever goes wrong arrives as a `ModelError`, without the key and without the
 * prompt, and so that a stream which ended early, or an answer that the provider itself calls failed, is an error and
 * never half an answer.
 */
export function guardModel(model: LanguageModelV4, { secrets, ...names }: GuardSubject): LanguageModelV4 {
  const subject: ModelErrorSubject = { ...names, redact: createRedactor(secrets) }
  const guardedModel: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls
    },
    async doGenerate(options) {
      try {
        const result = await model.doGenerate(options)
        assertFinished(result, subject)
        assertDistinct(result.content, subject)
        if (result.content.length === 0 && isUnexplained(result.finishReason)) throw emptyAnswer(subject)
        return result
      } catch (thrown) {
        throw await explain(thrown, subject, options)
      }
    },
    async doStream(options) {
      try {
        const result = await model.doStream(options)
        return { ...result, stream: guardStream(result.stream, subject, options) }
      } catch (thrown) {
        throw await explain(thrown, subject, options)
      }
    },
  }
  guarded.add(guardedModel)
  return guardedModel
}

const guarded = new WeakSet<LanguageModelV4>()

/** True for a model that `guardModel` made. */
export function isGuarded(model: LanguageModelV4): boolean {
  return guarded.has(model)
}

/** Passes parts on; ends with an error part where the inner stream fails, carries an error, or stops without a finish. */
function guardStream(
  inner: ReadableStream<LanguageModelV4StreamPart>,
  subject: ModelErrorSubject,
  options: LanguageModelV4CallOptions,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = inner.getReader()
  let finished = false
  let hasContent = false
  const toolCalls: LanguageModelV4Content[] = []
  const next = async (): Promise<LanguageModelV4StreamPart | undefined> => {
    const { done, value } = await reader.read()
    if (done) {
      if (!finished) throw streamCut(subject)
      return undefined
    }
    if (value.type === 'error') throw value.error
    if (value.type === 'tool-call') {
      toolCalls.push(value)
      assertDistinct(toolCalls, subject)
    }
    if (value.type === 'finish') {
      // Some packages end a stream that was closed early with a reason of their own, where the provider gave none.
      if (value.finishReason.unified === 'other' && value.finishReason.raw === undefined) throw streamCut(subject)
      assertFinished(value, subject)
      if (!hasContent && isUnexplained(value.finishReason)) throw emptyAnswer(subject)
      finished = true
    } else if (value.type !== 'stream-start' && value.type !== 'response-metadata' && value.type !== 'raw') {
      hasContent = true
    }
    return value
  }
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          const part = await next()
          if (part === undefined) controller.close()
          else controller.enqueue(part)
        } catch (thrown) {
          const error = await explain(thrown, subject, options)
          void reader.cancel(error).catch(() => {})
          if (options.abortSignal?.aborted === true) return controller.error(error)
          controller.enqueue({ type: 'error', error })
          controller.close()
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read ahead: what the reader does not ask for stays with the provider.
    { highWaterMark: 0 },
  )
}

/** The end of an answer, streamed or not. */
type Ending = Pick<LanguageModelV4GenerateResult, 'finishReason' | 'providerMetadata'>

function assertFinished(
  { finishReason: { unified, raw }, providerMetadata }: Ending,
  subject: ModelErrorSubject,
): void {
  const blocked = blockReason(providerMetadata)
  if (blocked !== undefined) throw contentFiltered(blocked, subject)
  if (unified === 'interrupted') throw streamCut(subject)
  if (unified !== 'error') return
  const { provider, model } = subject
  throw new ModelError(
    'MODEL_RESPONSE_INVALID',
    `Provider "${provider}" stopped the answer of model "${model}" because of an error${raw === undefined ? '' : ` (${raw})`}.`,
    { details: { provider, model, ...(raw === undefined ? {} : { finishReason: raw }) } },
  )
}

/** Gemini answers a prompt it will not touch with nothing but the reason. */
function blockReason(metadata: Ending['providerMetadata']): string | undefined {
  for (const { promptFeedback } of Object.values(metadata ?? {})) {
    if (typeof promptFeedback === 'object' && promptFeedback !== null && 'blockReason' in promptFeedback) {
      const { blockReason: reason } = promptFeedback
      if (typeof reason === 'string') return reason
    }
  }
  return undefined
}

function contentFiltered(reason: string, { provider, model }: ModelErrorSubject): ModelError {
  return new ModelError(
    'MODEL_CONTENT_FILTERED',
    `Provider "${provider}" refused the prompt for model "${model}" for reasons of content (${reason}).`,
    {
      details: { provider, model, finishReason: reason },
    },
  )
}

/** True where the provider gave no reason for stopping at all. */
function isUnexplained({ unified, raw }: LanguageModelV4FinishReason): boolean {
  return unified === 'other' && raw === undefined
}

function emptyAnswer({ provider, model }: ModelErrorSubject): ModelError {
  return new ModelError(
    'MODEL_RESPONSE_INVALID',
    `Provider "${provider}" sent an answer of model "${model}" that holds neither content nor a reason why.`,
    {
      details: { provider, model },
    },
  )
}

/** Results are matched to calls by id, so two calls with one id cannot be answered. */
function assertDistinct(content: readonly LanguageModelV4Content[], { provider, model }: ModelErrorSubject): void {
  const seen = new Set<string>()
  for (const part of content) {
    if (part.type !== 'tool-call') continue
    if (seen.has(part.toolCallId)) {
      throw new ModelError(
        'MODEL_RESPONSE_INVALID',
        `Provider "${provider}" gave two tool calls of model "${model}" the same id "${part.toolCallId}".`,
        {
          details: { provider, model, toolCallId: part.toolCallId },
        },
      )
    }
    seen.add(part.toolCallId)
  }
}

function streamCut({ provider, model }: ModelErrorSubject): ModelError {
  return new ModelError(
    'MODEL_STREAM_CUT',
    `Provider "${provider}" ended the stream before the answer of model "${model}" was complete.`,
    {
      details: { provider, model },
    },
  )
}

// Loaded with the first error, as it brings the packages' error classes.
async function explain(
  thrown: unknown,
  subject: ModelErrorSubject,
  { abortSignal, prompt }: LanguageModelV4CallOptions,
): Promise<unknown> {
  const { toModelError } = await import('./errors/model-errors.ts')
  return toModelError(thrown, { ...subject, signal: abortSignal, mediaTypes: mediaTypesOf(prompt) })
}
