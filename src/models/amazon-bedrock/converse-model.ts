import { ModelError } from '../../errors/model-error.ts'
import { thinkingBudget, withAnswerLimit } from '../adapt/answer-limit.ts'
import { adaptModel } from '../adapt/adapt-model.ts'
import { hoistInstructions } from '../adapt/hoist-instructions.ts'
import { mergeOptions } from '../adapt/merge-options.ts'
import { withOwnReasoning } from '../adapt/own-reasoning.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4FinishReason } from '../model.ts'
import type { ModelProfile } from '../profiles/profile.ts'
import { takesTopK, withTopK } from './top-k.ts'
import { withoutBlankResults } from './blank-results.ts'

/** A model of the Converse API with what the package leaves to its callers. */
export function converseModel(model: LanguageModelV4, { maxOutput }: Pick<ModelProfile, 'maxOutput'>): LanguageModelV4 {
  return adaptModel(model, {
    request(options) {
      const providerOptions = mergeOptions(options.providerOptions, ['amazonBedrock', 'bedrock'])
      const named = providerOptions === undefined ? options : { ...options, providerOptions }
      const thinking = providerOptions?.['amazonBedrock']?.['reasoningConfig']
      // Without thinking, Bedrock itself takes the longest answer where no limit is named.
      const limited = thinkingBudget(thinking) > 0 ? withAnswerLimit(named, { maxOutput, thinking }) : named
      return withTopK({ ...limited, prompt: takenPrompt(options.prompt) }, model.modelId)
    },
    warnings: ({ topK }) =>
      topK === undefined || takesTopK(model.modelId) ? [] : [{ type: 'unsupported', feature: 'topK' }],
    result: (result) => ({ ...result, finishReason: namedReason(result.finishReason) }),
    parts: () => (part) => (part.type === 'finish' ? { ...part, finishReason: namedReason(part.finishReason) } : part),
    failure: (thrown) => (isDamage(thrown) ? damaged(thrown, model) : thrown),
  })
}

function takenPrompt(prompt: LanguageModelV4CallOptions['prompt']): LanguageModelV4CallOptions['prompt'] {
  return withoutBlankResults(hoistInstructions(withOwnReasoning(prompt, isSigned)))
}

function isSigned({ amazonBedrock, bedrock }: NonNullable<LanguageModelV4CallOptions['providerOptions']>): boolean {
  const { signature, redactedData, redactedContent } = amazonBedrock ?? bedrock ?? {}
  return signature !== undefined || redactedData !== undefined || redactedContent !== undefined
}

/** Where the model wrote what Bedrock could not read, another try may do. */
function namedReason(reason: LanguageModelV4FinishReason): LanguageModelV4FinishReason {
  const { raw } = reason
  if (raw === 'malformed_model_output' || raw === 'malformed_tool_use') return { ...reason, unified: 'error' }
  return raw === 'model_context_window_exceeded' ? { ...reason, unified: 'length' } : reason
}

/** What the decoder of AWS's event streams throws where bytes are not those that were sent: plain errors, known by their words. */
function isDamage(thrown: unknown): thrown is Error {
  return (
    thrown instanceof Error &&
    /checksum|message length|message too short|header (type|tag)|event stream message/i.test(thrown.message) &&
    thrown.name === 'Error'
  )
}

function damaged(thrown: Error, { modelId }: LanguageModelV4): ModelError {
  return new ModelError(
    'MODEL_RESPONSE_INVALID',
    `Provider "amazon-bedrock" sent a stream of model "${modelId}" that arrived damaged.`,
    { details: { provider: 'amazon-bedrock', model: modelId }, cause: thrown },
  )
}
