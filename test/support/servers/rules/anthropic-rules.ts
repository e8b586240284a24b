import type { ScenarioAnswer } from '../../../../src/testing/model-scenario.ts'
import type { JsonObject } from '../../../../src/util/json/json.ts'
import { turnProblem } from './anthropic-turns.ts'
import { firstIn, firstOf, isTable, listed, repeated, table, tables, text, unknownKey } from './reading.ts'

const requestKeys = listed(
  'cache_control container context_management inference_geo max_tokens mcp_servers messages metadata ' +
    'model output_config service_tier speed stop_sequences stream system temperature thinking tool_choice ' +
    'tools top_k top_p',
)
const searchKeys = listed('type name max_uses allowed_domains blocked_domains user_location cache_control')
const toolKeys = listed(
  'allowed_callers cache_control defer_loading description eager_input_streaming input_examples ' +
    'input_schema name strict type',
)

/** Why Anthropic refuses a request, in its words; undefined where it takes it. */
export function refusedByAnthropic(body: JsonObject, said: readonly ScenarioAnswer[]): string | undefined {
  return firstOf(
    () => extra('', body, requestKeys),
    () => (typeof body.model === 'string' ? undefined : 'model: Field required'),
    () => limitProblem(body),
    () => samplingProblem(body),
    () => systemProblem(body.system),
    () => toolProblem(body),
    () => turnProblem(body, said),
  )
}

function extra(path: string, value: JsonObject, known: readonly string[]): string | undefined {
  const key = unknownKey(value, known)
  return key === undefined ? undefined : `${path}${key}: Extra inputs are not permitted`
}

function limitProblem({ max_tokens: limit, thinking }: JsonObject): string | undefined {
  if (limit === undefined) return 'max_tokens: Field required'
  if (!Number.isInteger(limit) || Number(limit) < 1) return 'max_tokens: Input should be greater than or equal to 1'
  const { type, budget_tokens: budget } = table(thinking)
  if (type !== 'enabled') return undefined
  if (budget === undefined) return 'thinking.enabled.budget_tokens: Field required'
  if (Number(budget) < 1024) return 'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024'
  return Number(budget) < Number(limit) ? undefined : '`max_tokens` must be greater than `thinking.budget_tokens`.'
}

function samplingProblem({ temperature, top_p, top_k, thinking, tool_choice: choice }: JsonObject): string | undefined {
  if (temperature !== undefined && (Number(temperature) < 0 || Number(temperature) > 1)) {
    return 'temperature: range: 0..1'
  }
  const { type } = table(thinking)
  if (type === undefined || type === 'disabled') {
    return temperature !== undefined && top_p !== undefined
      ? '`temperature` and `top_p` cannot both be specified for this model. Please use only one.'
      : undefined
  }
  if (temperature !== undefined && temperature !== 1) {
    return '`temperature` may only be set to 1 when thinking is enabled.'
  }
  if (top_k !== undefined) return '`top_k` must be unset when thinking is enabled.'
  return ['any', 'tool'].includes(text(table(choice).type))
    ? 'Thinking may not be enabled when tool_choice forces tool use.'
    : undefined
}

function systemProblem(system: unknown): string | undefined {
  if (system === undefined || typeof system === 'string') return undefined
  return tables(system).some((block) => text(block.text).trim() === '')
    ? 'system: text content blocks must contain non-whitespace text'
    : undefined
}

function toolProblem({ tools: given, tool_choice: choice }: JsonObject): string | undefined {
  const tools = tables(given)
  if (choice !== undefined && tools.length === 0) {
    return '`tool_choice` may only be specified while providing `tools`.'
  }
  const twice = repeated(tools.map(({ name }) => text(name)))
  if (twice !== undefined) return 'tools: Tool names must be unique.'
  return firstIn(tools, (tool, index) => {
    if (text(tool.type).startsWith('web_search_')) return extra(`tools.${index}.${text(tool.type)}.`, tool, searchKeys)
    const path = `tools.${index}.custom.`
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(text(tool.name))) {
      return `${path}name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`
    }
    return extra(path, tool, toolKeys) ?? schemaProblem(`${path}input_schema`, tool.input_schema)
  })
}

function schemaProblem(path: string, schema: unknown): string | undefined {
  if (!isTable(schema)) return `${path}: Field required`
  if (schema.type === undefined) return `${path}.type: Field required`
  if (schema.type !== 'object') return `${path}.type: Input should be 'object'`
  return ['anyOf', 'oneOf', 'allOf'].some((key) => key in schema)
    ? `${path}: input_schema does not support oneOf, allOf, or anyOf at the top level`
    : undefined
}
