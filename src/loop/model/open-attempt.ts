import { AixgoError } from '../../errors/aixgo-error.ts'
import type { AttemptEnd, AttemptStart, OpenAttempt } from '../../models/model-call.ts'
import { modelName, type LanguageModelV4, type LanguageModelV4CallOptions } from '../../models/model.ts'
import { estimateTokens } from '../../models/prices/estimate-tokens.ts'
import { profileOf } from '../../models/profiles/profile-of.ts'
import type { EngineStep } from '../../runs/engine.ts'
import type { MeteredNeed, MeteredRequest } from '../../runs/step.ts'
import { toUsage } from './model-outcome.ts'
import { defined } from '../../util/options/defined.ts'

// Text has about four characters to a token; three is on the safe side for what was seen of an answer that was cut off.
const charactersPerToken = 3

/** A request to a model, as a budget sees it. */
export function meteredNeed(
  { provider, modelId }: LanguageModelV4,
  request: Pick<LanguageModelV4CallOptions, 'prompt' | 'tools' | 'responseFormat' | 'maxOutputTokens'>,
): MeteredNeed {
  let input: number | undefined
  return {
    provider,
    modelId,
    tokens: (maxOutput) => {
      const estimate = estimateTokens(request, maxOutput ?? profileOf(`${provider}:${modelId}`).maxOutput)
      return { input: (input ??= estimate.input), output: estimate.output }
    },
  }
}

/** Opens one request to a model: holds it in the budgets, and tells listeners of its start and of its end. */
export function openAttempt(start: AttemptStart, step: EngineStep): OpenAttempt | Promise<OpenAttempt> {
  const held = step.meter?.open(meteredNeed(start.model, start.options))
  if (held !== undefined && 'then' in held) return held.then((request) => begin(start, step, request))
  return begin(start, step, held)
}

function begin(start: AttemptStart, step: EngineStep, held: MeteredRequest | undefined): OpenAttempt {
  const { attempt, cause, waitMs } = start
  const model = modelName(start.model)
  step.announce({ type: 'attempt-start', attempt, model, cause, waitMs })
  return {
    end: (end) => {
      const usage = end.usage === undefined ? undefined : toUsage(end.usage)
      held?.settle({ usage, mayCost: end.mayCost, seenTokens: Math.ceil(end.seenCharacters / charactersPerToken) })
      step.announce({
        type: 'attempt-end',
        attempt,
        model,
        ...statusOf(end),
        ...defined({ usage }),
      })
    },
  }
}

function statusOf({ status, error }: AttemptEnd): { readonly status: AttemptEnd['status']; readonly code?: string } {
  return AixgoError.isInstance(error) ? { status, code: error.code } : { status }
}
