import { ModelError } from '../../errors/model-error.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  ModelReference,
  ModelSettings,
} from '../../models/model.ts'
import { modelName } from '../../models/model.ts'
import type { AgentContext, StepContext } from '../../runs/context.ts'
import { withCacheBreakpoints } from './cache-breakpoints.ts'
import { collectStream } from './collect-stream.ts'
import { toUsage, warningText, type ModelOutcome } from './model-outcome.ts'
import { spend } from './spend.ts'

/** What a model is asked, without the signal: that comes from the step. */
export type ModelRequest = Omit<LanguageModelV4CallOptions, 'abortSignal'>

/**
 * Asks a model, as one step. The request is made inside the step, so a replay builds none and resolves no model.
 * `adapt` wraps the model once it is there. Rejects with a `ModelError`, or with the signal's reason.
 */
export function callModel(
  context: AgentContext,
  reference: ModelReference,
  makeRequest: () => ModelRequest | Promise<ModelRequest>,
  adapt?: (model: LanguageModelV4) => LanguageModelV4,
): Promise<ModelOutcome> {
  return context.step({
    kind: 'model',
    name: modelName(reference),
    effect: 'none',
    requestOf: makeRequest,
    execute: async (step) => {
      const resolved = context.ports.resolveModel(reference)
      const given = 'then' in resolved ? await resolved : resolved
      const model = adapt === undefined ? given : adapt(given)
      const made = makeRequest()
      const request = 'then' in made ? await made : made
      return spend({ model, request, ask: (chosen) => askModel(chosen, request, step) }, step)
    },
  })
}

/** Some providers report a failure as the way an answer ended; half an answer must not pass for one. */
function assertFinished(outcome: ModelOutcome): ModelOutcome {
  if (outcome.finishReason !== 'error') return outcome
  throw new ModelError('MODEL_FAILED', 'The provider reported an error while the model was answering.')
}

async function askModel(model: LanguageModelV4, request: ModelRequest, step: StepContext): Promise<ModelOutcome> {
  const marked = withCacheBreakpoints(request, model)
  try {
    const options = step.cancellable ? { ...marked, abortSignal: step.signal } : marked
    return assertFinished(
      step.streaming
        ? await collectStream((await model.doStream(options)).stream, step)
        : toOutcome(await model.doGenerate(options)),
    )
  } catch (thrown) {
    if (step.cancellable && step.signal.aborted) throw step.signal.reason
    const { toModelError } = await import('../../models/model-errors.ts')
    throw toModelError(thrown, { provider: model.provider, model: model.modelId })
  }
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

/** The settings that are set, as models take them. */
export function definedSettings(settings: ModelSettings): Partial<ModelRequest> {
  const { stopSequences, ...rest } = settings
  const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return stopSequences === undefined ? defined : { ...defined, stopSequences: [...stopSequences] }
}
