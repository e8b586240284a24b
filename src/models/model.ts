import type { LanguageModelV4 } from '@ai-sdk/provider'
import type { KnownModelName } from './names/known-models.ts'

export type {
  JSONSchema7 as JsonSchema,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4FunctionTool,
  LanguageModelV4GenerateResult,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ProviderTool,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
  LanguageModelV4ToolResultOutput,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'

/**
 * A name of a model: `provider:model` (`openai:gpt-4o`) or `provider/model`, or a bare name whose beginning says the
 * provider (`gpt-4-turbo`, `claude-...`). Editors suggest those that are known; any other is taken too.
 */
export type ModelName = KnownModelName | (string & {})

/** How a model is referred to: by its name, or as any AI SDK `LanguageModelV4` object. */
export type ModelReference = ModelName | LanguageModelV4

/**
 * Turns a reference into a model. Called inside the model step, so a replayed run never resolves one.
 * @throws ModelError when the name is not understood or the provider's key is missing.
 */
export type ModelResolver = (reference: ModelReference) => LanguageModelV4 | Promise<LanguageModelV4>

/** The name a model goes by in step keys and events. */
export function modelName(reference: ModelReference): string {
  return typeof reference === 'string' ? reference : `${reference.provider}:${reference.modelId}`
}
