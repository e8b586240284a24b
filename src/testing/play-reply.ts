import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '../models/model.ts'
import { orAbort } from '../util/abort.ts'
import type { ScriptedAnswer } from './scripted-reply.ts'

/** What a reply is played with. */
export interface PlayOptions {
  readonly modelId: string
  readonly callNumber: number
  readonly call: LanguageModelV4CallOptions
  readonly chunk: (text: string) => readonly string[]
}

type ToolCall = Extract<LanguageModelV4Content, { type: 'tool-call' }>

/** A reply as the answer of a call without streaming. */
export async function playReply(answer: ScriptedAnswer, options: PlayOptions): Promise<LanguageModelV4GenerateResult> {
  const { abortSignal: signal } = options.call
  const collecting = collectText(answer, options)
  const text = signal === undefined ? await collecting : await orAbort(collecting, signal)
  if (answer.error !== undefined) throw answer.error
  const calls = toolCalls(answer, options)
  return {
    content: [
      ...(answer.reasoning === undefined ? [] : [{ type: 'reasoning' as const, text: answer.reasoning }]),
      ...(text === '' ? [] : [{ type: 'text' as const, text }]),
      ...calls,
    ],
    finishReason: finishReason(answer, calls),
    usage: usage(answer),
    warnings: warnings(answer),
    response: { modelId: options.modelId },
  }
}

async function collectText(answer: ScriptedAnswer, options: PlayOptions): Promise<string> {
  let text = ''
  for await (const piece of textPieces(answer, options)) text += piece
  return text
}

/** A reply as a stream; a part is made when the reader asks for it. */
export function streamReply(answer: ScriptedAnswer, options: PlayOptions): ReadableStream<LanguageModelV4StreamPart> {
  const parts = streamParts(answer, options)
  const { abortSignal: signal } = options.call
  let onAbort: (() => void) | undefined
  const settle = (): void => void (onAbort !== undefined && signal?.removeEventListener('abort', onAbort))
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      start(controller) {
        onAbort = () => controller.error(signal?.reason)
        signal?.addEventListener('abort', onAbort, { once: true })
      },
      async pull(controller) {
        const { done, value } = await parts.next()
        if (signal?.aborted === true) return
        if (!done) return controller.enqueue(value)
        settle()
        controller.close()
      },
      async cancel() {
        settle()
        await parts.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

async function* streamParts(
  answer: ScriptedAnswer,
  options: PlayOptions,
): AsyncGenerator<LanguageModelV4StreamPart, void> {
  yield { type: 'stream-start', warnings: warnings(answer) }
  yield { type: 'response-metadata', modelId: options.modelId }
  if (answer.reasoning !== undefined) {
    yield { type: 'reasoning-start', id: 'reasoning' }
    yield { type: 'reasoning-delta', id: 'reasoning', delta: answer.reasoning }
    yield { type: 'reasoning-end', id: 'reasoning' }
  }
  let open = false
  for await (const delta of textPieces(answer, options)) {
    if (!open) yield { type: 'text-start', id: 'text' }
    open = true
    yield { type: 'text-delta', id: 'text', delta }
  }
  if (answer.error !== undefined) return yield { type: 'error', error: answer.error }
  if (answer.cut === true) return
  if (open) yield { type: 'text-end', id: 'text' }
  const calls = toolCalls(answer, options)
  for (const call of calls) {
    yield { type: 'tool-input-start', id: call.toolCallId, toolName: call.toolName }
    yield { type: 'tool-input-delta', id: call.toolCallId, delta: call.input }
    yield { type: 'tool-input-end', id: call.toolCallId }
    yield call
  }
  yield { type: 'finish', finishReason: finishReason(answer, calls), usage: usage(answer) }
}

function textPieces(
  { chunks, object, text }: ScriptedAnswer,
  { chunk }: PlayOptions,
): Iterable<string> | AsyncIterable<string> {
  if (chunks !== undefined) return chunks
  return chunk(object === undefined ? (text ?? '') : JSON.stringify(object))
}

function toolCalls({ toolCalls: scripted = [] }: ScriptedAnswer, { callNumber }: PlayOptions): readonly ToolCall[] {
  return scripted.map(({ toolName, input, toolCallId }, position) => ({
    type: 'tool-call',
    toolCallId: toolCallId ?? `call-${callNumber}-${position + 1}`,
    toolName,
    input: typeof input === 'string' ? input : JSON.stringify(input),
  }))
}

function finishReason(answer: ScriptedAnswer, calls: readonly ToolCall[]): LanguageModelV4FinishReason {
  return { unified: answer.finishReason ?? (calls.length > 0 ? 'tool-calls' : 'stop'), raw: answer.rawFinishReason }
}

function usage({ usage: scripted }: ScriptedAnswer): LanguageModelV4Usage {
  const { inputTokens, outputTokens, cachedInputTokens = 0 } = scripted ?? { inputTokens: 0, outputTokens: 0 }
  return {
    inputTokens: {
      total: inputTokens,
      noCache: inputTokens - cachedInputTokens,
      cacheRead: cachedInputTokens,
      cacheWrite: 0,
    },
    outputTokens: { total: outputTokens, text: outputTokens, reasoning: 0 },
  }
}

function warnings({ warnings: messages = [] }: ScriptedAnswer): LanguageModelV4GenerateResult['warnings'] {
  return messages.map((message) => ({ type: 'other', message }))
}
