import { ensureError } from '../../errors/ensure-error.ts'
import { serversWithTags } from '../../models/names/name-rules.ts'
import { parseModelName } from '../../models/names/parse-model-name.ts'
import { providerPrefix } from '../../models/names/split-model-name.ts'
import { findProviderName } from '../../models/providers.ts'
import { isRecord } from '../../util/is-record.ts'
import { printable } from '../../util/text/printable.ts'
import { configuredModelName } from './configured-model-name.ts'
import type { ValuePath } from '../../keys/value-path.ts'
import type { ValueCheck } from '../../keys/value-check.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * Checks every name of a model in an agent: its own, those of the models it falls back to, and the cheaper one of its
 * budget. A name that is not understood is found here, not at the first message, and whether or not the model is asked.
 */
export function checkModelNames(values: Values, check: ValueCheck): void {
  if (check.acceptsAnyModel) return
  checkModelName(values, [], check)
  const providers = Array.isArray(values['providers']) ? (values['providers'] as readonly unknown[]) : []
  for (const [index, item] of providers.entries()) if (isRecord(item)) checkModelName(item, ['providers', index], check)
  checkCheaperModel(values, [], check)
}

/** Checks the name of the cheaper model of a budget, of an agent or of all of them. */
export function checkCheaperModel(owner: unknown, path: ValuePath, check: ValueCheck): void {
  if (check.acceptsAnyModel || !isRecord(owner) || !isRecord(owner['budget'])) return
  const { cheaper_model: model } = owner['budget']
  const place = [...path, 'budget', 'cheaper_model']
  if (typeof model === 'string' && !check.isDoubtful(place)) tell(check, place, () => parseModelName(model))
}

/** Checks a model that a file gives a name, beside its provider. */
export function checkServiceModel(service: Values, path: ValuePath, check: ValueCheck): void {
  const { model, provider, runtime = 'cloud' } = service
  // Beside a runtime of one's own the provider is a remark, and the model has any name.
  if (runtime !== 'cloud' || typeof model !== 'string') return
  if (['model', 'provider', 'runtime'].some((key) => check.isDoubtful([...path, key]))) return
  warnOfTwoProviders(model, provider, path, check)
}

function checkModelName(values: Values, path: ValuePath, check: ValueCheck): void {
  const { model, provider, base_url: baseUrl } = values
  if (typeof model !== 'string') return
  if (['model', 'provider', 'base_url'].some((key) => check.isDoubtful([...path, key]))) return
  // A provider that does not exist is told at its own key, and a model that the file itself names is checked where it stands.
  if (provider !== undefined && findProviderName(String(provider)) === undefined) return
  if (provider === undefined && check.isOwnModel(model)) return
  tell(check, [...path, 'model'], () => {
    const named = configuredModelName(model, {
      provider: provider === undefined ? undefined : String(provider),
      baseUrl: baseUrl === undefined ? undefined : String(baseUrl),
    })
    warnOfForeignTools(values, named.provider, path, check)
  })
  warnOfTwoProviders(model, provider, path, check)
}

/** Warns of tools that another provider runs. With a fallback they may be that one's. */
function warnOfForeignTools(values: Values, provider: string, path: ValuePath, check: ValueCheck): void {
  const { provider_tools: tools, providers } = values
  if (!Array.isArray(tools) || providers !== undefined) return
  const family = provider === 'google-vertex' ? 'google' : provider
  for (const [index, tool] of (tools as readonly unknown[]).entries()) {
    const id = isRecord(tool) ? tool['id'] : undefined
    if (typeof id !== 'string' || !id.includes('.') || id.startsWith(`${family}.`)) continue
    check.warn(
      [...path, 'provider_tools', index, 'id'],
      `The provider of the model, "${provider}", has no such tool.`,
      'A provider runs only its own tools: this one is left out of the request.',
    )
  }
}

function warnOfTwoProviders(model: string, provider: unknown, path: ValuePath, check: ValueCheck): void {
  const known = typeof provider === 'string' ? findProviderName(provider) : undefined
  const named = providerPrefix(model)?.provider
  if (known === undefined || named === undefined || named === known || serversWithTags.has(known)) return
  check.warn(
    [...path, 'provider'],
    `The model names its provider itself, "${named}", so "${String(provider)}" has no effect.`,
    'Keep one of them.',
  )
}

function tell(check: ValueCheck, place: ValuePath, parse: () => unknown): void {
  try {
    parse()
  } catch (thrown) {
    check.error(place, printable(ensureError(thrown).message))
  }
}
