import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
} from '../model.ts'
import { isCounted, markCounted } from './attempts/counted.ts'

/** What a wrapper does with the calls of the model it wraps. */
export interface ModelCalls {
  doGenerate(options: LanguageModelV4CallOptions): PromiseLike<LanguageModelV4GenerateResult>
  doStream(options: LanguageModelV4CallOptions): PromiseLike<LanguageModelV4StreamResult>
}

/** A model with the name and the abilities of another one, and calls of its own that end in calls of that model. */
export function wrapModel(model: LanguageModelV4, { doGenerate, doStream }: ModelCalls): LanguageModelV4 {
  const wrapped: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls
    },
    doGenerate,
    doStream,
  }
  return isCounted(model) ? markCounted(wrapped) : wrapped
}
