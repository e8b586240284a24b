import { adaptModel } from '../adapt/adapt-model.ts'
import { hoistInstructions } from '../adapt/hoist-instructions.ts'
import { mergeOptions } from '../adapt/merge-options.ts'
import { mergeTurns } from '../adapt/merge-turns.ts'
import { withOwnReasoning } from '../adapt/own-reasoning.ts'
import { unknownReason } from '../finish-reason.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4FinishReason } from '../model.ts'
import { enumForConst } from '../prompt/enum-for-const.ts'
import { withToolSchemas } from '../prompt/with-tool-schemas.ts'
import { geminiTools, toolNames } from './gemini-names.ts'
import { withPlainResults } from './gemini-results.ts'
import { geminiSchema } from './gemini-schema.ts'
import { defined } from '../../util/options/defined.ts'

/** A model of Gemini, on Google's own API or on Vertex AI, with what the package leaves to its callers. */
export function geminiModel(model: LanguageModelV4): LanguageModelV4 {
  const isVertex = model.provider.includes('vertex')
  const adapted = adaptModel(model, {
    supportedUrls: isVertex ? vertexUrls : undefined,
    request(options) {
      const { tools, toolChoice, responseFormat } = options
      const providerOptions = isVertex
        ? mergeOptions(options.providerOptions, ['googleVertex', 'vertex', 'google'])
        : options.providerOptions
      const own = hoistInstructions(withOwnReasoning(options.prompt, isSigned))
      return {
        ...options,
        ...defined({ providerOptions, tools: tools && geminiTools(tools) }),
        ...toolNames.to({ prompt: mergeTurns(withPlainResults(own)), toolChoice }),
        ...(responseFormat?.type === 'json' && responseFormat.schema !== undefined
          ? { responseFormat: { ...responseFormat, schema: geminiSchema(responseFormat.schema) } }
          : {}),
      }
    },
    async result(result) {
      const { content, finishReason, response } = result
      // The package takes an error with status 200 for an answer without content.
      if (content.length === 0 && finishReason.raw === undefined) {
        const { refuseErrorBody } = await import('../adapt/refuse-errors.ts')
        refuseErrorBody(response?.body)
      }
      const reason =
        finishReason.raw === undefined ? { ...finishReason, raw: unknownReason } : namedReason(finishReason)
      return { ...result, content: content.map(toolNames.from), finishReason: reason }
    },
    parts: () => (part) =>
      part.type === 'finish' ? { ...part, finishReason: namedReason(part.finishReason) } : toolNames.from(part),
  })
  return withToolSchemas(adapted, enumForConst)
}

// The package takes it for the Gemini API, which fetches less.
const vertexUrls = { '*': [/^https?:\/\/.*$/, /^gs:\/\/.*$/] }

function isSigned({
  google,
  googleVertex,
  vertex,
}: NonNullable<LanguageModelV4CallOptions['providerOptions']>): boolean {
  return (google ?? googleVertex ?? vertex)?.['thoughtSignature'] !== undefined
}

/** Reasons that the package does not know: for content, and where the answer broke and another try may not. */
const filters = /^(LANGUAGE|IMAGE_PROHIBITED_CONTENT|IMAGE_RECITATION|MODEL_ARMOR|JAILBREAK)$/
const accidents =
  /^(MALFORMED_FUNCTION_CALL|MALFORMED_RESPONSE|UNEXPECTED_TOOL_CALL|TOO_MANY_TOOL_CALLS|MISSING_THOUGHT_SIGNATURE|NO_IMAGE|IMAGE_OTHER)$/

function namedReason(reason: LanguageModelV4FinishReason): LanguageModelV4FinishReason {
  const { raw = '' } = reason
  if (filters.test(raw)) return { ...reason, unified: 'content-filter' }
  return accidents.test(raw) ? { ...reason, unified: 'error' } : reason
}
