import { AixgoError } from '../../errors/aixgo-error.ts'
import { probeProvider } from '../../models/settings/probe-provider.ts'
import type { ProviderName } from '../../models/providers.ts'
import { exitCodeFor } from '../exit-codes.ts'
import type { Finding } from './finding.ts'

/** How long a provider may take to answer. */
const timeoutMs = 10_000

/** Tries each provider with one cheap request, all at the same time. */
export function checkLive(
  names: readonly ProviderName[],
  environment: Readonly<Record<string, string | undefined>>,
  fetch?: typeof globalThis.fetch,
): Promise<readonly Finding[]> {
  return Promise.all(
    names.map(async (name): Promise<Finding> => {
      try {
        await probeProvider(name, { environment, fetch, timeoutMs })
        return { check: 'live', subject: name, status: 'ok', message: 'answers, and takes the login' }
      } catch (thrown) {
        if (!AixgoError.isInstance(thrown)) throw thrown
        return { check: 'live', subject: name, status: 'error', message: thrown.message, exitCode: exitCodeFor(thrown) }
      }
    }),
  )
}
