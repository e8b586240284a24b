import { ModelError } from '../../errors/model-error.ts'
import type { CreateModelOptions, Provider } from '../provider.ts'

/** Variables by name, such as `process.env` or what a `.env` file adds to it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What may be set for a provider in code; it wins over the environment. */
export interface ProviderSettings {
  readonly apiKey?: string | undefined
  readonly baseUrl?: string | undefined
  /** Region or location of a provider that has them, such as `eu-central-1`. */
  readonly region?: string | undefined
  /** Project of a provider that has them. */
  readonly project?: string | undefined
  /** Sent with every request, beside the provider's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** What is looked at of a provider to find its settings. */
type SettingsOwner = Omit<Provider, 'create' | 'createEmbedder'>

/** A provider's settings, complete. */
export type ResolvedSettings = Omit<CreateModelOptions, 'modelId' | 'profile' | 'fetch'>

/** The environment of the process, for library users who hand in none; empty where there is no process. Read on use, not on import. */
export function processEnvironment(): Environment {
  return typeof process === 'undefined' ? {} : process.env
}

/**
 * Finds a provider's key and address: what is set in code, then the environment, then the provider's default.
 * @throws ModelError `MODEL_KEY_MISSING`, `MODEL_AUTHENTICATION`, `MODEL_ADDRESS_INVALID`.
 */
export function resolveSettings(
  provider: SettingsOwner,
  settings: ProviderSettings,
  environment: Environment,
): ResolvedSettings {
  const region = findRegion(provider, settings, environment)
  return {
    apiKey: findKey(provider, settings, environment),
    baseUrl: findBaseUrl(provider, settings, environment, region),
    region,
    project: firstSet([settings.project, ...(provider.projectVariables ?? []).map((name) => environment[name])]),
    variables: pickVariables(provider, environment),
    headers: settings.headers ?? {},
  }
}

/** True for a text that can be a key: one line of visible ASCII characters. */
function isWellFormedKey(key: string): boolean {
  return /^[\x21-\x7e]+$/.test(key)
}

/** What to set for a login, in words for a message. */
function credentialsHint({ keyVariables, keyAlternatives = [] }: SettingsOwner): string {
  return [keyVariables[0] ?? '', ...keyAlternatives.map((names) => names.join(' and '))].join(', or ')
}

function findKey(provider: SettingsOwner, settings: ProviderSettings, environment: Environment): string | undefined {
  const [mainVariable = ''] = provider.keyVariables
  const variable = provider.keyVariables.find((name) => isSet(environment[name]))
  const key = firstSet([settings.apiKey, variable === undefined ? undefined : environment[variable]])
  if (key === undefined) {
    if (isKeyOptional(provider, settings, environment) || hasAlternative(provider, environment)) return undefined
    throw new ModelError(
      'MODEL_KEY_MISSING',
      `Provider "${provider.name}" needs a key: set ${credentialsHint(provider)}. To try it without a key, run with --offline.`,
      { details: { provider: provider.name, variable: mainVariable } },
    )
  }
  // Refused here, because `fetch` would put the whole header, key and all, into its error.
  if (!isWellFormedKey(key)) {
    const source = isSet(settings.apiKey) ? 'The key' : `The value of ${variable ?? mainVariable}`
    throw new ModelError(
      'MODEL_AUTHENTICATION',
      `${source} for provider "${provider.name}" holds characters that no key has, such as a space or a line break. Set it again.`,
      { details: { provider: provider.name, variable: variable ?? mainVariable } },
    )
  }
  return key
}

function isKeyOptional(
  { keyOptional, baseUrlVariable }: SettingsOwner,
  { baseUrl }: ProviderSettings,
  environment: Environment,
): boolean {
  return keyOptional === 'at-own-address' ? isSet(baseUrl) || isSet(environment[baseUrlVariable]) : keyOptional === true
}

function hasAlternative({ keyAlternatives = [] }: SettingsOwner, environment: Environment): boolean {
  return keyAlternatives.some((names) => names.every((name) => isSet(environment[name])))
}

function findRegion(provider: SettingsOwner, settings: ProviderSettings, environment: Environment): string | undefined {
  const { name, regionVariables, defaultRegion } = provider
  if (regionVariables === undefined) return undefined
  const region =
    firstSet([settings.region, ...regionVariables.map((variable) => environment[variable])]) ?? defaultRegion
  // It becomes part of a host name: anything else would send the key elsewhere.
  if (region === undefined || /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(region)) return region
  const message = `"${region}" is no region of provider "${name}". Set ${regionVariables[0]}, for example to ${defaultRegion ?? 'us-east-1'}.`
  throw new ModelError('MODEL_ADDRESS_INVALID', message, {
    details: { provider: name, variable: regionVariables[0] ?? '' },
  })
}

function findBaseUrl(
  provider: SettingsOwner,
  settings: ProviderSettings,
  environment: Environment,
  region: string | undefined,
): string {
  const configured = isSet(settings.baseUrl) ? settings.baseUrl : environment[provider.baseUrlVariable]
  const { name, baseUrlVariable, defaultBaseUrl, defaultPath = '' } = provider
  const details = { provider: name, variable: baseUrlVariable }
  if (!isSet(configured)) {
    if (typeof defaultBaseUrl === 'function') return defaultBaseUrl(region ?? '')
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

function pickVariables(
  { secretVariables = [], otherVariables = [] }: SettingsOwner,
  environment: Environment,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...secretVariables, ...otherVariables].flatMap((name) => {
      const value = environment[name]
      return isSet(value) ? [[name, value.trim()]] : []
    }),
  )
}

function firstSet(values: readonly (string | undefined)[]): string | undefined {
  return values.find(isSet)?.trim()
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== ''
}
