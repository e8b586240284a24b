import { ModelError } from '../errors/model-error.ts'
import { endpointOf } from '../models/endpoint.ts'
import { createModelCall, modelCall, type ModelCall } from '../models/model-call.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  ModelReference,
  ModelSettings,
} from '../models/model.ts'
import { modelName } from '../models/model.ts'
import { defaultResilience, type ResiliencePolicy } from '../models/resilience-policy.ts'
import type { AgentContext, StepContext } from '../runs/context.ts'
import { withCacheBreakpoints } from './cache-breakpoints.ts'
import { collectStream } from './collect-stream.ts'
import { resilienceOf, toUsage, warningText, type ModelOutcome } from './model-outcome.ts'
import { spend } from './spend.ts'

/** What a model is asked, without the signal: that comes from the step. */
export type ModelRequest = Omit<LanguageModelV4CallOptions, 'abortSignal'>

/** How a model is asked. */
export interface CallOptions {
  /** Retries, timeouts and fallbacks; models of the built-in providers get the default ones where there are none. */
  readonly resilience: ResiliencePolicy | undefined
  /** Wraps the model once it is there. */
  readonly adapt: ((model: LanguageModelV4) => LanguageModelV4) | undefined
}

/**
 * Asks a model, as one step. The request is made inside the step, so a replay builds none and resolves no model.
 * Rejects with a `ModelError`, or with the signal's reason.
 */
export function callModel(
  context: AgentContext,
  reference: ModelReference,
  makeRequest: () => ModelRequest | Promise<ModelRequest>,
  options: CallOptions,
): Promise<ModelOutcome> {
  return context.step({
    kind: 'model',
    name: modelName(reference),
    effect: 'none',
    requestOf: makeRequest,
    execute: async (step) => {
      const resolved = context.ports.resolveModel(reference)
      const model = 'then' in resolved ? await resolved : resolved
      const made = makeRequest()
      const request = 'then' in made ? await made : made
      return spend({ model, request, ask: (chosen) => askModel(chosen, request, step, options) }, step)
    },
  })
}

async function askModel(
  chosen: LanguageModelV4,
  request: ModelRequest,
  step: StepContext,
  { resilience, adapt }: CallOptions,
): Promise<ModelOutcome> {
  const policy = resilience ?? (endpointOf(chosen) === undefined ? undefined : defaultResilience)
  const guarded = policy === undefined ? chosen : await protect(chosen, policy, step)
  const model = adapt === undefined ? guarded : adapt(guarded)
  const described = { ...withCacheBreakpoints(request, chosen), [modelCall]: describeCall(step) }
  try {
    const options = step.cancellable ? { ...described, abortSignal: step.signal } : described
    return assertFinished(
      step.streaming
        ? await collectStream((await model.doStream(options)).stream, step)
        : toOutcome(await model.doGenerate(options)),
    )
  } catch (thrown) {
    if (step.cancellable && step.signal.aborted) throw step.signal.reason
    const { toModelError } = await import('../models/model-errors.ts')
    throw toModelError(thrown, { provider: model.provider, model: model.modelId })
  }
}

/** What the resilience middleware must know of a call, whoever put it around the model. */
function describeCall(step: StepContext): ModelCall {
  const { clock, random } = step.ports
  return createModelCall({ agent: step.agent, clock, random, understandsReset: true, announce: step.announce })
}

// Loaded with the first model that needs it: scripted and offline models do not.
async function protect(
  model: LanguageModelV4,
  policy: ResiliencePolicy,
  { ports }: AgentContext,
): Promise<LanguageModelV4> {
  const { applyResilience } = await import('../models/middleware/apply-resilience.ts')
  return applyResilience(model, policy, ports.resolveModel)
}

/** Some providers report a failure as the way an answer ended; half an answer must not pass for one. */
function assertFinished(outcome: ModelOutcome): ModelOutcome {
  if (outcome.finishReason !== 'error') return outcome
  throw new ModelError('MODEL_FAILED', 'The provider reported an error while the model was answering.')
}

function toOutcome(result: LanguageModelV4GenerateResult): ModelOutcome {
  const report = resilienceOf(result.providerMetadata)
  return {
    content: result.content,
    finishReason: result.finishReason.unified,
    usage: toUsage(result.usage, report),
    ...(result.warnings.length === 0 ? {} : { warnings: result.warnings.map(warningText) }),
    ...(result.response?.modelId === undefined ? {} : { modelId: result.response.modelId }),
    ...report,
  }
}

/** The settings that are set, as models take them. */
export function definedSettings(settings: ModelSettings): Partial<ModelRequest> {
  const { stopSequences, ...rest } = settings
  const defined = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return stopSequences === undefined ? defined : { ...defined, stopSequences: [...stopSequences] }
}
