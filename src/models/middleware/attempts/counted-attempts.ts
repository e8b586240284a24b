import { AixgoError } from '../../../errors/aixgo-error.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  LanguageModelV4Usage,
} from '../../model.ts'
import { modelCall, type AttemptEnd, type ModelCall, type OpenAttempt } from '../../model-call.ts'
import { asRefusal } from '../../errors/refusal.ts'
import { whenAborted } from '../abort-listeners.ts'
import { attemptOrigin, originOf, type AttemptOptions } from './attempt-origin.ts'
import { isCounted, markCounted } from './counted.ts'
import { SeenCharacters } from './seen-characters.ts'
import { watchStream, type StreamEnd } from '../watch-stream.ts'
import { wrapModel } from '../wrap-model.ts'

/**
 * Opens and closes each request to a model through the call's `begin`. Belongs directly around the provider's model,
 * inside all that may send a request again. A model whose requests are counted already is given back as it is.
 */
export function withAttempts(model: LanguageModelV4): LanguageModelV4 {
  if (isCounted(model)) return model
  return markCounted(
    wrapModel(model, {
      doGenerate: (options) => (isOpened(options) ? generate(model, options) : model.doGenerate(options)),
      doStream: (options) => (isOpened(options) ? stream(model, options) : model.doStream(options)),
    }),
  )
}

/** Options whose call wants each request opened. */
type OpenedOptions = AttemptOptions & {
  readonly [modelCall]: ModelCall & { readonly begin: NonNullable<ModelCall['begin']> }
}

function isOpened(options: AttemptOptions): options is OpenedOptions {
  return options[modelCall]?.begin !== undefined
}

async function generate(model: LanguageModelV4, given: OpenedOptions): Promise<LanguageModelV4GenerateResult> {
  const opening = openAttempt(model, given)
  const attempt = opening instanceof Attempt ? opening : await opening
  try {
    const result = await model.doGenerate(attempt.enter())
    for (const part of result.content) attempt.seen.addContent(part)
    attempt.finish(result.usage)
    return result
  } catch (error) {
    attempt.fail(error)
    throw error
  }
}

async function stream(model: LanguageModelV4, given: OpenedOptions): Promise<LanguageModelV4StreamResult> {
  const opening = openAttempt(model, given)
  const attempt = opening instanceof Attempt ? opening : await opening
  try {
    const result = await model.doStream(attempt.enter())
    const watched = watchStream(
      result.stream,
      (end) => attempt.endStream(end),
      (part) => attempt.seen.addPart(part),
    )
    return { ...result, stream: watched }
  } catch (error) {
    attempt.fail(error)
    throw error
  }
}

/** Asks the caller to open a request; at once where it answers at once. */
function openAttempt(model: LanguageModelV4, given: OpenedOptions): Attempt | Promise<Attempt> {
  const { [modelCall]: call, [attemptOrigin]: _origin, ...options } = given
  given.abortSignal?.throwIfAborted()
  // What is hidden in the model must not open the same request once more.
  const request: AttemptOptions = { ...options, [modelCall]: { ...call, begin: undefined, onCached: undefined } }
  call.opened.requests += 1
  const { cause, waitMs } = originOf(given)
  let opened: OpenAttempt | Promise<OpenAttempt>
  try {
    opened = call.begin({ attempt: call.opened.requests, model, cause, waitMs, options })
  } catch (thrown) {
    throw asRefusal(thrown)
  }
  return 'then' in opened ? whenOpened(opened, request) : new Attempt(opened, request)
}

/** Rejects as soon as the signal aborts; a request that is opened after that is ended at once. */
function whenOpened(opening: Promise<OpenAttempt>, request: LanguageModelV4CallOptions): Promise<Attempt> {
  const { abortSignal: signal } = request
  return new Promise((resolve, reject) => {
    const stop = signal === undefined ? undefined : whenAborted(signal, () => reject(signal.reason))
    opening.then(
      (opened) => {
        stop?.()
        resolve(new Attempt(opened, request))
      },
      (thrown: unknown) => {
        stop?.()
        reject(asRefusal(thrown))
      },
    )
  })
}

/** One request that was opened, and its only end. */
class Attempt {
  readonly seen = new SeenCharacters()
  readonly #opened: OpenAttempt
  readonly #request: LanguageModelV4CallOptions
  #stopListening: (() => void) | undefined
  #ended = false

  constructor(opened: OpenAttempt, request: LanguageModelV4CallOptions) {
    this.#opened = opened
    this.#request = request
    const { abortSignal: signal } = request
    if (signal === undefined) return
    // Nobody may be left to hear of the answer, so the signal itself ends the request.
    if (signal.aborted) this.#end({ status: 'cancelled', error: signal.reason })
    else this.#stopListening = whenAborted(signal, () => this.#giveUp(signal.reason))
  }

  /** What is sent. Throws the signal's reason where it aborted since the request was opened. */
  enter(): LanguageModelV4CallOptions {
    this.#request.abortSignal?.throwIfAborted()
    return this.#request
  }

  finish(usage: LanguageModelV4Usage): void {
    const told = usage.inputTokens.total !== undefined || usage.outputTokens.total !== undefined
    this.#end({ status: 'ok', ...(told ? { usage } : {}) })
  }

  fail(error: unknown): void {
    this.#end({ status: 'error', error })
  }

  endStream(end: StreamEnd): void {
    if (end.type === 'finish') this.finish(end.part.usage)
    else if (end.type === 'error') this.fail(end.error)
    else if (end.type === 'left') this.#giveUp(end.reason)
    else this.#end({ status: 'error' })
  }

  #giveUp(reason: unknown): void {
    if (isTimeLimit(reason)) this.fail(reason)
    else this.#end({ status: 'cancelled', ...(reason === undefined ? {} : { error: reason }) })
  }

  #end(end: Omit<AttemptEnd, 'seenCharacters'>): void {
    if (this.#ended) return
    this.#ended = true
    this.#stopListening?.()
    this.#opened.end({ ...end, seenCharacters: this.seen.count })
  }
}

function isTimeLimit(reason: unknown): boolean {
  return AixgoError.isInstance(reason) && reason.code === 'MODEL_TIMEOUT'
}
