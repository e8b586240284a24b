import type { ScenarioAnswer } from '../../../../src/testing/model-scenario.ts'
import type { JsonObject } from '../../../../src/util/json/json.ts'
import type { ChatDialect, ChatError } from '../chat-dialects.ts'
import { mistralProblem } from './mistral-rules.ts'
import { isTable, repeated, table, tables, text, unknownKey } from './reading.ts'

/** What the rules know beside the request. */
export interface ChatContext {
  readonly dialect: ChatDialect
  /** The answers that were given before, oldest first. */
  readonly said: readonly ScenarioAnswer[]
}

const refused = (message: string): ChatError => ({ status: 400, message })

/** What is wrong with the messages of a request. */
export function messagesProblem(
  { messages: given }: JsonObject,
  { dialect, said }: ChatContext,
): ChatError | undefined {
  const messages = tables(given)
  if (messages.length === 0)
    return refused(
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    )
  for (const [index, message] of messages.entries()) {
    const problem =
      keyProblem(message, index, dialect) ?? contentProblem(message, index) ?? callProblem(message, index, dialect)
    if (problem !== undefined) return problem
  }
  return (
    pairProblem(messages) ??
    (dialect.isMistral === true ? mistralProblem(messages) : undefined) ??
    (dialect.wantsReasoning === true ? reasoningProblem(messages, dialect, said) : undefined)
  )
}

function keyProblem(
  message: JsonObject,
  index: number,
  { messageKeys, unknownKey: told }: ChatDialect,
): ChatError | undefined {
  const key = messageKeys === undefined ? undefined : unknownKey(message, messageKeys)
  return key === undefined ? undefined : told?.({ index, role: text(message['role']), key })
}

function contentProblem({ role, content, tool_calls: calls }: JsonObject, index: number): ChatError | undefined {
  const param = `messages[${index}].content`
  if (!['system', 'developer', 'user', 'assistant', 'tool'].includes(text(role))) {
    return refused(
      `Invalid value: '${text(role)}'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.`,
    )
  }
  if (typeof content === 'string') return undefined
  if (content === null || content === undefined) {
    return role === 'assistant' && calls !== undefined
      ? undefined
      : refused(`Invalid value for 'content': expected a string, got null.`)
  }
  const parts = tables(content)
  if (parts.length === 0)
    return refused(
      `Invalid '${param}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
    )
  const image = role === 'user' ? undefined : parts.find(({ type }) => type === 'image_url')
  return image === undefined
    ? undefined
    : refused(
        `Invalid '${param}'. Image URLs are only allowed for messages with role 'user', but this message with role '${text(role)}' contains an image URL.`,
      )
}

function callProblem(message: JsonObject, index: number, { readsArguments }: ChatDialect): ChatError | undefined {
  const { tool_calls: given } = message
  if (given === undefined) return undefined
  const calls = tables(given)
  const param = `messages[${index}].tool_calls`
  if (calls.length === 0)
    return refused(
      `Invalid '${param}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
    )
  for (const [place, { id, function: made }] of calls.entries()) {
    const { name, arguments: input } = table(made)
    const path = `${param}[${place}]`
    if (text(id) === '')
      return refused(
        `Invalid '${path}.id': empty string. Expected a string with minimum length 1, but got an empty string instead.`,
      )
    if (text(id).length > 64)
      return refused(
        `Invalid '${path}.id': string too long. Expected a string with maximum length 64, but got a string with length ${text(id).length} instead.`,
      )
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(text(name))) {
      return refused(
        `Invalid '${path}.function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
      )
    }
    const read = readArguments(input)
    if (read === undefined) return refused(`Invalid '${path}.function.arguments': expected a string of valid JSON.`)
    if (readsArguments === true && !isTable(read.value)) return refused('Can only get item pairs from a mapping.')
  }
  return undefined
}

function readArguments(input: unknown): { readonly value: unknown } | undefined {
  if (typeof input !== 'string') return undefined
  try {
    return { value: JSON.parse(input) }
  } catch {
    return undefined
  }
}

/** Each call has its answer among the tool messages that follow it at once, and each answer its call. */
function pairProblem(messages: readonly JsonObject[]): ChatError | undefined {
  let open: readonly string[] = []
  for (const [index, { role, tool_calls: calls, tool_call_id: answered }] of messages.entries()) {
    if (role === 'tool') {
      if (!open.includes(text(answered))) {
        return refused(
          `Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'. (messages[${index}])`,
        )
      }
      open = open.filter((id) => id !== answered)
      continue
    }
    if (open.length > 0) break
    open = tables(calls).map(({ id }) => text(id))
    const twice = repeated(open)
    if (twice !== undefined) return refused(`Duplicate value for 'tool_call_id' of '${twice}' in messages[${index}].`)
  }
  return open.length === 0
    ? undefined
    : refused(
        `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${open.join(', ')}`,
      )
}

/** While a loop of tools is under way, what was thought before each call must be there as it was given. */
function reasoningProblem(
  messages: readonly JsonObject[],
  { reasoning }: ChatDialect,
  said: readonly ScenarioAnswer[],
): ChatError | undefined {
  const start = messages.findLastIndex(({ role }) => role === 'user')
  const rounds = messages.slice(start + 1).filter(({ role }) => role === 'assistant')
  for (const [round, message] of rounds.entries()) {
    const given = said[said.length - rounds.length + round]?.reasoning ?? []
    if (given.length === 0) continue
    const index = messages.indexOf(message)
    if (reasoning !== 'reasoning_details') {
      if (message['reasoning_content'] === given.map((each) => each.text).join('')) continue
      return refused(
        `Missing \`reasoning_content\` field in the assistant message at message index ${index}. For more information, please refer to https://api-docs.deepseek.com/guides/thinking_mode#tool-calls`,
      )
    }
    const wanted = given.map(
      ({ text: thought, signature = '', isRedacted }) => `${isRedacted === true ? '' : thought}|${signature}`,
    )
    if (detailsOf(message).join() !== wanted.join()) {
      return refused(
        'Gemini models require OpenRouter reasoning details to be preserved in each request. Please refer to our docs.',
      )
    }
  }
  return undefined
}

/** Details of one index are one piece, in however many parts they come back. */
function detailsOf(message: JsonObject): readonly string[] {
  const pieces = new Map<unknown, { text: string; mark: string }>()
  for (const detail of tables(message['reasoning_details'])) {
    const piece = pieces.get(detail['index']) ?? { text: '', mark: '' }
    piece.text += text(detail['text'])
    piece.mark += text(detail['signature']) + text(detail['data'])
    pieces.set(detail['index'], piece)
  }
  return [...pieces.values()].map(({ text: thought, mark }) => `${thought}|${mark}`)
}
