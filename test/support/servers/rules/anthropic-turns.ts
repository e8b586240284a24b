import type { ScenarioAnswer } from '../../../../src/testing/model-scenario.ts'
import type { JsonObject } from '../../../../src/util/json/json.ts'
import { firstIn, firstOf, isTable, repeated, table, tables, text, unknownKey } from './reading.ts'

/** A message with its blocks, whichever way its content is written. */
interface Turn {
  readonly role: string
  readonly blocks: readonly JsonObject[]
}

const blockKeys: Readonly<Record<string, readonly string[]>> = {
  text: ['type', 'text', 'cache_control', 'citations'],
  image: ['type', 'source', 'cache_control'],
  document: ['type', 'source', 'cache_control', 'citations', 'context', 'title'],
  thinking: ['type', 'thinking', 'signature'],
  redacted_thinking: ['type', 'data'],
  tool_use: ['type', 'id', 'name', 'input', 'cache_control', 'caller'],
  server_tool_use: ['type', 'id', 'name', 'input', 'cache_control', 'caller'],
  web_search_tool_result: ['type', 'tool_use_id', 'content', 'cache_control', 'caller'],
  tool_result: ['type', 'tool_use_id', 'content', 'is_error', 'cache_control'],
}

/** What is wrong with the messages of a request. */
export function turnProblem({ messages, thinking }: JsonObject, said: readonly ScenarioAnswer[]): string | undefined {
  const turns = tables(messages).map(({ role, content }): Turn => ({
    role: text(role),
    blocks: typeof content === 'string' ? [{ type: 'text', text: content }] : tables(content),
  }))
  return firstOf(
    () => orderProblem(turns),
    () =>
      firstIn(turns, ({ blocks }, index) =>
        firstIn(blocks, (block, place) => blockProblem(block, `messages.${index}.content.${place}`)),
      ),
    () => firstIn(turns, (_, index) => toolUseProblem(turns, index)),
    () => firstIn(turns, (turn, index) => serverToolProblem(turn, { index, isLast: index === turns.length - 1, said })),
    () => endProblem(turns),
    () => firstIn(turns, (turn, index) => signatureProblem(turn, index, said)),
    () => (['enabled', 'adaptive'].includes(text(table(thinking).type)) ? thinkingProblem(turns, said) : undefined),
  )
}

function orderProblem(turns: readonly Turn[]): string | undefined {
  if (turns.length === 0) return 'messages: at least one message is required'
  if (turns[0]?.role !== 'user') return 'messages: first message must use the "user" role'
  return firstIn(turns, ({ role, blocks }, index) => {
    if (role !== 'user' && role !== 'assistant') return `messages.${index}.role: Input should be 'user' or 'assistant'`
    if (turns[index - 1]?.role === role) {
      return `messages: roles must alternate between "user" and "assistant", but found multiple "${role}" roles in a row`
    }
    const isLast = index === turns.length - 1
    return blocks.length === 0 && !(isLast && role === 'assistant')
      ? `messages.${index}: all messages must have non-empty content except for the optional final assistant message`
      : undefined
  })
}

function blockProblem(block: JsonObject, path: string): string | undefined {
  const type = text(block.type)
  const known = blockKeys[type]
  if (known === undefined)
    return `${path}: Input tag '${type}' found using 'type' does not match any of the expected tags`
  const key = unknownKey(block, known)
  if (key !== undefined) return `${path}.${type}.${key}: Extra inputs are not permitted`
  if (type === 'text') return textProblem(block)
  if (type === 'tool_result')
    return firstIn(tables(block.content), (inner, index) => blockProblem(inner, `${path}.tool_result.content.${index}`))
  if (type !== 'tool_use') return undefined
  if (!/^[a-zA-Z0-9_-]+$/.test(text(block.id))) {
    return `${path}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`
  }
  if (!/^[a-zA-Z0-9_-]{1,200}$/.test(text(block.name))) {
    return `${path}.tool_use.name: String should match pattern '^[a-zA-Z0-9_-]{1,200}$'`
  }
  return isTable(block.input) ? undefined : `${path}.tool_use.input: Input should be a valid dictionary`
}

function textProblem(block: JsonObject): string | undefined {
  if (text(block.text) === '') return 'messages: text content blocks must be non-empty'
  return text(block.text).trim() === '' ? 'messages: text content blocks must contain non-whitespace text' : undefined
}

const idsOf = (turn: Turn | undefined, type: string, key: string): readonly string[] =>
  turn?.blocks.filter((block) => block.type === type).map((block) => text(block[key])) ?? []

function toolUseProblem(turns: readonly Turn[], index: number): string | undefined {
  const uses = idsOf(turns[index], 'tool_use', 'id')
  const results = idsOf(turns[index], 'tool_result', 'tool_use_id')
  if (repeated(uses) !== undefined) return `messages.${index}: \`tool_use\` ids must be unique`
  const before = idsOf(turns[index - 1], 'tool_use', 'id')
  const unexpected = results.find((id) => !before.includes(id))
  if (unexpected !== undefined) {
    const place = turns[index]?.blocks.findIndex((block) => block.tool_use_id === unexpected)
    return `messages.${index}.content.${place}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${unexpected}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`
  }
  if (repeated(results) !== undefined) {
    return `messages.${index}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${repeated(results)}`
  }
  const after = idsOf(turns[index + 1], 'tool_result', 'tool_use_id')
  const open = uses.filter((id) => !after.includes(id))
  return open.length === 0
    ? undefined
    : `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`
}

/** What the API ran itself stands in one turn with its result, unless the turn was paused before it came. */
function serverToolProblem(
  { blocks }: Turn,
  {
    index,
    isLast,
    said,
  }: { readonly index: number; readonly isLast: boolean; readonly said: readonly ScenarioAnswer[] },
): string | undefined {
  const outputs = said.flatMap(({ run }) => run?.output ?? [])
  return firstIn(blocks, (block, place) => {
    const path = `messages.${index}.content.${place}`
    if (block.type === 'web_search_tool_result') {
      const contents = tables(block.content).map(({ encrypted_content: content }) => text(content))
      if (outputs.length > 0 && contents.some((content) => !outputs.includes(content)))
        return `${path}: Invalid \`encrypted_content\` in \`search_result\` block`
      return blocks.slice(0, place).some(({ type, id }) => type === 'server_tool_use' && id === block.tool_use_id)
        ? undefined
        : `${path}: unexpected \`tool_use_id\` found in \`web_search_tool_result\` blocks: ${text(block.tool_use_id)}.`
    }
    if (block.type !== 'server_tool_use') return undefined
    if (!/^srvtoolu_[a-zA-Z0-9_]+$/.test(text(block.id))) {
      return `${path}.server_tool_use.id: String should match pattern '^srvtoolu_[a-zA-Z0-9_]+$'`
    }
    if (isLast && place === blocks.length - 1) return undefined
    return blocks.slice(place).some(({ tool_use_id: id }) => id === block.id)
      ? undefined
      : `${path}: \`web_search\` tool use with id \`${text(block.id)}\` was found without a corresponding \`web_search_tool_result\` block`
  })
}

function endProblem(turns: readonly Turn[]): string | undefined {
  const last = turns.at(-1)
  const block = last?.blocks.at(-1)
  return last?.role === 'assistant' && block?.type === 'text' && /\s$/.test(text(block.text))
    ? 'messages: final assistant content cannot end with trailing whitespace'
    : undefined
}

/** Signatures are checked whether or not thinking is on. */
function signatureProblem({ blocks }: Turn, index: number, said: readonly ScenarioAnswer[]): string | undefined {
  const reasoning = said.flatMap((answer) => answer.reasoning ?? [])
  return firstIn(blocks, (block, place) => {
    const path = `messages.${index}.content.${place}`
    if (block.type === 'redacted_thinking') {
      return reasoning.some(({ signature, isRedacted }) => isRedacted === true && signature === block.data)
        ? undefined
        : `${path}: Invalid \`data\` in \`redacted_thinking\` block`
    }
    if (block.type !== 'thinking') return undefined
    const signed = reasoning.find(({ signature, isRedacted }) => isRedacted !== true && signature === block.signature)
    if (signed === undefined) return `${path}: Invalid \`signature\` in \`thinking\` block`
    return signed.text === block.thinking
      ? undefined
      : `${path}: \`thinking\` or \`redacted_thinking\` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.`
  })
}

/** While a loop of tools is under way, what was thought before each call must be there, all of it and in order. */
function thinkingProblem(turns: readonly Turn[], said: readonly ScenarioAnswer[]): string | undefined {
  const start = turns.findLastIndex(
    ({ role, blocks }) => role === 'user' && blocks.some(({ type }) => type !== 'tool_result'),
  )
  const answers = turns.slice(start + 1).filter(({ role }) => role === 'assistant')
  const open = said.slice(said.length - answers.length)
  return firstIn(answers, ({ blocks }, round) => {
    const index = turns.indexOf(answers[round] ?? { role: '', blocks: [] })
    const sent = blocks.flatMap(({ type, signature, data }) =>
      type === 'thinking' ? [text(signature)] : type === 'redacted_thinking' ? [text(data)] : [],
    )
    const given = (open[round]?.reasoning ?? []).map(({ signature = '' }) => signature)
    const [first] = blocks
    if (given.length > 0 && sent.length === 0) {
      return `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${text(first?.type)}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks).`
    }
    return sent.join() === given.join()
      ? undefined
      : `messages.${index}.content.0: \`thinking\` or \`redacted_thinking\` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.`
  })
}
