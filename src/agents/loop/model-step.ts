import type { Usage } from '../../messages/usage.ts'
import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4GenerateResult,
  LanguageModelV4Usage,
  ModelReference,
} from '../../models/model.ts'
import { modelName } from '../../models/model.ts'
import type { AgentContext } from '../../runs/context.ts'
import { collectStream } from './collect-stream.ts'

/** What one model call came to; this is what the ledger keeps of it. */
export interface ModelOutcome {
  readonly content: readonly LanguageModelV4Content[]
  readonly finishReason: LanguageModelV4FinishReason['unified']
  readonly usage: Usage
  readonly warnings?: readonly string[]
  /** The model that answered, as it calls itself. */
  readonly modelId?: string
}

/** What a model is asked, without the signal: that comes from the step. */
export type ModelRequest = Omit<LanguageModelV4CallOptions, 'abortSignal'>

/**
 * Asks a model, as one step. The request is made inside the step, so a replay builds none and resolves no model.
 * Rejects with a `ModelError`, or with the signal's reason.
 */
export function callModel(
  context: AgentContext,
  reference: ModelReference,
  makeRequest: () => ModelRequest | Promise<ModelRequest>,
): Promise<ModelOutcome> {
  return context.step({
    kind: 'model',
    name: modelName(reference),
    effect: 'none',
    execute: async (step) => {
      const resolved = context.ports.resolveModel(reference)
      const model = 'then' in resolved ? await resolved : resolved
      const made = makeRequest()
      const request = 'then' in made ? await made : made
      try {
        const options = step.cancellable ? { ...request, abortSignal: step.signal } : request
        return step.streaming
          ? await collectStream((await model.doStream(options)).stream, step)
          : toOutcome(await model.doGenerate(options))
      } catch (thrown) {
        if (step.cancellable && step.signal.aborted) throw step.signal.reason
        const { toModelError } = await import('../../models/model-errors.ts')
        throw toModelError(thrown, { provider: model.provider, model: model.modelId })
      }
    },
  })
}

function toOutcome(result: LanguageModelV4GenerateResult): ModelOutcome {
  return {
    content: result.content,
    finishReason: result.finishReason.unified,
    usage: toUsage(result.usage),
    ...(result.warnings.length === 0 ? {} : { warnings: result.warnings.map(warningText) }),
    ...(result.response?.modelId === undefined ? {} : { modelId: result.response.modelId }),
  }
}

/** The provider's usage in our terms; what it does not report counts as zero. */
export function toUsage(usage: LanguageModelV4Usage): Usage {
  return {
    inputTokens: usage.inputTokens.total ?? 0,
    outputTokens: usage.outputTokens.total ?? 0,
    cachedInputTokens: usage.inputTokens.cacheRead ?? 0,
    cacheWriteTokens: usage.inputTokens.cacheWrite ?? 0,
    reasoningTokens: usage.outputTokens.reasoning ?? 0,
    modelCalls: 1,
  }
}

type Warning = { readonly type: string; readonly feature?: string; readonly setting?: string; readonly details?: string; readonly message?: string }

/** A provider's warning as a sentence. Providers add kinds in patch releases, so unknown ones are shown as they are. */
export function warningText(warning: Warning): string {
  const subject = warning.feature ?? warning.setting
  const reason = warning.details ?? warning.message
  const parts = [warning.type, subject === undefined ? undefined : `"${subject}"`].filter((part) => part !== undefined)
  return reason === undefined ? parts.join(' ') : `${parts.join(' ')}: ${reason}`
}
