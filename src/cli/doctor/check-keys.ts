import { providerStates, type ProviderState } from '../../models/settings/provider-state.ts'
import type { ProviderName } from '../../models/providers.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Finding } from './finding.ts'

/** What the keys come to, and who can be tried with them. */
export interface KeyCheck {
  readonly findings: readonly Finding[]
  readonly ready: readonly ProviderName[]
}

/** Providers that need no key: nothing was set for them, so nothing can be wrong with it. */
const localProviders: ReadonlySet<ProviderName> = new Set(['ollama', 'vllm', 'openai-compatible'])

/**
 * Whether keys are there and well-formed. A missing key is an error where the configuration uses the provider; a
 * provider that nothing is set for is left out.
 */
export async function checkKeys(
  environment: Readonly<Record<string, string | undefined>>,
  used: ReadonlySet<ProviderName>,
): Promise<KeyCheck> {
  const states = await providerStates(environment)
  const findings = states.flatMap((state) => findingOf(state, used.has(state.provider)))
  const isTried = ({ provider, state }: ProviderState): boolean =>
    (state === 'ready' && !localProviders.has(provider)) ||
    (used.has(provider) && (state === 'ready' || state === 'machine-login'))
  const ready = states.filter(isTried).map(({ provider }) => provider)
  if (findings.length > 0) return { findings, ready }
  const none: Finding = {
    check: 'key',
    subject: 'none',
    status: 'warning',
    message: 'No key of any provider is set.',
    hint: 'Set one, such as OPENAI_API_KEY, or run with --offline.',
  }
  return { findings: [none], ready }
}

function findingOf({ provider, state, variable, message }: ProviderState, isUsed: boolean): readonly Finding[] {
  const base = { check: 'key', subject: provider } as const
  switch (state) {
    case 'ready':
      if (localProviders.has(provider)) return isUsed ? [{ ...base, status: 'ok', message: 'needs no key' }] : []
      return [
        message === undefined
          ? { ...base, status: 'ok', message: `${variable} is set` }
          : { ...base, status: 'warning', message: `${variable} is set`, hint: message },
      ]
    case 'machine-login': {
      const finding: Finding = { ...base, status: 'warning', message: 'no login is set' }
      return isUsed ? [message === undefined ? finding : { ...finding, hint: message }] : []
    }
    case 'key-malformed':
      return [error(provider, `${variable} is no key`, message, exitCodes.authentication.code)]
    case 'address-invalid':
      return [error(provider, `${variable} is no address`, message, exitCodes.config.code)]
    case 'key-missing':
      return isUsed
        ? [
            error(
              provider,
              `${variable} is not set, and the configuration uses "${provider}"`,
              message,
              exitCodes.authentication.code,
            ),
          ]
        : []
    case 'address-missing':
      return isUsed
        ? [
            error(
              provider,
              `${variable} is not set, and the configuration uses "${provider}"`,
              message,
              exitCodes.config.code,
            ),
          ]
        : []
  }
}

function error(provider: string, message: string, hint: string | undefined, exitCode: number): Finding {
  return {
    check: 'key',
    subject: provider,
    status: 'error',
    message,
    exitCode,
    hint,
  }
}
