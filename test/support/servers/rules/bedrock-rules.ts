import type { ScenarioAnswer } from '../../../../src/testing/model-scenario.ts'
import type { JsonObject } from '../../../../src/util/json/json.ts'
import { firstIn, firstOf, isTable, repeated, table, tables, text, unknownKey } from './reading.ts'

interface Turn {
  readonly role: string
  readonly blocks: readonly JsonObject[]
}

const inferenceKeys = ['maxTokens', 'temperature', 'topP', 'stopSequences']

/** Why Bedrock's Converse API refuses a request, in its words; undefined where it takes it. */
export function refusedByBedrock(body: JsonObject, said: readonly ScenarioAnswer[]): string | undefined {
  const turns = tables(body.messages).map(({ role, content }): Turn => ({ role: text(role), blocks: tables(content) }))
  return firstOf(
    () => settingProblem(body),
    () => systemProblem(body.system),
    () => toolProblem(body),
    () => orderProblem(turns),
    () =>
      firstIn(turns, ({ blocks }, index) =>
        firstIn(blocks, (block, place) => blockProblem(block, `messages.${index}.content.${place}`)),
      ),
    () => firstIn(turns, (_, index) => pairProblem(turns, index)),
    () => endProblem(turns),
    () => firstIn(turns, ({ blocks }, index) => reasoningProblem(blocks, index, said)),
    () => missingReasoning(body, turns, said),
  )
}

function settingProblem({ inferenceConfig, additionalModelRequestFields: fields }: JsonObject): string | undefined {
  const config = table(inferenceConfig)
  const key = unknownKey(config, inferenceKeys)
  if (key !== undefined) return `The model returned the following errors: extraneous key [${key}] is not permitted`
  const { temperature, maxTokens } = config
  if (temperature !== undefined && Number(temperature) > 1) {
    return `1 validation error detected: Value '${Number(temperature)}' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1`
  }
  const { type, budget_tokens: budget } = table(table(fields).thinking)
  if (type !== 'enabled') return undefined
  if (temperature !== undefined && temperature !== 1) {
    return 'The model returned the following errors: `temperature` may only be set to 1 when thinking is enabled.'
  }
  return maxTokens !== undefined && Number(budget) >= Number(maxTokens)
    ? 'The model returned the following errors: `max_tokens` must be greater than `thinking.budget_tokens`.'
    : undefined
}

function systemProblem(system: unknown): string | undefined {
  return firstIn(tables(system), (block, index) =>
    'text' in block && text(block.text).trim() === ''
      ? `The text field in the SystemContentBlock object at system.${index} is blank. Add text to the text field, and try again.`
      : undefined,
  )
}

function toolProblem({ toolConfig, messages }: JsonObject): string | undefined {
  const used = /"toolUse"|"toolResult"/.test(JSON.stringify(messages))
  if (toolConfig === undefined) {
    return used ? 'The toolConfig field must be defined when using toolUse and toolResult content blocks.' : undefined
  }
  const specs = tables(table(toolConfig).tools).flatMap(({ toolSpec }) =>
    toolSpec === undefined ? [] : [table(toolSpec)],
  )
  const twice = repeated(specs.map(({ name }) => text(name)))
  if (twice !== undefined) return `The tool ${twice} is already defined at toolConfig.tools.0.`
  return firstIn(specs, ({ name, description, inputSchema }, index) => {
    const path = `toolConfig.tools.${index}.toolSpec`
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(text(name))) return patternProblem(text(name), `${path}.name`)
    if (description === '')
      return `Value '' at '${path}.description' failed to satisfy constraint: Member must have length greater than or equal to 1`
    const { json } = table(inputSchema)
    return isTable(json) && json.type === 'object'
      ? undefined
      : `The value at ${path}.inputSchema.json.type must be one of the following: object.`
  })
}

function patternProblem(value: string, path: string): string {
  return `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+`
}

function orderProblem(turns: readonly Turn[]): string | undefined {
  if (turns[0]?.role !== 'user') {
    return 'A conversation must start with a user message. Try again with a conversation that starts with a user message.'
  }
  return firstIn(turns, ({ role, blocks }, index) => {
    if (turns[index - 1]?.role === role) {
      return 'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.'
    }
    return blocks.length === 0
      ? `The content field in the Message object at messages.${index} is empty. Add a ContentBlock object to the content field and try again.`
      : undefined
  })
}

function blockProblem(block: JsonObject, path: string): string | undefined {
  if ('text' in block) {
    return text(block.text).trim() === ''
      ? `The text field in the ContentBlock object at ${path} is blank. Add text to the text field, and try again.`
      : undefined
  }
  const { toolUse, toolResult } = block
  if (toolUse !== undefined) {
    const { toolUseId, name, input } = table(toolUse)
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(text(toolUseId)))
      return patternProblem(text(toolUseId), `${path}.toolUse.toolUseId`)
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(text(name))) return patternProblem(text(name), `${path}.toolUse.name`)
    return isTable(input)
      ? undefined
      : `The format of the value at ${path}.toolUse.input is invalid. Provide a json object for the field and try again.`
  }
  if (toolResult === undefined) return undefined
  const content = tables(table(toolResult).content)
  if (content.length === 0) return `The content field at ${path}.toolResult cannot be empty.`
  return firstIn(content, (inner, index) => blockProblem(inner, `${path}.toolResult.content.${index}`))
}

const idsOf = (turn: Turn | undefined, kind: 'toolUse' | 'toolResult'): readonly string[] =>
  turn?.blocks.flatMap((block) => (block[kind] === undefined ? [] : [text(table(block[kind]).toolUseId)])) ?? []

function pairProblem(turns: readonly Turn[], index: number): string | undefined {
  const uses = idsOf(turns[index], 'toolUse')
  const results = idsOf(turns[index], 'toolResult')
  const before = idsOf(turns[index - 1], 'toolUse')
  if (repeated(uses) !== undefined || repeated(results) !== undefined) {
    return `The ${uses.length > 0 ? 'toolUse' : 'toolResult'} blocks at messages.${index}.content contain duplicate Ids: ${repeated([...uses, ...results])}`
  }
  if (results.length > before.length) {
    return `The number of toolResult blocks at messages.${index}.content exceeds the number of toolUse blocks of previous turn.`
  }
  const unexpected = results.filter((id) => !before.includes(id))
  if (unexpected.length > 0)
    return `The toolUseId ${unexpected.join(', ')} at messages.${index} does not match a toolUse of the previous turn.`
  const after = idsOf(turns[index + 1], 'toolResult')
  const open = uses.filter((id) => !after.includes(id))
  return open.length === 0
    ? undefined
    : `Expected toolResult blocks at messages.${index + 1}.content for the following Ids: ${open.join(', ')}`
}

function endProblem(turns: readonly Turn[]): string | undefined {
  const last = turns.at(-1)
  return last?.role === 'assistant' && /\s$/.test(text(last.blocks.at(-1)?.text))
    ? 'The model returned the following errors: messages: final assistant content cannot end with trailing whitespace'
    : undefined
}

/** What a piece of reasoning is known by: its signature, or its redacted content. */
function markOf(block: JsonObject): string | undefined {
  const { reasoningText, redactedContent } = table(block.reasoningContent)
  if (block.reasoningContent === undefined) return undefined
  return redactedContent === undefined ? text(table(reasoningText).signature) : text(redactedContent)
}

function reasoningProblem(
  blocks: readonly JsonObject[],
  index: number,
  said: readonly ScenarioAnswer[],
): string | undefined {
  const given = said.flatMap((answer) => answer.reasoning ?? [])
  return firstIn(blocks, (block, place) => {
    const mark = markOf(block)
    if (mark === undefined) return undefined
    const found = given.find(({ signature }) => signature === mark)
    const path = `messages.${index}.content.${place}`
    if (found === undefined)
      return `The model returned the following errors: ${path}: Invalid \`signature\` in \`thinking\` block`
    const { reasoningText } = table(block.reasoningContent)
    return found.isRedacted === true || table(reasoningText).text === found.text
      ? undefined
      : `The model returned the following errors: ${path}: \`thinking\` or \`redacted_thinking\` blocks in the latest assistant message cannot be modified.`
  })
}

/** While a loop of tools is under way and the model thinks, its signed reasoning must be there. */
function missingReasoning(
  { additionalModelRequestFields: fields }: JsonObject,
  turns: readonly Turn[],
  said: readonly ScenarioAnswer[],
): string | undefined {
  if (!['enabled', 'adaptive'].includes(text(table(table(fields).thinking).type))) return undefined
  const start = turns.findLastIndex(
    ({ role, blocks }) => role === 'user' && blocks.some((block) => !('toolResult' in block)),
  )
  const answers = turns.slice(start + 1).filter(({ role }) => role === 'assistant')
  return firstIn(answers, ({ blocks }, round) => {
    const given = (said[said.length - answers.length + round]?.reasoning ?? []).map(({ signature = '' }) => signature)
    const sent = blocks.flatMap((block) => markOf(block) ?? [])
    return sent.join() === given.join()
      ? undefined
      : 'The model returned the following errors: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block.'
  })
}
