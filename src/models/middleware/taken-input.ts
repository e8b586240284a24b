import { providerOf } from '../endpoint.ts'
import { assertInput } from '../input/assert-input.ts'
import type { LanguageModelV4 } from '../model.ts'
import { wrapModel } from './wrap-model.ts'

/**
 * Refuses what the model does not take before anything else is done for the call: no turn in a queue, no money held, no
 * attempt. `asked` is the model itself, inside all that is around it.
 */
export function withTakenInput(model: LanguageModelV4, asked: LanguageModelV4): LanguageModelV4 {
  const subject = {
    provider: providerOf(asked),
    modelId: asked.modelId,
    get supportedUrls() {
      return asked.supportedUrls
    },
  }
  return wrapModel(model, {
    async doGenerate(options) {
      const checking = assertInput(options, subject)
      if (checking !== undefined) await checking
      return model.doGenerate(options)
    },
    async doStream(options) {
      const checking = assertInput(options, subject)
      if (checking !== undefined) await checking
      return model.doStream(options)
    },
  })
}
