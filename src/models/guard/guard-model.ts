import { createRedactor } from '../../security/redact.ts'
import type { ModelErrorSubject } from '../errors/model-errors.ts'
import { assertInput, type AskedModel } from '../input/assert-input.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '../model.ts'
import { profileOf } from '../profiles/profile-of.ts'
import { mediaTypesOf } from '../prompt/media-types.ts'
import { withoutForeignTools } from '../prompt/foreign-tools.ts'
import { repairRequest } from '../prompt/repair-request.ts'
import type { SettingWords } from '../provider.ts'
import { sayOwnSettings } from './own-settings.ts'
import { toolFilePlaces } from '../prompt/tool-file-places.ts'
import { placeToolFiles, warningsOfFiles } from '../prompt/tool-files.ts'
import { checkAnswer } from './check-ending.ts'
import { markGuarded } from './guarded.ts'
import { guardStream } from './guard-stream.ts'
import { withReadNames } from './provider-option-names.ts'

/** What a guard must know of the model it wraps. */
export interface GuardSubject extends Omit<ModelErrorSubject, 'redact' | 'signal' | 'mediaTypes'> {
  /** Never shown in an error. */
  readonly secrets: readonly string[]
  /** How the provider says what has no word in the interface. */
  readonly settingWords?: SettingWords | undefined
}

/**
 * Wraps a provider's model so that it gets a conversation that every provider takes, that whatever goes wrong arrives as
 * a `ModelError`, without the key and without the prompt, and that what is no complete answer is an error and never half
 * an answer.
 */
export function guardModel(
  model: LanguageModelV4,
  { secrets, settingWords = {}, ...names }: GuardSubject,
): LanguageModelV4 {
  const subject: ModelErrorSubject = { ...names, redact: createRedactor(secrets) }
  const { provider, model: modelId } = names
  const placeOf = toolFilePlaces(model, profileOf(`${provider}:${modelId}`).input)
  const asked: AskedModel = {
    provider,
    modelId,
    get supportedUrls() {
      return model.supportedUrls
    },
  }
  const adapted = (options: LanguageModelV4CallOptions) =>
    withReadNames(placeToolFiles(withoutForeignTools(repairRequest(options), model.provider), placeOf), names.provider)
  const saidTo = (options: LanguageModelV4CallOptions) => {
    const said = sayOwnSettings(adapted(options), settingWords)
    const lost = warningsOfFiles(options.prompt, placeOf)
    return lost.length === 0 ? said : { ...said, warnings: [...said.warnings, ...lost] }
  }
  const guardedModel: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls
    },
    async doGenerate(options) {
      try {
        await assertInput(options, asked)
        const { options: said, warnings } = saidTo(options)
        const result = checkAnswer(await model.doGenerate(said), subject)
        return warnings.length === 0 ? result : { ...result, warnings: [...result.warnings, ...warnings] }
      } catch (thrown) {
        throw await explain(thrown, subject, options)
      }
    },
    async doStream(options) {
      try {
        await assertInput(options, asked)
        const { options: said, warnings } = saidTo(options)
        const result = await model.doStream(said)
        const stream = guardStream(result.stream, {
          subject,
          warnings,
          signal: options.abortSignal,
          explain: (thrown) => explain(thrown, subject, options),
        })
        return { ...result, stream }
      } catch (thrown) {
        throw await explain(thrown, subject, options)
      }
    },
  }
  return markGuarded(guardedModel)
}

// Loaded with the first error, as it brings the packages' error classes.
async function explain(
  thrown: unknown,
  subject: ModelErrorSubject,
  { abortSignal, prompt }: LanguageModelV4CallOptions,
): Promise<unknown> {
  const { toModelError } = await import('../errors/model-errors.ts')
  return toModelError(thrown, { ...subject, signal: abortSignal, mediaTypes: mediaTypesOf(prompt) })
}
