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
  let position = 0
  const nameOf = (index: number): string => modelName(order[index]?.reference ?? primary)
  let outgrown = 0
  /** The next candidate that may do better. */
  const nextAfter = (from: number, failure: unknown): number | undefined => {
    if (isOutgrown(failure)) outgrown = Math.max(outgrown, windowOf(nameOf(from)) ?? 0)
    for (let index = from + 1; index < order.length; index += 1) {
      if (outgrown === 0 || (windowOf(nameOf(index)) ?? Infinity) > outgrown) return index
    }
    return undefined
  }
  const next = async (error: unknown): Promise<LanguageModelV4 | undefined> => {
    let failure = error
    for (;;) {
      const following = isFallbackError(failure) ? nextAfter(position, failure) : undefined
      if (following === undefined) break
      const failed = { model: nameOf(position), ...describeFailure(failure), delayMs: 0, next: nameOf(following) }
      position = following
      call.attempts.push(failed)
      call.announce({ type: 'model-retry', ...failed })
      call.notes = { ...call.notes, answeredBy: nameOf(position) }
      try {
        return await order[position]?.resolve()
      } catch (thrown) {
        failure = thrown
      }
    }
    if (failure !== error) throw failure
    return undefined
  }
  const begin = order[0]
  if (begin !== undefined && begin.reference !== primary) call.notes = { ...call.notes, answeredBy: nameOf(0) }
  return { first: begin?.reference === primary ? primary : lazily(begin, primary), recover: next }
}

/** A model whose turn comes first but that is not resolved yet. */
function lazily(candidate: FallbackCandidate | undefined, primary: LanguageModelV4): LanguageModelV4 {
  const resolve = async (): Promise<LanguageModelV4> => candidate?.resolve() ?? primary
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

function windowOf(name: string): number | undefined {
  return profileOf(name).window
}
