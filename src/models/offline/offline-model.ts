import { markLocal } from '../local-model.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '../model.ts'
import { charactersPerToken, composeReply, type ComposedReply } from './compose-reply.ts'
import type { OfflineReply } from './scripted-replies.ts'
import { defined } from '../../util/options/defined.ts'

/** How an offline model is made. */
export interface OfflineModelOptions {
  /** The name it goes by, such as that of the model it stands in for. */
  readonly name?: string | undefined
  /** Replies to give instead of its own; the first that matches the input wins. */
  readonly replies?: readonly OfflineReply[] | undefined
}

/** What every result carries, also where the text has no room for a mark. */
const providerMetadata = { offline: { offline: true } }

/**
 * Makes the offline model: it answers from the input alone, without network, clock or chance, so the same request gets
 * the same answer on every machine. Its text is marked with `[offline] `; it never stands in for a real model unless
 * asked to. See docs/offline.md for what it does with which input.
 */
export function offlineModel(options: OfflineModelOptions = {}): LanguageModelV4 {
  const { name = 'default', replies = [] } = options
  const modelId = `offline:${name}`
  const compose = async (call: LanguageModelV4CallOptions): Promise<ComposedReply> => {
    call.abortSignal?.throwIfAborted()
    const reply = await composeReply(call, replies)
    call.abortSignal?.throwIfAborted()
    return reply
  }
  return markLocal({
    specificationVersion: 'v4',
    provider: 'offline',
    modelId: name,
    supportedUrls: {},
    doGenerate: async (call) => generateResult(await compose(call), modelId),
    doStream: async (call) => ({ stream: streamOf(generateResult(await compose(call), modelId), call.abortSignal) }),
  })
}

function generateResult(reply: ComposedReply, modelId: string): LanguageModelV4GenerateResult {
  const content = contentOf(reply)
  return {
    content,
    finishReason: finishReason(reply),
    usage: usageOf(reply),
    warnings: reply.warning === undefined ? [] : [{ type: 'other', message: reply.warning }],
    providerMetadata,
    response: { modelId },
  }
}

function contentOf({ text, toolCall }: ComposedReply): LanguageModelV4Content[] {
  if (toolCall === undefined) return [{ type: 'text', text: text ?? '' }]
  return [
    { type: 'tool-call', toolCallId: toolCall.id, toolName: toolCall.name, input: JSON.stringify(toolCall.input) },
  ]
}

function finishReason({ toolCall, cut }: ComposedReply): LanguageModelV4FinishReason {
  return { unified: toolCall === undefined ? (cut === true ? 'length' : 'stop') : 'tool-calls', raw: undefined }
}

function usageOf({ text = '', toolCall, promptLength }: ComposedReply): LanguageModelV4Usage {
  const tokens = (characters: number): number => Math.ceil(characters / charactersPerToken)
  const input = tokens(promptLength)
  const output = tokens(text.length + (toolCall === undefined ? 0 : JSON.stringify(toolCall.input).length))
  return {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  }
}

/** A result as a stream, word by word. */
function streamOf(
  result: LanguageModelV4GenerateResult,
  signal: AbortSignal | undefined,
): ReadableStream<LanguageModelV4StreamPart> {
  const parts = streamParts(result)
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      pull(controller) {
        if (signal?.aborted === true) return controller.error(signal.reason)
        const { done, value } = parts.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}

function* streamParts({
  content,
  finishReason: reason,
  usage,
  warnings,
  response,
}: LanguageModelV4GenerateResult): Generator<LanguageModelV4StreamPart, void> {
  yield { type: 'stream-start', warnings }
  yield { type: 'response-metadata', ...defined({ modelId: response?.modelId }) }
  for (const part of content) {
    if (part.type === 'text') {
      yield { type: 'text-start', id: 'text' }
      for (const [delta] of part.text.matchAll(/\s*\S+\s*/g)) yield { type: 'text-delta', id: 'text', delta }
      yield { type: 'text-end', id: 'text' }
    } else if (part.type === 'tool-call') {
      yield { type: 'tool-input-start', id: part.toolCallId, toolName: part.toolName }
      yield { type: 'tool-input-delta', id: part.toolCallId, delta: part.input }
      yield { type: 'tool-input-end', id: part.toolCallId }
      yield part
    }
  }
  yield { type: 'finish', finishReason: reason, usage, providerMetadata }
}
