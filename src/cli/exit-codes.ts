import { AixgoError } from '../errors/aixgo-error.ts'

/** What the process ends with. Documented in docs/cli.md; a test keeps both equal. */
export const exitCodes = {
  ok: { code: 0, meaning: 'Everything was done.' },
  failed: { code: 1, meaning: 'Something failed that has no code of its own.' },
  usage: { code: 2, meaning: 'Unknown command, flag or value.' },
  config: { code: 3, meaning: 'The configuration, or a file it names, is wrong.' },
  authentication: { code: 4, meaning: 'A key is missing, or the provider refused it.' },
  provider: { code: 5, meaning: 'The model or its provider failed.' },
  budget: { code: 6, meaning: 'A budget was used up, or cannot hold because a price is not known.' },
  interrupted: {
    code: 130,
    meaning: 'Interrupted with Ctrl-C (SIGINT), after what was begun was finished, or at once by a second Ctrl-C.',
  },
  terminated: {
    code: 143,
    meaning: 'Ended at once by a second signal other than Ctrl-C, before what was begun was finished.',
  },
} as const

// What a model or a source is called in a configuration is a matter of the configuration.
const configurationCodes: ReadonlySet<string> = new Set([
  'MODEL_NAME_INVALID',
  'MODEL_ADDRESS_INVALID',
  'SOURCE_NOT_FOUND',
])

/** The exit code that stands for an error. */
export function exitCodeFor(error: unknown): number {
  if (!AixgoError.isInstance(error)) return exitCodes.failed.code
  if (error.code === 'USAGE') return exitCodes.usage.code
  if (error.code.startsWith('CONFIG_') || error.code.startsWith('DEPENDENCY_')) return exitCodes.config.code
  if (error.code === 'MODEL_KEY_MISSING' || error.code === 'MODEL_AUTHENTICATION') return exitCodes.authentication.code
  if (configurationCodes.has(error.code)) return exitCodes.config.code
  if (error.code.startsWith('BUDGET_')) return exitCodes.budget.code
  return error.code.startsWith('MODEL_') ? exitCodes.provider.code : exitCodes.failed.code
}
