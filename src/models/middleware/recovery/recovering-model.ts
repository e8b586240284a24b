import { AixgoError } from '../../../errors/aixgo-error.ts'
import { ensureError } from '../../../errors/ensure-error.ts'
import { ModelError } from '../../../errors/model-error.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from '../../model.ts'
import { modelCallOf, textReset, type ModelCall } from '../../model-call.ts'
import { isRefusal } from '../../errors/refusal.ts'
import { withOrigin } from '../attempts/attempt-origin.ts'
import { reportOf, withReport } from '../report.ts'
import { wrapModel } from '../wrap-model.ts'

/** Decides after a failure which model is asked next; none means to give up. May wait, and then heeds the signal. */
export type Recover = (error: unknown, signal: AbortSignal | undefined) => Promise<LanguageModelV4 | undefined>

/** How a call goes on after a failure. */
export interface Recovery {
  /** Begins the bookkeeping of one call: who is asked first, and who then. */
  readonly start: (call: ModelCall) => { readonly first: LanguageModelV4; readonly recover: Recover }
  /** True when a stream may start again after its text was announced. */
  readonly restartStream: boolean
  /** True for the outermost recovery: its last error tells of all attempts. */
  readonly isOutermost: boolean
  /** Why the requests are sent that it leads to. */
  readonly cause: 'retry' | 'fallback'
}

/** Wraps a model so that failed calls are taken up again, whole streams included, as long as the recovery finds a way. */
export function recoveringModel(model: LanguageModelV4, recovery: Recovery): LanguageModelV4 {
  return wrapModel(model, {
    async doGenerate(options) {
      const call = modelCallOf(options)
      const { first, recover } = recovery.start(call)
      let request = options
      for (let current = first; ;) {
        try {
          return await current.doGenerate(request)
        } catch (thrown) {
          current = await nextModel(thrown, recover, options.abortSignal, (error) => finalError(error, call, recovery))
          request = againRequest(options, recovery)
        }
      }
    },
    async doStream(options) {
      const stream = new RecoveringStream(options, recovery)
      const result = await stream.open()
      return { ...result, stream: stream.readable }
    },
  })
}

function againRequest(options: LanguageModelV4CallOptions, { cause }: Recovery): LanguageModelV4CallOptions {
  return withOrigin(options, { cause, waitMs: 0 })
}

async function nextModel(
  error: unknown,
  recover: Recover,
  signal: AbortSignal | undefined,
  giveUp: (error: unknown) => unknown,
): Promise<LanguageModelV4> {
  if (isRefusal(error)) throw error
  signal?.throwIfAborted()
  let next: LanguageModelV4 | undefined
  try {
    next = await recover(error, signal)
  } catch (thrown) {
    signal?.throwIfAborted()
    // A model that cannot be made fails without a request.
    throw giveUp(thrown)
  }
  if (next === undefined) throw giveUp(error)
  return next
}

/** Parts that hold nothing of the answer; kept back until something comes, so that a new start needs no word. */
const silentParts: ReadonlySet<LanguageModelV4StreamPart['type']> = new Set([
  'stream-start',
  'response-metadata',
  'text-start',
  'reasoning-start',
])

const readerLeft = /* @__PURE__ */ new Error('The reader of the stream left.')

class RecoveringStream {
  readonly readable: ReadableStream<LanguageModelV4StreamPart>
  readonly #options: LanguageModelV4CallOptions
  readonly #call: ModelCall
  readonly #recovery: Recovery
  readonly #recover: Recover
  readonly #left = new AbortController()
  #model: LanguageModelV4
  #request: LanguageModelV4CallOptions
  #reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart> | undefined
  #held: LanguageModelV4StreamPart[] = []
  #announced = false
  #cannotRepeat = false
  #finished = false

  constructor(options: LanguageModelV4CallOptions, recovery: Recovery) {
    this.#options = options
    this.#request = options
    this.#call = modelCallOf(options)
    this.#recovery = recovery
    const { first, recover } = recovery.start(this.#call)
    this.#model = first
    this.#recover = recover
    this.readable = new ReadableStream(
      { pull: (controller) => this.#pull(controller), cancel: (reason) => this.#leave(reason) },
      { highWaterMark: 0 },
    )
  }

  /** Opens a stream at whichever model can; rejects when none is left. */
  async open(signal = this.#options.abortSignal): Promise<LanguageModelV4StreamResult> {
    for (;;) {
      try {
        const result = await this.#model.doStream(this.#request)
        this.#reader = result.stream.getReader()
        if (this.#left.signal.aborted) this.#drop(this.#left.signal.reason)
        return result
      } catch (thrown) {
        this.#model = await nextModel(thrown, this.#recover, signal, (error) =>
          finalError(error, this.#call, this.#recovery),
        )
        this.#request = againRequest(this.#options, this.#recovery)
      }
    }
  }

  async #pull(controller: ReadableStreamDefaultController<LanguageModelV4StreamPart>): Promise<void> {
    try {
      for (;;) {
        const part = await this.#next()
        if (this.#left.signal.aborted) return
        if (part === undefined) {
          this.#flush(controller)
          return controller.close()
        }
        this.#held.push(part)
        if (silentParts.has(part.type)) continue
        this.#flush(controller)
        return
      }
    } catch (thrown) {
      if (this.#left.signal.aborted) return
      if (this.#options.abortSignal?.aborted === true) return controller.error(this.#options.abortSignal.reason)
      this.#held = []
      controller.enqueue({ type: 'error', error: thrown })
      controller.close()
    }
  }

  #flush(controller: ReadableStreamDefaultController<LanguageModelV4StreamPart>): void {
    for (const part of this.#held) controller.enqueue(part)
    this.#held = []
  }

  /** The next part, from a new stream where the old one failed and may be repeated. */
  async #next(): Promise<LanguageModelV4StreamPart | undefined> {
    let failure: unknown
    try {
      const { done, value } = (await this.#reader?.read()) ?? { done: true }
      if (done || value === undefined) {
        if (this.#finished) return undefined
        throw cutBeforeFinish(this.#model)
      }
      if (value.type !== 'error') return this.#accept(value)
      failure = value.error
    } catch (thrown) {
      failure = thrown
    }
    return this.#startAgain(failure)
  }

  #accept(part: LanguageModelV4StreamPart): LanguageModelV4StreamPart {
    if (part.type === 'finish') {
      this.#finished = true
      return withReport(part, reportOf(this.#call))
    }
    if (!silentParts.has(part.type) && part.type !== 'raw') this.#announced = true
    // What the provider ran by itself may have changed something.
    if (part.type === 'tool-call' && part.providerExecuted === true) this.#cannotRepeat = true
    return part
  }

  async #startAgain(failure: unknown): Promise<LanguageModelV4StreamPart | undefined> {
    // Whoever it was must not go on, nor keep a timer, for a stream that nobody reads.
    this.#drop(failure)
    // What fails after the end takes nothing from an answer.
    if (this.#finished) return undefined
    const { abortSignal } = this.#options
    if (abortSignal?.aborted === true) throw abortSignal.reason
    if (this.#left.signal.aborted) return undefined
    const mayRestart = this.#recovery.restartStream && this.#call.understandsReset
    if (this.#cannotRepeat || (this.#announced && !mayRestart)) throw finalError(failure, this.#call, this.#recovery)
    const signal = abortSignal === undefined ? this.#left.signal : AbortSignal.any([abortSignal, this.#left.signal])
    this.#model = await nextModel(failure, this.#recover, signal, (error) =>
      finalError(error, this.#call, this.#recovery),
    )
    this.#request = againRequest(this.#options, this.#recovery)
    await this.open(signal)
    this.#held = []
    if (!this.#announced) return this.#next()
    this.#announced = false
    return { type: 'raw', rawValue: textReset }
  }

  #drop(reason: unknown): void {
    void this.#reader?.cancel(reason).catch(() => {})
    this.#reader = undefined
  }

  #leave(reason: unknown): Promise<void> | undefined {
    // Without a reason the platform makes one, at the cost of half a request.
    this.#left.abort(reason ?? readerLeft)
    return this.#reader?.cancel(reason)
  }
}

function cutBeforeFinish({ provider, modelId }: LanguageModelV4): ModelError {
  return new ModelError(
    'MODEL_STREAM_CUT',
    `Provider "${provider}" ended the stream before the answer of model "${modelId}" was complete.`,
    {
      details: { provider, model: modelId },
    },
  )
}

/** The last error, with what came before it. Attempts are requests that were sent: both of a hedge, none at an open circuit. */
function finalError(error: unknown, { attempts, requests }: ModelCall, { isOutermost }: Recovery): unknown {
  if (!isOutermost || attempts.length === 0 || isRefusal(error) || !ModelError.isInstance(error)) return error
  const sent = requests.filter(({ outcome }) => outcome !== 'unsent').length
  // A model that is wrapped by hand counts no requests.
  const count = requests.length === 0 ? attempts.length + 1 : sent
  return new ModelError(error.code, `${error.message} Gave up after ${count} attempt${count === 1 ? '' : 's'}.`, {
    details: {
      ...error.details,
      attempts: count,
      earlier: attempts.map(({ model, code }) => `${model}: ${code}`),
    },
    retryable: error.retryable,
    cause: error.cause,
  })
}

/** What an attempt failed of, for the record. */
export function describeFailure(error: unknown): { readonly code: string; readonly reason: string } {
  if (AixgoError.isInstance(error)) return { code: error.code, reason: error.message }
  return { code: 'MODEL_FAILED', reason: ensureError(error).message }
}
