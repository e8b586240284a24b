import { AixgoError } from '../../../errors/aixgo-error.ts'
import { profileOf } from '../../profiles/profile-of.ts'
import { modelName, type LanguageModelV4, type ModelReference } from '../../model.ts'
import type { ModelCall } from '../../model-call.ts'
import { describeFailure, recoveringModel } from './recovering-model.ts'

/** One of the models to ask in turn. */
export interface FallbackCandidate {
  readonly reference: ModelReference
  /** Gives the model; called when its turn comes. */
  readonly resolve: () => LanguageModelV4 | Promise<LanguageModelV4>
}

/** How candidates are asked. */
export interface FallbackOptions {
  readonly strategy: 'ordered' | 'round-robin'
  readonly restartStream: boolean
}

/**
 * Asks the next model where one cannot answer, and records why. Another model would refuse the same request, or refuse
 * it for its content, just so; these errors are final. A conversation that has outgrown a window is given to models whose
 * window is larger, or not known.
 */
export function withFallback(
  primary: LanguageModelV4,
  others: readonly FallbackCandidate[],
  { strategy, restartStream }: FallbackOptions,
): LanguageModelV4 {
  const candidates: readonly FallbackCandidate[] = [{ reference: primary, resolve: () => primary }, ...others]
  let calls = 0
  return recoveringModel(primary, {
    restartStream,
    isOutermost: true,
    cause: 'fallback',
    start: (call) => {
      const first = strategy === 'round-robin' ? calls++ % candidates.length : 0
      const order = [...candidates.slice(first), ...candidates.slice(0, first)]
      return startFallback(order, primary, call)
    },
  })
}

function startFallback(order: readonly FallbackCandidate[], primary: LanguageModelV4, call: ModelCall) {
  const turns = new Turns(order, call)
  const [begin] = order
  const first = begin === undefined || begin.reference === primary ? primary : lazily(() => turns.take(0), primary)
  return { first, recover: (error: unknown) => turns.after(error) }
}

/** Whose turn it is to be asked in one call. */
class Turns {
  readonly #order: readonly FallbackCandidate[]
  readonly #call: ModelCall
  #position = 0
  /** The largest window that the conversation is known to have outgrown. */
  #outgrown = 0

  constructor(order: readonly FallbackCandidate[], call: ModelCall) {
    this.#order = order
    this.#call = call
  }

  /** The model to ask after a failure; none where that is final. Fails as the last one does that cannot be made. */
  async after(error: unknown): Promise<LanguageModelV4 | undefined> {
    let failure = error
    for (;;) {
      const following = isFallbackError(failure) ? this.#following(failure) : undefined
      if (following === undefined) break
      const next = this.#nameOf(following)
      const failed = { model: this.#nameOf(this.#position), ...describeFailure(failure), delayMs: 0, next }
      this.#call.attempts.push(failed)
      this.#call.announce({ type: 'model-retry', ...failed })
      try {
        return await this.take(following)
      } catch (thrown) {
        failure = thrown
      }
    }
    if (failure !== error) throw failure
    return undefined
  }

  /** Makes the model at a position, and notes that it answers from now on. */
  async take(position: number): Promise<LanguageModelV4 | undefined> {
    this.#position = position
    this.#call.notes = { ...this.#call.notes, answeredBy: this.#nameOf(position) }
    const found = await this.#order[position]?.resolve()
    if (found === undefined) return undefined
    const { provider, modelId } = found
    this.#call.notes = { ...this.#call.notes, model: { provider, modelId } }
    return found
  }

  /** The next position that may do better. */
  #following(failure: unknown): number | undefined {
    if (isOutgrown(failure)) this.#outgrown = Math.max(this.#outgrown, this.#windowOf(this.#position) ?? 0)
    for (let position = this.#position + 1; position < this.#order.length; position += 1) {
      if (this.#outgrown === 0 || (this.#windowOf(position) ?? Infinity) > this.#outgrown) return position
    }
    return undefined
  }

  #nameOf(position: number): string {
    const candidate = this.#order[position]
    return candidate === undefined ? '' : modelName(candidate.reference)
  }

  #windowOf(position: number): number | undefined {
    return profileOf(this.#nameOf(position)).window
  }
}

/** A model whose turn comes first but that is not resolved yet. */
function lazily(take: () => Promise<LanguageModelV4 | undefined>, primary: LanguageModelV4): LanguageModelV4 {
  const resolve = async (): Promise<LanguageModelV4> => (await take()) ?? primary
  return {
    specificationVersion: 'v4',
    provider: primary.provider,
    modelId: primary.modelId,
    supportedUrls: {},
    doGenerate: (options) => resolve().then((model) => model.doGenerate(options)),
    doStream: (options) => resolve().then((model) => model.doStream(options)),
  }
}

const finalCodes: ReadonlySet<string> = /* @__PURE__ */ new Set(['MODEL_REQUEST_INVALID', 'MODEL_CONTENT_FILTERED'])

function isFallbackError(error: unknown): boolean {
  return AixgoError.isInstance(error) && error.code.startsWith('MODEL_') && !finalCodes.has(error.code)
}

function isOutgrown(error: unknown): boolean {
  return AixgoError.isInstance(error) && error.code === 'MODEL_WINDOW_EXCEEDED'
}
