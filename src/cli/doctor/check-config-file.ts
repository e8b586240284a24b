import { AixgoError } from '../../errors/aixgo-error.ts'
import { configuredModelName } from '../../agents/configured/configured-model-name.ts'
import { checkConfig, type LoadedConfig } from '../../config/load-config.ts'
import { findNamedModel } from '../../config/sections/find-named-model.ts'
import type { ProviderName } from '../../models/providers.ts'
import { exitCodes } from '../exit-codes.ts'
import { findConfigFile } from '../find-config-file.ts'
import type { CliIo } from '../io.ts'
import { embedderProvider } from './check-embedder.ts'
import type { Finding } from './finding.ts'

/** What the configuration comes to, and whose keys its agents need. */
export interface ConfigFileCheck {
  readonly findings: readonly Finding[]
  readonly used: ReadonlySet<ProviderName>
  /** The configuration, where nothing refuses it. */
  readonly loaded?: LoadedConfig | undefined
  /** The folder whose `.env` counts. */
  readonly folder: string
}

/** Checks the configuration that was named, or the usual one where there is one. */
export async function checkConfigFile(named: string | undefined, io: CliIo): Promise<ConfigFileCheck> {
  const file = findFile(named, io)
  if (file === undefined) {
    const message = 'no configuration was found here'
    return {
      findings: [{ check: 'config', subject: 'none', status: 'skipped', message, hint: 'Name one with --config.' }],
      used: new Set(),
      folder: io.directory,
    }
  }
  const { dirname, resolve } = process.getBuiltinModule('node:path')
  const { problems, loaded } = await checkConfig(file, { mode: 'validate', env: io.environment })
  const used = loaded === undefined ? { providers: new Set<ProviderName>(), findings: [] } : usedProviders(loaded, file)
  return {
    findings: [...summary(file, problems, loaded), ...used.findings],
    used: used.providers,
    loaded,
    folder: dirname(resolve(io.directory, file)),
  }
}

function findFile(named: string | undefined, io: CliIo): string | undefined {
  try {
    return findConfigFile(named, io)
  } catch (error) {
    if (named === undefined && AixgoError.isInstance(error) && error.code === 'CONFIG_NOT_FOUND') return undefined
    throw error
  }
}

function summary(
  file: string,
  problems: readonly { readonly severity: string }[],
  loaded: LoadedConfig | undefined,
): readonly Finding[] {
  const count = (severity: string): number => problems.filter((problem) => problem.severity === severity).length
  const base = { check: 'config', subject: file } as const
  const hint = `Run: aixgo validate ${file}`
  if (count('error') > 0)
    return [
      {
        ...base,
        status: 'error',
        message: `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`,
        hint,
        exitCode: exitCodes.config.code,
      },
    ]
  if (count('warning') > 0) return [{ ...base, status: 'warning', message: counted(count('warning'), 'warning'), hint }]
  return [
    { ...base, status: 'ok', message: `${counted(loaded?.config.agents.length ?? 0, 'agent')}, nothing is wrong` },
  ]
}

/** The providers whose keys come from the environment. An agent that brings its own key needs none there. */
function usedProviders(
  { config }: LoadedConfig,
  file: string,
): { readonly providers: Set<ProviderName>; readonly findings: readonly Finding[] } {
  const used = new Set<ProviderName>()
  const findings: Finding[] = []
  for (const agent of config.agents) {
    if (!('model' in agent) || agent.model === undefined) continue
    const { model, provider, apiKey, apiKeyEnv, baseUrl } = agent
    const service = provider === undefined ? findNamedModel(config, model) : undefined
    const bringsLogin = [apiKey, apiKeyEnv, baseUrl, service?.settings.apiKey, service?.settings.baseUrl].some(
      (value) => value !== undefined,
    )
    if (bringsLogin) continue
    try {
      const parsed = configuredModelName(model, { provider, baseUrl, service })
      if (parsed.provider !== 'offline') used.add(parsed.provider)
    } catch (error) {
      if (!AixgoError.isInstance(error)) throw error
      findings.push({
        check: 'config',
        subject: file,
        status: 'error',
        message: `agent "${agent.name}": ${error.message}`,
        exitCode: exitCodes.config.code,
      })
    }
  }
  const embeds = embedderProvider(config.embeddings)
  if (embeds !== undefined) used.add(embeds)
  return { providers: used, findings }
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
