import { AixgoError } from '../../errors/aixgo-error.ts'
import { chooseEmbedder } from '../../config/sections/embeddings/choose-embedder.ts'
import type { LoadedConfig } from '../../config/load-config.ts'
import { parseEmbedderName } from '../../models/embeddings/parse-embedder-name.ts'
import { isProviderName, type ProviderName } from '../../models/providers.ts'
import { exitCodeFor } from '../exit-codes.ts'
import type { Finding } from './finding.ts'

/** How long the embedder may take to answer. */
const timeoutMs = 10_000

/** The provider whose key the embedder takes from the environment; none where the file brings its login or its address. */
export function embedderProvider(config: LoadedConfig['config']['embeddings']): ProviderName | undefined {
  if (config === undefined) return undefined
  const { name, block } = chooseEmbedder(config)
  const own: Readonly<Record<string, unknown>> = block === undefined ? {} : (config[block] ?? {})
  const login = [config.apiKey, config.apiKeyEnv, config.baseUrl, own['apiKey'], own['baseUrl'], own['endpoint']]
  if (name === undefined || login.some((value) => value !== undefined)) return undefined
  // The check of the file has parsed the name before.
  const { provider } = parseEmbedderName(name)
  return isProviderName(provider) ? provider : undefined
}

/** Has the embedder of a configuration embed one word: that shows key, address and model at once, and costs next to nothing. */
export async function checkEmbedder(loaded: LoadedConfig | undefined): Promise<readonly Finding[]> {
  if (loaded?.config.embeddings === undefined) return []
  const { configuredEmbedder } = await import('../../config/sections/embeddings/configured-embedder.ts')
  const embedder = configuredEmbedder(loaded.config.embeddings, loaded.env, {})
  const base = { check: 'live', subject: embedder.name } as const
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    await embedder.embed(['hello'], { signal })
    return [{ ...base, status: 'ok', message: `embeds texts as ${embedder.dimensions} numbers` }]
  } catch (thrown) {
    if (AixgoError.isInstance(thrown))
      return [{ ...base, status: 'error', message: thrown.message, exitCode: exitCodeFor(thrown) }]
    if (!signal.aborted) throw thrown
    return [{ ...base, status: 'error', message: `The embedder did not answer within ${timeoutMs / 1000} s.` }]
  }
}
