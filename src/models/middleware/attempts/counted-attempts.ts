import { AixgoError } from '../../../errors/aixgo-error.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  LanguageModelV4Usage,
} from '../../model.ts'
import { modelName } from '../../model.ts'
import { modelCall, type AttemptEnd, type ModelCall, type OpenAttempt, type CountedRequest } from '../../model-call.ts'
import { asRefusal } from '../../errors/refusal.ts'
import { whenAborted } from '../abort-listeners.ts'
import { attemptOrigin, originOf, type AttemptOptions } from './attempt-origin.ts'
import { isCounted, markCounted } from './counted.ts'
import { mayHaveCost } from './may-cost.ts'
import { SeenCharacters } from './seen-characters.ts'
import { watchStream, type StreamEnd } from '../watch-stream.ts'
import { wrapModel } from '../wrap-model.ts'

/**
 * Notes each request to a model on its call, and opens and closes it through the call's `begin`. Belongs directly around
 * the provider's model, inside all that may send a request again. A model whose requests are counted already is given
 * back as it is.
 */
export function withAttempts(model: LanguageModelV4): LanguageModelV4 {
  if (isCounted(model)) return model
  return markCounted(
    wrapModel(model, {
      doGenerate: (options) =>
        isOpened(options) ? generate(model, options) : noted(model, options, () => model.doGenerate(options)),
      doStream: (options) =>
        isOpened(options) ? stream(model, options) : noted(model, options, () => model.doStream(options)),
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

/** Sends a request that nobody opens. Of a stream only its beginning is seen: whoever has its cost reckoned opens it. */
function noted<Result>(
  model: LanguageModelV4,
  { [modelCall]: call }: AttemptOptions,
  send: () => PromiseLike<Result>,
): PromiseLike<Result> {
  if (call === undefined) return send()
  const request = addRequest(call, model)
  request.outcome = 'open'
  const fail = (error: unknown): void => {
    request.outcome = mayHaveCost(error, 0) ? 'lost' : 'free'
  }
  try {
    const sending = send()
    // Beside the answer and not in its way: whoever waits for it hears of a failure itself.
    void sending.then(() => {
      request.outcome = 'answered'
    }, fail)
    return sending
  } catch (error) {
    fail(error)
    throw error
  }
}

function addRequest({ requests }: ModelCall, model: LanguageModelV4): CountedRequest {
  const request: CountedRequest = { model: modelName(model), outcome: 'unsent' }
  requests.push(request)
  return request
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
    const watched = watchStream(result.stream, {
      onEnd: (end) => attempt.endStream(end),
      onPart: (part) => attempt.seen.addPart(part),
    })
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
  // What is hidden in the model must not open the same request once more, nor count it.
  const request: AttemptOptions = {
    ...options,
    [modelCall]: { ...call, begin: undefined, onCached: undefined, requests: [] },
  }
  const counted = addRequest(call, model)
  const { cause, waitMs } = originOf(given)
  let opened: OpenAttempt | Promise<OpenAttempt>
  try {
    opened = call.begin({ attempt: call.requests.length, model, cause, waitMs, options })
  } catch (thrown) {
    throw asRefusal(thrown)
  }
  return 'then' in opened ? whenOpened(opened, request, counted) : new Attempt(opened, request, counted)
}

/** Rejects as soon as the signal aborts; a request that is opened after that is ended at once. */
function whenOpened(
  opening: Promise<OpenAttempt>,
  request: LanguageModelV4CallOptions,
  counted: CountedRequest,
): Promise<Attempt> {
  const { abortSignal: signal } = request
  return new Promise((resolve, reject) => {
    const stop = signal === undefined ? undefined : whenAborted(signal, () => reject(signal.reason))
    opening.then(
      (opened) => {
        stop?.()
        resolve(new Attempt(opened, request, counted))
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
  readonly #counted: CountedRequest
  #stopListening: (() => void) | undefined
  #ended = false

  constructor(opened: OpenAttempt, request: LanguageModelV4CallOptions, counted: CountedRequest) {
    this.#opened = opened
    this.#request = request
    this.#counted = counted
    const { abortSignal: signal } = request
    if (signal === undefined) return
    // Nobody may be left to hear of the answer, so the signal itself ends the request.
    if (signal.aborted) this.#end({ status: 'cancelled', error: signal.reason })
    else this.#stopListening = whenAborted(signal, () => this.#giveUp(signal.reason))
  }

  /** What is sent. Throws the signal's reason where it aborted since the request was opened. */
  enter(): LanguageModelV4CallOptions {
    this.#request.abortSignal?.throwIfAborted()
    this.#counted.outcome = 'open'
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
    else this.#end({ status: 'cancelled', error: reason })
  }

  #end(end: Omit<AttemptEnd, 'seenCharacters' | 'mayCost'>): void {
    if (this.#ended) return
    this.#ended = true
    this.#stopListening?.()
    const seenCharacters = this.seen.count
    const wasSent = this.#counted.outcome !== 'unsent'
    const mayCost = wasSent && (end.status !== 'error' || mayHaveCost(end.error, seenCharacters))
    if (wasSent) this.#counted.outcome = end.status === 'ok' ? 'answered' : mayCost ? 'lost' : 'free'
    this.#opened.end({ ...end, seenCharacters, mayCost })
  }
}

function isTimeLimit(reason: unknown): boolean {
  return AixgoError.isInstance(reason) && reason.code === 'MODEL_TIMEOUT'
}
