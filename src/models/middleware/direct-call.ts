import type { Clock } from '../../util/clock.ts'
import { checkAnswer } from '../guard/check-ending.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4GenerateResult } from '../model.ts'
import { modelCallOf } from '../model-call.ts'
import { repairRequest } from '../prompt/repair-request.ts'
import type { ResiliencePorts } from './resilient-model.ts'
import { deadlineQueue, type Limited } from './deadline-queue.ts'
import { modelTimeout } from './model-timeout.ts'

/** Who waits for the answer. */
export interface Caller {
  readonly signal: AbortSignal
  readonly aborted: { readonly reason: unknown } | undefined
  onAbort(listener: () => void): () => void
}

/** The usual limit of one answer without streaming, in milliseconds. */
const answerMs = 600_000

/**
 * A model under the default policy, for one caller, without what a call rarely needs: one attempt under the usual time
 * limit, and the whole of the middleware once that has failed. For calls that are not streamed and whose requests nobody
 * watches. Takes its signal from the caller, and makes one only for a model that looks at it.
 */
export function directModel(model: LanguageModelV4, caller: Caller, ports: ResiliencePorts): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: {},
    doGenerate: (request) => callDirectly(model, request, caller, ports),
    doStream: (request) => model.doStream(request),
  }
}

async function callDirectly(
  model: LanguageModelV4,
  request: LanguageModelV4CallOptions,
  caller: Caller,
  ports: ResiliencePorts,
): Promise<LanguageModelV4GenerateResult> {
  const call = new DirectCall(model, modelCallOf(request).clock, caller)
  try {
    return checkAnswer(await call.run(request), { provider: model.provider, model: model.modelId })
  } catch (thrown) {
    if (caller.aborted !== undefined) throw caller.aborted.reason
    return await recover(model, thrown, { ...request, abortSignal: caller.signal }, ports)
  }
}

/** Goes on as the middleware does after such a failure. */
async function recover(
  model: LanguageModelV4,
  failure: unknown,
  options: LanguageModelV4CallOptions,
  ports: ResiliencePorts,
): Promise<LanguageModelV4GenerateResult> {
  const { resilientModel } = await import('./resilient-model.ts')
  let hasFailed = false
  const failedOnce: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls
    },
    doGenerate: async (request) => {
      if (hasFailed) return model.doGenerate(request)
      hasFailed = true
      throw failure
    },
    doStream: (request) => model.doStream(request),
  }
  return resilientModel(failedOnce, {}, ports).doGenerate(options)
}

/** One attempt. Its signal is made when it is asked for: a model that looks at none costs none. */
class DirectCall implements Limited {
  readonly until: number
  readonly #model: LanguageModelV4
  readonly #clock: Clock
  readonly #caller: Caller
  #controller: AbortController | undefined
  #stopListening: (() => void) | undefined
  #reject: ((reason: unknown) => void) | undefined

  constructor(model: LanguageModelV4, clock: Clock, caller: Caller) {
    this.#model = model
    this.#clock = clock
    this.#caller = caller
    this.until = clock.monotonic() + answerMs
  }

  run(request: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const queue = deadlineQueue(this.#clock, answerMs)
    return new Promise((resolve, reject) => {
      this.#reject = reject
      queue.add(this)
      const end = (): void => {
        queue.remove(this)
        this.#stopListening?.()
      }
      try {
        this.#model.doGenerate(repairRequest(this.#optionsOf(request))).then(
          (result) => {
            end()
            resolve(result)
          },
          (thrown: unknown) => {
            end()
            reject(thrown)
          },
        )
      } catch (thrown) {
        end()
        reject(thrown)
      }
    })
  }

  #optionsOf(request: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
    // Read when the options are made into a request, and copied as a value by whoever copies them.
    const signalOf = (): AbortSignal => this.#signal
    return {
      ...request,
      get abortSignal() {
        return signalOf()
      },
    }
  }

  get #signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal
    const controller = new AbortController()
    this.#controller = controller
    const onAbort = (): void => controller.abort(this.#caller.aborted?.reason)
    if (this.#caller.aborted === undefined) this.#stopListening = this.#caller.onAbort(onAbort)
    else onAbort()
    return controller.signal
  }

  expire(): void {
    const error = modelTimeout(this.#model, 'answer', answerMs)
    this.#controller?.abort(error)
    this.#reject?.(error)
  }
}
