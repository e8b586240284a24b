import type { ScenarioAnswer } from '../../../../src/testing/model-scenario.ts'
import type { JsonObject } from '../../../../src/util/json/json.ts'
import type { WireFailure } from '../wire-format.ts'
import { formatProblem, lengthProblem, nameProblem, parametersProblem, refuse } from './openai-rules.ts'
import { listed, repeated, table, tables, text, unknownKey } from './reading.ts'

const requestKeys = listed(
  'background conversation include input instructions max_output_tokens max_tool_calls metadata model ' +
    'parallel_tool_calls previous_response_id prompt prompt_cache_key prompt_cache_retention reasoning ' +
    'safety_identifier service_tier store stream stream_options temperature text tool_choice tools ' +
    'top_logprobs top_p truncation user',
)

const isReasoning = (model: unknown): boolean => /^(o\d|gpt-5(?!.*chat))/.test(text(model))

/** Why OpenAI's Responses API refuses a request; undefined where it takes it. */
export function refusedByResponses(body: JsonObject, said: readonly ScenarioAnswer[]): WireFailure | undefined {
  const unknown = unknownKey(body, requestKeys)
  if (unknown !== undefined) return refuse(`Unknown parameter: '${unknown}'.`, unknown)
  const problems = [
    settingProblem(body),
    toolProblem(body),
    outputProblem(body),
    ...inputItems(body).map((item, index) => itemProblem(item, { index, body, said })),
    pairProblem(inputItems(body)),
    reasoningProblem(inputItems(body), said),
  ]
  return problems.find((problem) => problem !== undefined)
}

/** Why xAI's Responses API refuses a request, in its words. */
export function refusedByXai(body: JsonObject, said: readonly ScenarioAnswer[]): string | undefined {
  // It takes more settings, and of a schema what it knows.
  const { top_k: _, seed: __, text: ___, ...rest } = body
  const refusal = refusedByResponses({ ...rest, model: 'grok' }, said)
  return refusal === undefined ? undefined : text(table(table(refusal.body)['error'])['message'])
}

function inputItems({ input }: JsonObject): readonly JsonObject[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : tables(input)
}

function settingProblem({ model, temperature, top_p: topP, include, reasoning }: JsonObject): WireFailure | undefined {
  if (!isReasoning(model)) {
    if (Array.isArray(include) && include.includes('reasoning.encrypted_content') && !text(model).startsWith('grok')) {
      return refuse('Encrypted content is not supported with this model.', 'include')
    }
    return reasoning !== undefined && !text(model).startsWith('grok')
      ? refuse("Unsupported parameter: 'reasoning.effort' is not supported with this model.", 'reasoning.effort')
      : undefined
  }
  const setting = temperature === undefined ? (topP === undefined ? undefined : 'top_p') : 'temperature'
  return setting === undefined
    ? undefined
    : refuse(`Unsupported parameter: '${setting}' is not supported with this model.`, setting)
}

function toolProblem({ tools: given, tool_choice: choice }: JsonObject): WireFailure | undefined {
  const tools = tables(given).filter(({ type }) => type === 'function')
  if (choice !== undefined && choice !== 'none' && tables(given).length === 0) {
    return refuse("Invalid value: 'tool_choice' is only allowed when 'tools' are specified.", 'tool_choice')
  }
  for (const [index, { name, parameters, strict }] of tools.entries()) {
    const problem =
      nameProblem(name, `tools[${index}].name`) ?? parametersProblem(text(name), parameters, strict === true)
    if (problem !== undefined) return problem
  }
  const twice = repeated(tools.map(({ name }) => text(name)))
  return twice === undefined ? undefined : refuse(`Duplicate function name: '${twice}'.`, 'tools')
}

function outputProblem(body: JsonObject): WireFailure | undefined {
  const { type, name, schema, strict } = table(table(body['text'])['format'])
  return type === 'json_schema' ? formatProblem(name, schema, strict === true) : undefined
}

/** Where an item stands. */
interface Place {
  readonly index: number
  readonly body: JsonObject
  readonly said: readonly ScenarioAnswer[]
}

function itemProblem(item: JsonObject, { index, body, said }: Place): WireFailure | undefined {
  const param = `input[${index}]`
  switch (item.type ?? 'message') {
    case 'message':
      return contentProblem(item, param)
    case 'function_call':
      if (typeof item.arguments !== 'string')
        return refuse(`Invalid type for '${param}.arguments': expected a string.`, `${param}.arguments`)
      return nameProblem(item.name, `${param}.name`) ?? idProblem(item, param)
    case 'function_call_output':
      if (typeof item.output !== 'string' && !Array.isArray(item.output)) {
        return refuse(
          `Invalid type for '${param}.output': expected one of an array of objects or string.`,
          `${param}.output`,
        )
      }
      return idProblem(item, param)
    case 'reasoning':
      return keptProblem(item, { index, body, said })
    case 'web_search_call':
      return text(item.id).startsWith('ws_')
        ? undefined
        : refuse(`Invalid '${param}.id': '${text(item.id)}'. Expected an ID that begins with 'ws'.`, `${param}.id`)
    case 'item_reference':
      return body.store === false ? notKept(text(item.id)) : undefined
    default:
      return refuse(
        `Invalid value: '${text(item.type)}'. Supported values are: 'message', 'function_call', 'function_call_output', 'reasoning', ...`,
        param,
      )
  }
}

function contentProblem({ role, content }: JsonObject, param: string): WireFailure | undefined {
  if (!['user', 'assistant', 'system', 'developer'].includes(text(role)))
    return refuse(`Invalid value: '${text(role)}'.`, `${param}.role`)
  if (typeof content === 'string') return undefined
  if (!Array.isArray(content))
    return refuse(
      `Invalid type for '${param}.content': expected one of an array of objects or string.`,
      `${param}.content`,
    )
  return content.length === 0
    ? refuse(
        `Invalid '${param}.content': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
        `${param}.content`,
      )
    : undefined
}

function idProblem({ call_id: id }: JsonObject, param: string): WireFailure | undefined {
  if (text(id) === '') {
    return refuse(
      `Invalid '${param}.call_id': empty string. Expected a string with minimum length 1, but got an empty string instead.`,
      `${param}.call_id`,
    )
  }
  return lengthProblem(text(id), `${param}.call_id`)
}

function notKept(id: string): WireFailure {
  return refuse(
    `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
    'input',
  )
}

function keptProblem(item: JsonObject, { body, said }: Place): WireFailure | undefined {
  if (!Array.isArray(item.summary)) return refuse("Missing required parameter: 'input[0].summary'.", 'input')
  const encrypted = text(item.encrypted_content)
  if (encrypted === '') return body.store === false ? notKept(text(item.id)) : undefined
  const given = said.flatMap(({ reasoning = [] }) => reasoning)
  const found = given.find(({ signature }) => signature === encrypted)
  if (found === undefined) {
    return refuse(
      `The encrypted content for item ${text(item.id)} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    )
  }
  const summary = tables(item.summary)
    .map((part) => text(part['text']))
    .join('')
  return summary === (found.isRedacted === true ? '' : found.text)
    ? undefined
    : refuse(`Item '${text(item.id)}' was changed.`, 'input')
}

function pairProblem(items: readonly JsonObject[]): WireFailure | undefined {
  const ids = (type: string): readonly string[] =>
    items.filter((item) => item.type === type).map((item) => text(item.call_id))
  const [calls, outputs] = [ids('function_call'), ids('function_call_output')]
  const twice = repeated(calls) ?? repeated(outputs)
  if (twice !== undefined)
    return refuse(
      `Duplicate item found with call_id ${twice}. Remove duplicate items from your input and try again.`,
      'input',
    )
  const open = calls.find((id) => !outputs.includes(id))
  if (open !== undefined) return refuse(`No tool output found for function call ${open}.`, 'input')
  const orphan = outputs.find((id) => !calls.includes(id))
  if (orphan !== undefined)
    return refuse(`No tool call found for function call output with call_id ${orphan}.`, 'input')
  const early = outputs.find((id) => place(items, 'function_call_output', id) < place(items, 'function_call', id))
  return early === undefined
    ? undefined
    : refuse(`No tool call found for function call output with call_id ${early}.`, 'input')
}

function place(items: readonly JsonObject[], type: string, id: string): number {
  return items.findIndex((item) => item.type === type && item.call_id === id)
}

/** Reasoning stands before what it led to, and a call that has an id of the API wants its reasoning back. */
function reasoningProblem(items: readonly JsonObject[], said: readonly ScenarioAnswer[]): WireFailure | undefined {
  for (const [index, item] of items.entries()) {
    const next = items[index + 1]
    if (
      item.type === 'reasoning' &&
      !['reasoning', 'function_call'].includes(text(next?.type)) &&
      next?.role !== 'assistant'
    ) {
      return refuse(
        `Item '${text(item.id)}' of type 'reasoning' was provided without its required following item.`,
        'input',
      )
    }
  }
  const start = items.findLastIndex(({ role }) => role === 'user')
  const underWay = items.slice(start + 1)
  const rounds = underWay.filter(
    (item, index) => item.type === 'function_call' && underWay[index - 1]?.type !== 'function_call',
  ).length
  const needed = said
    .slice(Math.max(0, said.length - rounds))
    .flatMap(({ reasoning = [], toolCalls = [] }) =>
      toolCalls.length === 0 ? [] : reasoning.flatMap(({ signature }) => signature ?? []),
    )
  const sent = underWay.map((item) => text(item.encrypted_content))
  const missing = needed.find((signature) => !sent.includes(signature))
  return missing === undefined
    ? undefined
    : refuse(`Item 'fc_1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.`, 'input')
}
