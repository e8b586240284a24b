import { AixgoError } from '../../errors/aixgo-error.ts'
import type { Provider } from '../provider.ts'
import { resolveSettings, type Environment, type ProviderSettings, type ResolvedSettings } from './provider-settings.ts'
import { providers, type ProviderName } from '../providers.ts'

/** Whether a provider can be used with what is set, as far as that shows without asking it. Holds no key. */
export interface ProviderState {
  readonly provider: ProviderName
  readonly state: 'ready' | 'machine-login' | 'key-missing' | 'key-malformed' | 'address-missing' | 'address-invalid'
  /** The variable that holds the login, or has to. */
  readonly variable: string
  /** What is wrong, or worth a second look, and what to do. */
  readonly message?: string | undefined
}

/** Looks at what is set for a provider. Reads at most a file of credentials; calls nobody. */
export async function providerState(
  name: ProviderName,
  environment: Environment,
  overrides: ProviderSettings = {},
): Promise<ProviderState> {
  const provider: Provider = await providers[name]()
  const variable = variableOf(provider, environment)
  try {
    const settings = resolveSettings(provider, overrides, environment)
    const doubt = doubtOf(provider, settings, variable)
    if (doubt?.fatal === true) return { provider: name, state: 'key-malformed', variable, message: doubt.message }
    const login = (await provider.inspectLogin?.(settings)) ?? { state: 'ready' }
    const message = doubt?.message ?? login.message
    return {
      provider: name,
      state: login.state,
      variable: login.holder ?? variable,
      message,
    }
  } catch (error) {
    if (!AixgoError.isInstance(error)) throw error
    return {
      provider: name,
      state: stateOf(error, provider, environment),
      variable: String(error.details['variable'] ?? variable),
      message: error.message,
    }
  }
}

/** The states of all providers, by name. */
export function providerStates(environment: Environment): Promise<readonly ProviderState[]> {
  return Promise.all(
    (Object.keys(providers) as ProviderName[]).toSorted().map((name) => providerState(name, environment)),
  )
}

function stateOf(
  { code }: AixgoError,
  { baseUrlVariable }: Provider,
  environment: Environment,
): ProviderState['state'] {
  if (code === 'MODEL_KEY_MISSING') return 'key-missing'
  if (code === 'MODEL_AUTHENTICATION') return 'key-malformed'
  return (environment[baseUrlVariable] ?? '').trim() === '' ? 'address-missing' : 'address-invalid'
}

function variableOf({ keyVariables, keyAlternatives = [] }: Provider, environment: Environment): string {
  const isSet = (name: string): boolean => (environment[name] ?? '').trim() !== ''
  const alternative = keyAlternatives.find((names) => names.every(isSet))
  return keyVariables.find(isSet) ?? alternative?.join(', ') ?? keyVariables[0] ?? ''
}

// What stands in examples and gets copied from them.
const placeholder =
  /^(<.*>|\$\{?.*|["'].*["']|.*(your|my|insert)[-_ ]?(own[-_ ]?)?(api[-_ ]?)?(key|token).*|.*\.\.\.|x{4,}|changeme|todo)$/i

function doubtOf(
  { keyShape, defaultBaseUrl, name }: Provider,
  { apiKey, baseUrl }: ResolvedSettings,
  variable: string,
): { readonly message: string; readonly fatal: boolean } | undefined {
  if (apiKey === undefined) return undefined
  if (placeholder.test(apiKey))
    return {
      message: `The value of ${variable} is a placeholder, or stands in quotes. Set the key itself.`,
      fatal: true,
    }
  // A gateway gives out keys of its own.
  if (keyShape === undefined || baseUrl !== defaultBaseUrl || keyShape.test(apiKey)) return undefined
  return {
    message: `The value of ${variable} does not begin as keys of "${name}" do. Check that it is not another provider's.`,
    fatal: false,
  }
}
