import { endpointOf } from '../../models/endpoint.ts'
import { assertInput } from '../../models/input/assert-input.ts'
import { checkAnswer, type AnswerSubject } from '../../models/guard/check-ending.ts'
import { isLocal } from '../../models/local-model.ts'
import { callDirectly, directModel } from '../../models/middleware/direct-call.ts'
import { withUnpriced } from '../../models/middleware/attempts/unpriced.ts'
import { wrapModel } from '../../models/middleware/wrap-model.ts'
import { repairRequest } from '../../models/prompt/repair-request.ts'
import { createModelCall, modelCall, type ModelCallOptions } from '../../models/model-call.ts'
import type { LanguageModelV4, LanguageModelV4GenerateResult, ModelReference } from '../../models/model.ts'
import { modelName } from '../../models/model.ts'
import { isRefusal } from '../../models/errors/refusal.ts'
import { defaultResilience, type ResiliencePolicy } from '../../models/resilience-policy.ts'
import type { EngineContext, EngineStep } from '../../runs/engine.ts'
import type { ModelOutcome } from '../../runs/outcomes.ts'
import type { Meter } from '../../runs/step.ts'
import { once } from '../../util/once.ts'
import type { Writable } from '../../util/writable.ts'
import { withCacheBreakpoints } from './cache-breakpoints.ts'
import { collectStream } from './collect-stream.ts'
import { reasonOf, resilienceOf, toUsage, warningText } from './model-outcome.ts'
import type { ModelRequest } from './model-request.ts'
import { meteredNeed, openAttempt } from './open-attempt.ts'

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
  context: EngineContext,
  reference: ModelReference,
  makeRequest: () => ModelRequest | Promise<ModelRequest>,
  options: CallOptions,
): Promise<ModelOutcome> {
  return context.step({
    kind: 'model',
    name: modelName(reference),
    effect: 'none',
    requestOf: async () => withoutHeaders(await makeRequest()),
    execute: (step) => askModel({ reference, makeRequest, options }, step),
  })
}

/** What is kept of a request: headers may hold secrets. */
function withoutHeaders({ headers: _headers, ...request }: ModelRequest): ModelRequest {
  return request
}

/** The agent's own model, or the cheaper one that a budget names once too little is left. */
async function affordable(
  model: LanguageModelV4,
  request: ModelRequest,
  meter: Meter,
  step: EngineStep,
): Promise<LanguageModelV4> {
  const cheaper = await meter.choose(meteredNeed(model, request))
  return cheaper === undefined ? model : step.world.resolveModel(cheaper)
}

/** What is asked of which model. */
interface ModelQuestion {
  readonly reference: ModelReference
  readonly makeRequest: () => ModelRequest | Promise<ModelRequest>
  readonly options: CallOptions
}

async function askModel(question: ModelQuestion, step: EngineStep): Promise<ModelOutcome> {
  const { resilience, adapt } = question.options
  const resolved = step.world.resolveModel(question.reference)
  const own = 'then' in resolved ? await resolved : resolved
  const made = question.makeRequest()
  const request = 'then' in made ? await made : made
  const { meter } = step
  const chosen = meter === undefined ? own : await affordable(own, request, meter, step)
  const isWatched = step.isHeard || step.meter !== undefined
  const hasOwnSettings = request.providerOptions?.['aixgo'] !== undefined
  const protection: Protection = { policy: resilience, isWatched, hasOwnSettings }
  const options = describeCall(withCacheBreakpoints(request, chosen), step, isWatched)
  try {
    if (isDirect(chosen, protection, step)) {
      const asked =
        adapt === undefined ? callDirectly(chosen, options, step) : adapt(directModel(chosen, step)).doGenerate(options)
      return toOutcome(await asked, askedModel(chosen))
    }
    const protectedModel = await protect(chosen, protection, step)
    const model = adapt === undefined ? protectedModel : adapt(protectedModel)
    options.abortSignal = step.signal
    return step.isStreaming
      ? await collectStream((await model.doStream(options)).stream, step, askedModel(chosen))
      : toOutcome(await model.doGenerate(options), askedModel(chosen))
  } catch (thrown) {
    if (step.aborted !== undefined) throw step.aborted.reason
    if (isRefusal(thrown)) throw thrown
    const { toModelError } = await import('../../models/errors/model-errors.ts')
    throw withUnpriced(toModelError(thrown, subjectOf(chosen)), options[modelCall])
  }
}

/** The options of a call, with what the middleware must know of it, whoever put it around the model. */
function describeCall(request: ModelRequest, step: EngineStep, isWatched: boolean): Writable<ModelCallOptions> {
  const { clock, random } = step.world
  const call = createModelCall({
    agent: step.agent,
    clock,
    random,
    understandsReset: true,
    announce: (progress) => step.announce(progress),
    begin: isWatched ? (start) => openAttempt(start, step) : undefined,
    onCached: isWatched ? (model) => announceCached(model, step) : undefined,
  })
  return { ...request, [modelCall]: call }
}

function announceCached(model: LanguageModelV4, step: EngineStep): void {
  const attempt = { attempt: 1, model: modelName(model) }
  step.announce({ type: 'attempt-start', ...attempt, cause: 'first', waitMs: 0 })
  step.announce({ type: 'attempt-end', ...attempt, status: 'cached' })
}

const loadCounting = /* @__PURE__ */ once(() => import('../../models/middleware/attempts/counted-attempts.ts'))
const loadResilience = /* @__PURE__ */ once(() => import('../../models/middleware/apply-resilience.ts'))

/** How one call is protected. */
interface Protection {
  /** What the agent says; retries and time limits where it says nothing. */
  readonly policy: ResiliencePolicy | undefined
  readonly isWatched: boolean
  /** True where the provider has to be told something that the interface has no word for. */
  readonly hasOwnSettings: boolean
}

/** True for a call that gets the usual protection in its lightest form. */
function isDirect(
  model: LanguageModelV4,
  { policy, isWatched, hasOwnSettings }: Protection,
  step: EngineStep,
): boolean {
  const isPlain = policy === undefined && !isWatched && !hasOwnSettings
  return isPlain && !step.isStreaming && endpointOf(model) === undefined && !isLocal(model)
}

async function protect(
  model: LanguageModelV4,
  { policy, isWatched }: Protection,
  step: EngineStep,
): Promise<LanguageModelV4> {
  if (policy === undefined && isLocal(model)) {
    // Loaded for those that somebody watches only.
    return checkedModel(isWatched ? (await loadCounting()).withAttempts(model) : model)
  }
  const { applyResilience } = await loadResilience()
  return applyResilience(model, policy ?? defaultResilience, step.world.resolveModel)
}

/** A model that nothing else protects: asked what any other one is asked, and held to its end as any other. */
function checkedModel(model: LanguageModelV4): LanguageModelV4 {
  // What stands in for a provider fetches nothing, and minds no address.
  const asked = { ...subjectOf(model), modelId: model.modelId, supportedUrls: anyAddress }
  return wrapModel(model, {
    async doGenerate(options) {
      await assertInput(options, asked)
      return checkAnswer(await model.doGenerate(repairRequest(options)), subjectOf(model))
    },
    async doStream(options) {
      await assertInput(options, asked)
      return model.doStream(repairRequest(options))
    },
  })
}

const anyAddress = { '*': [/^/] }

type AskedModel = NonNullable<ModelOutcome['model']>

const named = new WeakMap<LanguageModelV4, AskedModel>()

/** How a model is priced: by the same object each time, so that its price need not be looked up for every call. */
function askedModel(model: LanguageModelV4): AskedModel {
  const known = named.get(model)
  if (known !== undefined) return known
  const asked = { provider: model.provider, modelId: model.modelId }
  named.set(model, asked)
  return asked
}

function subjectOf({ provider, modelId }: LanguageModelV4): AnswerSubject {
  return { provider, model: modelId }
}

/** What the model calls itself; most say it, and a run asks for each of its answers. */
function modelIdOf(response: LanguageModelV4GenerateResult['response']): Pick<ModelOutcome, 'modelId'> | undefined {
  const modelId = response?.modelId
  return modelId === undefined ? undefined : { modelId }
}

function toOutcome(result: LanguageModelV4GenerateResult, model: AskedModel): ModelOutcome {
  const report = resilienceOf(result.providerMetadata)
  return {
    content: result.content,
    ...reasonOf(result.finishReason),
    usage: toUsage(result.usage, report),
    model,
    ...(result.warnings.length === 0 ? undefined : { warnings: result.warnings.map(warningText) }),
    ...modelIdOf(result.response),
    ...report,
  }
}
