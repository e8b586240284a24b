import { ModelError } from '../errors/model-error.ts'
import { markLocal } from '../models/local-model.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '../models/model.ts'
import { playReply, streamReply, type PlayOptions } from './play-reply.ts'
import { isNever, type ScriptedAnswer, type ScriptedReply } from './scripted-reply.ts'

/** One call that a scripted model got. */
export interface ScriptedCall {
  readonly options: LanguageModelV4CallOptions
  readonly streaming: boolean
}

/** A model that says what it is told to, in order, and remembers what it was asked. */
export interface ScriptedModel extends LanguageModelV4 {
  readonly calls: readonly ScriptedCall[]
  /** @throws Error when replies are left, or when it was called more often than there are replies. */
  assertComplete(): void
}

/** Settings of a scripted model. */
export interface ScriptedModelOptions {
  readonly modelId?: string | undefined
  /** How text is cut into the pieces of a stream; by words unless said otherwise. */
  readonly chunk?: PlayOptions['chunk'] | undefined
}

/**
 * Makes a model for tests: each call gets the next reply. No network, no clock, no chance.
 *
 * @example
 * const model = scriptedModel([{ toolCalls: [{ toolName: 'add', input: { a: 1, b: 2 } }] }, 'The sum is 3.'])
 * const result = await defineAgent({ name: 'sums', model, tools: [add] }).run('1 + 2?')
 * model.assertComplete()
 */
export function scriptedModel(replies: readonly ScriptedReply[], options: ScriptedModelOptions = {}): ScriptedModel {
  const { modelId = 'scripted', chunk = byWords } = options
  const calls: ScriptedCall[] = []

  const next = async (call: LanguageModelV4CallOptions, streaming: boolean): Promise<ScriptedAnswer> => {
    call.abortSignal?.throwIfAborted()
    const number = calls.push({ options: call, streaming })
    const scripted = replies[number - 1]
    if (scripted === undefined) throw tooManyCalls(modelId, replies.length, number)
    const reply = typeof scripted === 'function' ? await scripted(call, number) : scripted
    if (isNever(reply)) return waitForAbort(call.abortSignal)
    return typeof reply === 'string' ? { text: reply } : reply
  }

  const model: ScriptedModel = {
    specificationVersion: 'v4',
    provider: 'scripted',
    modelId,
    supportedUrls: {},
    calls,
    doGenerate: async (call) => playReply(await next(call, false), { modelId, callNumber: calls.length, call, chunk }),
    doStream: async (call) => ({
      stream: streamReply(await next(call, true), { modelId, callNumber: calls.length, call, chunk }),
    }),
    assertComplete() {
      if (calls.length > replies.length) throw tooManyCalls(modelId, replies.length, calls.length)
      if (calls.length < replies.length) {
        throw new Error(
          `Scripted model "${modelId}" has ${replies.length - calls.length} of ${replies.length} replies left; it was called ${times(calls.length)}.`,
        )
      }
    },
  }
  markLocal(model)
  return model
}

function byWords(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/g) ?? []
}

function tooManyCalls(modelId: string, replies: number, calls: number): ModelError {
  return new ModelError(
    'MODEL_FAILED',
    `Scripted model "${modelId}" was called ${times(calls)} but has only ${replies} ${replies === 1 ? 'reply' : 'replies'}.`,
    {
      details: { model: modelId, replies, calls },
    },
  )
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function waitForAbort(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
