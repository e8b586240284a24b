import type { ParsedModelName } from '../../models/names/parse-model-name.ts'
import { parseModelName } from '../../models/names/parse-model-name.ts'
import { providerPrefix } from '../../models/names/split-model-name.ts'

/** What stands beside the name of a model in a file. */
export interface BesideModel {
  readonly provider?: string | undefined
  readonly baseUrl?: string | undefined
  /** What the name stands for by the file itself. */
  readonly service?: { readonly provider: string; readonly model: string } | undefined
}

/**
 * Whose model a name in a file means. A provider in the name wins; then what stands beside it says who serves it, and at an
 * address alone it is a server that speaks like OpenAI's.
 * @throws ModelError `MODEL_NAME_INVALID`.
 */
export function configuredModelName(named: string, { provider, baseUrl, service }: BesideModel): ParsedModelName {
  const model = service?.model ?? named
  const serves = service?.provider ?? provider
  const isAtAddress = baseUrl !== undefined && providerPrefix(model) === undefined
  return parseModelName(model, { provider: serves ?? (isAtAddress ? 'openai-compatible' : undefined) })
}
