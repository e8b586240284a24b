import { AixgoError } from '../../errors/aixgo-error.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { LanguageModelV4 } from '../model.ts'
import type { Provider, ProviderProbe } from '../provider.ts'
import { resolveSettings, type Environment, type ResolvedSettings } from './provider-settings.ts'
import { providers, type ProviderName } from '../providers.ts'
import { createModelResolver } from '../resolve-model.ts'

const refusals: readonly number[] = [401, 403]

/** How a provider is tried. */
export interface ProbeOptions {
  readonly environment: Environment
  readonly fetch?: typeof globalThis.fetch | undefined
  readonly timeoutMs: number
}

/**
 * Tries a provider's login with one cheap request: a list that costs nothing, or one token of a small model.
 * @throws ModelError that says what is wrong: `MODEL_AUTHENTICATION`, `MODEL_UNAVAILABLE` and the like.
 */
export async function probeProvider(name: ProviderName, options: ProbeOptions): Promise<void> {
  const provider: Provider = await providers[name]()
  const signal = AbortSignal.timeout(options.timeoutMs)
  try {
    if (provider.probe === undefined) await askForToken(name, provider, options, signal)
    else await request(provider, provider.probe, options, signal)
  } catch (thrown) {
    if (AixgoError.isInstance(thrown)) throw thrown
    throw unreachable(
      name,
      signal.aborted ? `did not answer within ${options.timeoutMs / 1000} s` : 'could not be reached',
    )
  }
}

async function request(
  provider: Provider,
  probe: ProviderProbe,
  { environment, fetch }: ProbeOptions,
  signal: AbortSignal,
): Promise<void> {
  const settings = resolveSettings(provider, {}, environment)
  const { createModelFetch } = await import('../http/model-fetch.ts')
  // The way that the provider's models go, proxies included.
  const ask = createModelFetch({ fetch, environment, provider: provider.name, model: '' })
  // Redirects could carry the key to another host.
  const response = await ask(addressOf(provider, probe, settings), {
    headers: headersOf(probe, settings),
    signal,
    redirect: 'error',
  })
  await response.body?.cancel()
  if (response.ok) return
  const details = { provider: provider.name, status: response.status }
  if (refusals.includes(response.status) || probe.refusals?.includes(response.status) === true) {
    throw new ModelError(
      'MODEL_AUTHENTICATION',
      `Provider "${provider.name}" refused the key (status ${response.status}). Check ${provider.keyVariables[0]}.`,
      { details },
    )
  }
  if (response.status === 429)
    throw new ModelError('MODEL_RATE_LIMITED', `Provider "${provider.name}" asks to slow down (status 429).`, {
      details,
    })
  throw new ModelError(
    'MODEL_UNAVAILABLE',
    `Provider "${provider.name}" answered with status ${response.status}. Check ${provider.baseUrlVariable} if it is set.`,
    { details },
  )
}

function addressOf({ defaultBaseUrl }: Provider, { path }: ProviderProbe, { baseUrl }: ResolvedSettings): string {
  if (!path.startsWith('http')) return `${baseUrl}${path}`
  return baseUrl === defaultBaseUrl ? path : `${baseUrl}/models`
}

function headersOf({ headers }: ProviderProbe, { apiKey, headers: further }: ResolvedSettings): Record<string, string> {
  if (apiKey === undefined) return { ...further }
  return { ...(headers?.(apiKey) ?? { authorization: `Bearer ${apiKey}` }), ...further }
}

async function askForToken(
  name: ProviderName,
  { probeModel = '' }: Provider,
  { environment, fetch }: ProbeOptions,
  signal: AbortSignal,
): Promise<void> {
  const model: LanguageModelV4 = await createModelResolver({ environment, fetch })(`${name}:${probeModel}`)
  try {
    await model.doGenerate({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      maxOutputTokens: 1,
      abortSignal: signal,
    })
  } catch (thrown) {
    // Who is told that there is no such model has been let in.
    if (!AixgoError.isInstance(thrown) || thrown.code !== 'MODEL_NOT_FOUND') throw thrown
  }
}

function unreachable(provider: string, what: string): ModelError {
  return new ModelError('MODEL_UNAVAILABLE', `Provider "${provider}" ${what}.`, { details: { provider } })
}
