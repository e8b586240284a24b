import type { JsonObject } from '../../../../src/util/json/json.ts'
import type { ChatDialect, ChatError } from '../chat-dialects.ts'
import type { WireFailure } from '../wire-format.ts'
import { messagesProblem, type ChatContext } from './chat-messages.ts'
import { formatProblem, nameProblem, parametersProblem } from './openai-rules.ts'
import { repeated, table, tables, text } from './reading.ts'

/** Why a server that speaks Chat Completions refuses a request; undefined where it takes it. */
export function refusedByChat(body: JsonObject, context: ChatContext): WireFailure | undefined {
  const { dialect } = context
  const found = settingProblem(body, dialect) ?? messagesProblem(body, context)
  if (found !== undefined) return { status: found.status, body: dialect.error(found) }
  const told = toolProblem(body) ?? outputProblem(body)
  if (told === undefined) return undefined
  // The same words in the envelope of the dialect.
  const message = text(table(table(told.body)['error'])['message'])
  return { status: told.status, body: dialect.error({ status: told.status, message }) }
}

const reasons = (model: unknown): boolean => /^(o\d|gpt-5(?!.*chat))/.test(text(model))
const fixed = ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'stop']

function settingProblem(body: JsonObject, dialect: ChatDialect): ChatError | undefined {
  const isFixed = dialect.hasFixedSampling === true && reasons(body['model'])
  if (body['max_tokens'] !== undefined && (isFixed || dialect.refusesMaxTokens === true)) {
    return {
      status: 400,
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      code: 'unsupported_parameter',
      param: 'max_tokens',
    }
  }
  const setting = isFixed ? fixed.find((name) => body[name] !== undefined) : undefined
  if (setting !== undefined) {
    const told =
      setting === 'temperature'
        ? `Unsupported value: 'temperature' does not support ${JSON.stringify(body[setting])} with this model. Only the default (1) value is supported.`
        : `Unsupported parameter: '${setting}' is not supported with this model.`
    const code = setting === 'temperature' ? 'unsupported_value' : 'unsupported_parameter'
    return { status: 400, message: told, code, param: setting }
  }
  return dialect.refusesSchemas === true && table(body['response_format'])['type'] === 'json_schema'
    ? { status: 400, message: 'This response_format type is unavailable now', code: 'invalid_request_error' }
    : undefined
}

function toolProblem({ tools: given, tool_choice: choice }: JsonObject): WireFailure | undefined {
  const tools = tables(given).map((tool) => table(tool['function']))
  if (choice !== undefined && choice !== 'none' && tools.length === 0) {
    return { status: 400, body: { error: { message: "'tool_choice' is only allowed when 'tools' are specified." } } }
  }
  for (const [index, { name, parameters, strict }] of tools.entries()) {
    const problem =
      nameProblem(name, `tools[${index}].function.name`) ?? parametersProblem(text(name), parameters, strict === true)
    if (problem !== undefined) return problem
  }
  const twice = repeated(tools.map(({ name }) => text(name)))
  return twice === undefined
    ? undefined
    : { status: 400, body: { error: { message: `Duplicate function name: '${twice}'.` } } }
}

function outputProblem({ response_format: format }: JsonObject): WireFailure | undefined {
  if (table(format)['type'] !== 'json_schema') return undefined
  const { name, schema, strict } = table(table(format)['json_schema'])
  return formatProblem(name, schema, strict === true)
}
