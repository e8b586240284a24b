import { parseDuration } from '../../util/duration.ts'
import { isRecord } from '../../util/is-record.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import { sourceKinds } from '../../agents/producer/producer-keys.ts'
import type { CheckContext } from './check-context.ts'
import type { CheckedAgent } from './check-agents.ts'
import { checkBudget } from './check-budget.ts'
import { checkJsonSchema } from './check-json-schema.ts'
import { checkModelNames } from './check-model-name.ts'
import { checkModelSettings } from './check-model-settings.ts'
import { checkReplies } from './check-replies.ts'
import { checkProviderTools, checkTools } from './check-tools.ts'

type Values = Readonly<Record<string, unknown>>

/** Checks what the keys of one agent say of each other, which the schema of each key alone cannot see. */
export function checkAgentRules({ index, values }: CheckedAgent, context: CheckContext): void {
  const path = ['agents', index]
  if (values['role'] === 'producer') checkProducer(values, path, context)
  checkModel(values, path, context)
  checkModelNames(values, path, context)
  checkModelSettings(values, path, context)
  checkIterations(values, path, context)
  for (const key of ['restart', 'retry']) checkBackoff(values, key, path, context)
  checkBudget(values, path, context)
  checkProviders(values, path, context)
  checkTools(values['tools'], [...path, 'tools'], context)
  checkProviderTools(values, path, context)
  checkReplies(values, path, context)
  for (const key of ['input_schema', 'output_schema']) {
    if (isRecord(values[key])) checkJsonSchema(values[key], [...path, key], context)
  }
}

function checkProducer(values: Values, path: ConfigPath, context: CheckContext): void {
  const { interval, source } = values
  if (interval === undefined && source === undefined && !isExpected(path, ['interval', 'source'], context)) {
    context.error(path, 'The key "interval" is missing.', 'A producer needs "interval", such as "1s", or "source".')
  }
  if (isRecord(source)) checkSource(source, [...path, 'source'], context)
}

function checkSource(source: Values, path: ConfigPath, context: CheckContext): void {
  const kinds = sourceKinds.filter((kind) => source[kind] !== undefined)
  const all = sourceKinds.map((kind) => `"${kind}"`).join(', ')
  if (kinds.length === 0 && !isExpected(path, sourceKinds, context))
    context.error(path, 'The source names nothing to read.', `Give one of ${all}.`)
  const [, second] = kinds
  if (second !== undefined)
    context.error(
      [...path, second],
      `A source is of one kind; this has ${kinds.map((kind) => `"${kind}"`).join(' and ')}.`,
      'Keep one of them, or make a producer for each.',
    )
  if (source['stdin'] === false)
    context.error([...path, 'stdin'], 'The value of "stdin" must be "true".', 'Remove the key to read something else.')
  if (source['export'] !== undefined && source['module'] === undefined) {
    context.error([...path, 'export'], '"export" names a part of a module, but there is no "module".')
  }
}

/** True when one of these keys may be there after all: its value is not known, or its name was mistyped. */
function isExpected(path: ConfigPath, keys: readonly string[], context: CheckContext): boolean {
  return keys.some((key) => context.isMeant([...path, key]) || context.positions.keySpan([...path, key]) !== undefined)
}

/** Providers without a usual address, and the variable that may hold one. */
const addressVariables: Readonly<Record<string, string | undefined>> = {
  azure: 'AZURE_OPENAI_ENDPOINT',
  'azure-openai': 'AZURE_OPENAI_ENDPOINT',
  'openai-compatible': 'OPENAI_COMPATIBLE_BASE_URL',
}

function checkModel(values: Values, path: ConfigPath, context: CheckContext): void {
  if (values['api_key'] !== undefined && values['api_key_env'] !== undefined) {
    context.error([...path, 'api_key_env'], '"api_key" and "api_key_env" both give the key.', 'Keep "api_key_env".')
  }
  const { provider } = values
  const variable = typeof provider === 'string' ? addressVariables[provider] : undefined
  if (variable === undefined || values['base_url'] !== undefined) return
  if (!isExpected(path, ['base_url'], context) && context.lookup(variable) === undefined) {
    context.warn(
      [...path, 'provider'],
      `The provider "${String(provider)}" has no address.`,
      `Set "base_url", or the variable ${variable}.`,
    )
  }
}

function checkIterations(values: Values, path: ConfigPath, context: CheckContext): void {
  const guided = values['guided_config']
  if (!isRecord(guided) || guided['max_iterations'] === undefined) return
  const place = [...path, 'guided_config', 'max_iterations']
  if (guided['enabled'] !== true) {
    if (context.positions.keySpan([...path, 'guided_config', 'enabled']) === undefined) {
      context.warn(
        place,
        'This limit has no effect.',
        'Add "enabled: true" beside it, or use "max_iterations" of the agent.',
      )
    }
  } else if (values['max_iterations'] !== undefined) {
    context.error(place, 'The agent has two limits: "max_iterations" and this one.', 'Keep one of them.')
  }
}

function checkProviders(values: Values, path: ConfigPath, context: CheckContext): void {
  const providers = Array.isArray(values['providers']) ? (values['providers'] as readonly unknown[]) : []
  for (const [index, item] of providers.entries())
    if (isRecord(item)) checkModel(item, [...path, 'providers', index], context)
  if (
    values['fallback_strategy'] !== undefined &&
    providers.length === 0 &&
    !isExpected(path, ['providers'], context)
  ) {
    context.warn(
      [...path, 'fallback_strategy'],
      'There is nothing to fall back to.',
      'Add "providers", or remove this key.',
    )
  }
}

function checkBackoff(values: Values, key: string, path: ConfigPath, context: CheckContext): void {
  const block = values[key]
  if (!isRecord(block)) return
  const [initial, longest] = [durationOf(block['initial_backoff']), durationOf(block['max_backoff'])]
  if (initial !== undefined && longest !== undefined && longest < initial) {
    context.error(
      [...path, key, 'max_backoff'],
      'The longest wait is shorter than the first one.',
      'Make "max_backoff" at least "initial_backoff".',
    )
  }
}

function durationOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseDuration(value) : undefined
}
