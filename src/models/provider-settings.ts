import { ModelError } from '../errors/model-error.ts'
import type { Provider } from './provider.ts'

/** Variables by name, such as `process.env` or what a `.env` file adds to it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What may be set for a provider in code; it wins over the environment. */
export interface ProviderSettings {
  readonly apiKey?: string | undefined
  readonly baseUrl?: string | undefined
  /** Sent with every request, beside the provider's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** A provider's settings, complete. */
export interface ResolvedSettings {
  readonly apiKey: string | undefined
  readonly baseUrl: string
  readonly headers: Readonly<Record<string, string>>
}

/** The environment of the process, for library users who hand in none. Read on use, not on import. */
export function processEnvironment(): Environment {
  return process.env
}

/**
 * Finds a provider's key and address: what is set in code, then the environment, then the provider's default.
 * @throws ModelError `MODEL_KEY_MISSING`, `MODEL_AUTHENTICATION`, `MODEL_ADDRESS_INVALID`.
 */
export function resolveSettings(
  provider: Provider,
  settings: ProviderSettings,
  environment: Environment,
): ResolvedSettings {
  return {
    apiKey: findKey(provider, settings, environment),
    baseUrl: findBaseUrl(provider, settings, environment),
    headers: settings.headers ?? {},
  }
}

function findKey(provider: Provider, settings: ProviderSettings, environment: Environment): string | undefined {
  const [mainVariable = ''] = provider.keyVariables
  const variable = provider.keyVariables.find((name) => isSet(environment[name]))
  const key = isSet(settings.apiKey)
    ? settings.apiKey.trim()
    : variable === undefined
      ? undefined
      : environment[variable]?.trim()
  if (key === undefined) {
    if (provider.keyOptional === true) return undefined
    throw new ModelError(
      'MODEL_KEY_MISSING',
      `Provider "${provider.name}" needs a key: set ${mainVariable}. To try it without a key, run with --offline.`,
      { details: { provider: provider.name, variable: mainVariable } },
    )
  }
  // Refused here, because `fetch` would put the whole header, key and all, into its error.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    const source = isSet(settings.apiKey) ? 'The key' : `The value of ${variable ?? mainVariable}`
    throw new ModelError(
      'MODEL_AUTHENTICATION',
      `${source} for provider "${provider.name}" holds characters that no key has, such as a space or a line break. Set it again.`,
      { details: { provider: provider.name, variable: variable ?? mainVariable } },
    )
  }
  return key
}

function findBaseUrl(provider: Provider, settings: ProviderSettings, environment: Environment): string {
  const configured = isSet(settings.baseUrl) ? settings.baseUrl : environment[provider.baseUrlVariable]
  const { name, baseUrlVariable, defaultBaseUrl, defaultPath = '' } = provider
  const details = { provider: name, variable: baseUrlVariable }
  if (!isSet(configured)) {
    if (defaultBaseUrl !== undefined) return defaultBaseUrl
    const message = `Provider "${name}" has no usual address: set ${baseUrlVariable}, for example to http://localhost:8080/v1.`
    throw new ModelError('MODEL_ADDRESS_INVALID', message, { details })
  }
  const url = URL.parse(configured.trim())
  // The value itself is never shown: it may hold a password.
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    const message = `The base URL of provider "${name}" is no http or https address. Correct ${baseUrlVariable} or the base URL in the configuration.`
    throw new ModelError('MODEL_ADDRESS_INVALID', message, { details })
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    const message = `The base URL of provider "${name}" must be scheme, host and path alone. Give a user, password or query as a key or headers.`
    throw new ModelError('MODEL_ADDRESS_INVALID', message, { details })
  }
  return url.pathname === '/' ? `${url.origin}${defaultPath}` : url.href.replace(/\/+$/, '')
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== ''
}
