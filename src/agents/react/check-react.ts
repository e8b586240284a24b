import { checkBackoff } from '../../keys/check-backoff.ts'
import { checkBudget } from '../../keys/check-budget.ts'
import { checkJsonSchema } from '../../keys/check-json-schema.ts'
import { isExpected, type ValueCheck } from '../../keys/value-check.ts'
import type { ValuePath } from '../../keys/value-path.ts'
import { isRecord } from '../../util/is-record.ts'
import { checkModelNames } from '../configured/check-model-name.ts'
import { checkModelSettings } from '../configured/check-model-settings.ts'
import { checkReplies } from '../configured/check-replies.ts'
import { checkProviderTools, checkTools } from '../configured/check-tools.ts'

type Values = Readonly<Record<string, unknown>>

/** Checks what the keys of an agent with a model say of each other. */
export function checkReact(values: Values, check: ValueCheck): void {
  checkModel(values, [], check)
  checkModelNames(values, check)
  checkModelSettings(values, check)
  checkIterations(values, check)
  checkBackoff(values, 'retry', check)
  checkBudget(values, [], check)
  checkProviders(values, check)
  checkTools(values['tools'], check)
  checkProviderTools(values, check)
  checkReplies(values, check)
  for (const key of ['input_schema', 'output_schema']) {
    if (isRecord(values[key])) checkJsonSchema(values[key], [key], check)
  }
}

/** Providers without a usual address, and the variable that may hold one. */
const addressVariables: Readonly<Record<string, string | undefined>> = {
  azure: 'AZURE_OPENAI_ENDPOINT',
  'azure-openai': 'AZURE_OPENAI_ENDPOINT',
  'openai-compatible': 'OPENAI_COMPATIBLE_BASE_URL',
}

function checkModel(values: Values, path: ValuePath, check: ValueCheck): void {
  if (values['api_key'] !== undefined && values['api_key_env'] !== undefined) {
    check.error([...path, 'api_key_env'], '"api_key" and "api_key_env" both give the key.', 'Keep "api_key_env".')
  }
  const { provider } = values
  const variable = typeof provider === 'string' ? addressVariables[provider] : undefined
  if (variable === undefined || values['base_url'] !== undefined) return
  if (!isExpected(path, ['base_url'], check) && check.lookup(variable) === undefined) {
    check.warn(
      [...path, 'provider'],
      `The provider "${String(provider)}" has no address.`,
      `Set "base_url", or the variable ${variable}.`,
    )
  }
}

function checkIterations(values: Values, check: ValueCheck): void {
  const guided = values['guided_config']
  if (!isRecord(guided) || guided['max_iterations'] === undefined) return
  const place = ['guided_config', 'max_iterations']
  if (guided['enabled'] !== true) {
    if (!check.isWritten(['guided_config', 'enabled'])) {
      check.warn(
        place,
        'This limit has no effect.',
        'Add "enabled: true" beside it, or use "max_iterations" of the agent.',
      )
    }
  } else if (values['max_iterations'] !== undefined) {
    check.error(place, 'The agent has two limits: "max_iterations" and this one.', 'Keep one of them.')
  }
}

function checkProviders(values: Values, check: ValueCheck): void {
  const providers = Array.isArray(values['providers']) ? (values['providers'] as readonly unknown[]) : []
  for (const [index, item] of providers.entries()) if (isRecord(item)) checkModel(item, ['providers', index], check)
  if (values['fallback_strategy'] === undefined || providers.length > 0 || isExpected([], ['providers'], check)) return
  check.warn(['fallback_strategy'], 'There is nothing to fall back to.', 'Add "providers", or remove this key.')
}
