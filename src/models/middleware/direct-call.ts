import { assertInput } from '../input/assert-input.ts'
import { checkAnswer } from '../guard/check-ending.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '../model.ts'
import { modelCallOf } from '../model-call.ts'
import { repairRequest } from '../prompt/repair-request.ts'
import { deadlineQueue, type DeadlineQueue, type Limited } from './deadline-queue.ts'
import { modelTimeout } from './model-timeout.ts'
import type { ResiliencePorts } from './resilient-model.ts'
import { usualAnswerMs } from './time-limits.ts'
import { wrapModel } from './wrap-model.ts'

/** Who waits for the answer. */
export interface Caller {
  readonly signal: AbortSignal
  readonly aborted: { readonly reason: unknown } | undefined
  readonly world: ResiliencePorts
  onAbort(listener: () => void): () => void
}

/**
 * Asks a model under the default policy, without what a call rarely needs: one attempt under the usual time limit, and the
 * whole of the middleware once that has failed. For calls that are not streamed and whose requests nobody watches, of
 * models that nothing protects yet. Takes its signal from the caller, and makes one only for a model that looks at it.
 */
export function callDirectly(
  model: LanguageModelV4,
  request: LanguageModelV4CallOptions,
  caller: Caller,
): Promise<LanguageModelV4GenerateResult> {
  return new Promise((resolve, reject) => {
    const run = (): void => new DirectCall(model, request, caller).run(resolve, reject)
    const checking = assertInput(request, model)
    if (checking === undefined) run()
    else checking.then(run, reject)
  })
}

/** The same as a model, for what wraps one. */
export function directModel(model: LanguageModelV4, caller: Caller): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: {},
    doGenerate: (request) => callDirectly(model, request, caller),
    doStream: (request) => model.doStream(request),
  }
}

const directCall: unique symbol = Symbol('direct call') as never

/** Options with the call that makes their signal. */
interface DirectOptions extends LanguageModelV4CallOptions {
  readonly [directCall]?: DirectCall | undefined
}

// One function for all: options that each have a getter of their own are slow objects.
const lazySignal = {
  enumerable: true,
  configurable: true,
  get(this: DirectOptions): AbortSignal | undefined {
    return this[directCall]?.signal
  },
}

class DirectCall implements Limited {
  until = 0
  readonly #model: LanguageModelV4
  readonly #request: LanguageModelV4CallOptions
  readonly #caller: Caller
  readonly #answerMs: number
  #queue: DeadlineQueue | undefined
  #controller: AbortController | undefined
  #stopListening: (() => void) | undefined
  #resolve: ((result: LanguageModelV4GenerateResult) => void) | undefined
  #reject: ((reason: unknown) => void) | undefined

  constructor(model: LanguageModelV4, request: LanguageModelV4CallOptions, caller: Caller) {
    this.#model = model
    this.#request = request
    this.#caller = caller
    this.#answerMs = usualAnswerMs(model)
  }

  run(resolve: (result: LanguageModelV4GenerateResult) => void, reject: (reason: unknown) => void): void {
    const { clock } = modelCallOf(this.#request)
    this.#resolve = resolve
    this.#reject = reject
    this.until = clock.monotonic() + this.#answerMs
    this.#queue = deadlineQueue(clock, this.#answerMs)
    this.#queue.add(this)
    const options: DirectOptions = { ...this.#request, [directCall]: this }
    Object.defineProperty(options, 'abortSignal', lazySignal)
    try {
      this.#model.doGenerate(repairRequest(options)).then(
        (result) => this.#succeed(result),
        (thrown: unknown) => this.#fail(thrown),
      )
    } catch (thrown) {
      this.#fail(thrown)
    }
  }

  /** The signal of the request; made when the model looks at it. */
  get signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal
    const controller = new AbortController()
    this.#controller = controller
    const onAbort = (): void => controller.abort(this.#caller.aborted?.reason)
    if (this.#caller.aborted === undefined) this.#stopListening = this.#caller.onAbort(onAbort)
    else onAbort()
    return controller.signal
  }

  expire(): void {
    const error = modelTimeout(this.#model, 'answer', this.#answerMs)
    this.#controller?.abort(error)
    this.#fail(error)
  }

  #succeed(result: LanguageModelV4GenerateResult): void {
    if (!this.#end()) return
    try {
      const { provider, modelId: model } = this.#model
      this.#resolve?.(checkAnswer(result, { provider, model }))
    } catch (thrown) {
      this.#recover(thrown)
    }
  }

  #fail(thrown: unknown): void {
    if (this.#end()) this.#recover(thrown)
  }

  /** False where it has ended already. */
  #end(): boolean {
    if (this.#queue === undefined) return false
    this.#queue.remove(this)
    this.#queue = undefined
    this.#stopListening?.()
    return true
  }

  #recover(failure: unknown): void {
    const { aborted, signal } = this.#caller
    if (aborted !== undefined) return this.#reject?.(aborted.reason)
    recover(this.#model, failure, { ...this.#request, abortSignal: signal }, this.#caller.world).then(
      (result) => this.#resolve?.(result),
      (thrown: unknown) => this.#reject?.(thrown),
    )
  }
}

/** Goes on as the middleware does after such a failure of the first attempt. */
async function recover(
  model: LanguageModelV4,
  failure: unknown,
  options: LanguageModelV4CallOptions,
  ports: ResiliencePorts,
): Promise<LanguageModelV4GenerateResult> {
  const { resilientModel } = await import('./resilient-model.ts')
  let hasFailed = false
  const failedOnce = wrapModel(model, {
    doGenerate: async (request) => {
      if (hasFailed) return model.doGenerate(request)
      hasFailed = true
      throw failure
    },
    doStream: (request) => model.doStream(request),
  })
  const { clock, random, resolveModel } = ports
  return resilientModel(failedOnce, {}, { clock, random, resolveModel }).doGenerate(options)
}
