import { ensureError } from '../../../errors/ensure-error.ts'
import { dimensionsProblem } from '../../../models/embeddings/known-models.ts'
import { parseEmbedderName, type ParsedEmbedderName } from '../../../models/embeddings/parse-embedder-name.ts'
import { printable, quote } from '../../../util/text/printable.ts'
import {
  blocksOf,
  chooseEmbedder,
  embeddingBlocks,
  type EmbeddingBlock,
  type EmbeddingsConfig,
} from './choose-embedder.ts'
import type { CheckContext } from '../../check/check-context.ts'
import type { CheckedSection } from '../section.ts'

const section = 'embeddings'
const example = '"embeddings: openai:text-embedding-3-small"'

/** Checks what the keys of `embeddings` say of each other, and whether there is such a model to be asked. */
export function checkEmbeddings({ config }: CheckedSection<EmbeddingsConfig>, context: CheckContext): void {
  if (config === undefined || isOpen(config, context)) return
  const { name, block } = chooseEmbedder(config)
  checkBlocks(config, name, block, context)
  checkKey(config, context)
  if (name === undefined) return reportNoModel(config, context)
  const parsed = parse(name, context)
  if (parsed === undefined) return
  checkDimensions(config, parsed, block, context)
  checkAddress(config, parsed, block, context)
}

/** What a variable without a value will say is not known. */
function isOpen(config: EmbeddingsConfig, context: CheckContext): boolean {
  const keys = ['model', 'provider', 'base_url', ...blocksOf(config).map((block) => embeddingBlocks[block].key)]
  return keys.some(
    (key) =>
      context.isDoubtful([section, key]) ||
      context.isDoubtful([section, key, 'model']) ||
      context.isMeant([section, key]),
  )
}

function checkBlocks(
  config: EmbeddingsConfig,
  name: string | undefined,
  chosen: EmbeddingBlock | undefined,
  context: CheckContext,
): void {
  const blocks = blocksOf(config)
  if (chosen === undefined && blocks.length > 1 && name === undefined) return
  for (const block of blocks.filter((each) => each !== chosen)) {
    const { key } = embeddingBlocks[block]
    context.warn(
      [section, key],
      'This block has no effect.',
      `The model is ${quote(name ?? '')}. Remove the block, or write "provider: ${key}".`,
    )
  }
  if (chosen === undefined) return
  const { key } = embeddingBlocks[chosen]
  const values: Readonly<Record<string, unknown>> = config[chosen] ?? {}
  const twice = [
    ['model', 'model', config.model, values['model']],
    ['api_key', 'api_key', config.apiKey ?? config.apiKeyEnv, values['apiKey']],
    [
      'base_url',
      chosen === 'openai' ? 'base_url' : 'endpoint',
      config.baseUrl,
      values['baseUrl'] ?? values['endpoint'],
    ],
    ['dimensions', 'dimensions', config.dimensions, values['dimensions']],
  ] as const
  for (const [outer, inner, outside, inside] of twice) {
    if (outside === undefined || inside === undefined) continue
    context.error([section, key, inner], `"${outer}" is given here and beside "${key}".`, 'Keep one of them.')
  }
}

function checkKey({ apiKey, apiKeyEnv }: EmbeddingsConfig, context: CheckContext): void {
  if (apiKey === undefined || apiKeyEnv === undefined) return
  context.error([section, 'api_key_env'], '"api_key" and "api_key_env" both give the key.', 'Keep "api_key_env".')
}

function reportNoModel(config: EmbeddingsConfig, context: CheckContext): void {
  const several = config.provider === undefined && blocksOf(config).length > 1
  if (several) {
    const names = blocksOf(config).map((block) => quote(embeddingBlocks[block].key))
    return context.error(
      [section],
      `There are settings for ${names.join(' and ')}, and none is chosen.`,
      'Add "provider".',
    )
  }
  context.error([section], 'No embedding model is named.', `Add "model", or write ${example}.`)
}

function parse(name: string, context: CheckContext): ParsedEmbedderName | undefined {
  try {
    return parseEmbedderName(name)
  } catch (thrown) {
    context.error([section, 'model'], printable(ensureError(thrown).message))
    return undefined
  }
}

function checkDimensions(
  config: EmbeddingsConfig,
  { model }: ParsedEmbedderName,
  block: EmbeddingBlock | undefined,
  context: CheckContext,
): void {
  const inBlock = config.dimensions === undefined && block === 'openai' ? config.openai?.dimensions : undefined
  const dimensions = config.dimensions ?? inBlock
  const problem = dimensions === undefined ? undefined : dimensionsProblem(model, dimensions)
  if (problem === undefined) return
  context.error(
    inBlock === undefined ? [section, 'dimensions'] : [section, 'openai', 'dimensions'],
    `The model ${quote(model)} ${problem} numbers for a text, not ${dimensions}.`,
    'Change the number, or remove the key.',
  )
}

/** Providers without a usual address, and the variable that may hold one. */
const addressVariables: Readonly<Record<string, string | undefined>> = {
  azure: 'AZURE_OPENAI_ENDPOINT',
  'huggingface-tei': 'HUGGINGFACE_TEI_BASE_URL',
  'openai-compatible': 'OPENAI_COMPATIBLE_BASE_URL',
}

function checkAddress(
  config: EmbeddingsConfig,
  { provider }: ParsedEmbedderName,
  block: EmbeddingBlock | undefined,
  context: CheckContext,
): void {
  const key = block === undefined ? 'base_url' : block === 'openai' ? 'openai' : embeddingBlocks[block].key
  const address =
    config.baseUrl ??
    (block === undefined ? undefined : block === 'openai' ? config.openai?.baseUrl : config[block]?.endpoint)
  const variable = addressVariables[provider]
  if (variable !== undefined && address === undefined && context.lookup(variable) === undefined) {
    context.warn(
      [section],
      `The provider "${provider}" has no address.`,
      `Set "base_url", or the variable ${variable}.`,
    )
  }
  if (address !== undefined && new URL(address).hostname === 'api-inference.huggingface.co') {
    context.warn(
      config.baseUrl === undefined ? [section, key, 'endpoint'] : [section, 'base_url'],
      'Hugging Face has given up this address; the one that took its place is used.',
      'Remove the key.',
    )
  }
}
