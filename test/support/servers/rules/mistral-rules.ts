import type { JsonObject } from '../../../../src/util/json/json.ts'
import type { ChatError } from '../chat-dialects.ts'
import { tables, text } from './reading.ts'

const refused = (message: string, code: string): ChatError => ({ status: 400, message, code })

/** What Mistral refuses beside what the others do: ids that are not its own, and roles in an order of their own. */
export function mistralProblem(messages: readonly JsonObject[]): ChatError | undefined {
  return idProblem(messages) ?? orderProblem(messages)
}

function idProblem(messages: readonly JsonObject[]): ChatError | undefined {
  const ids = messages.flatMap(({ tool_calls: calls, tool_call_id: answered }) => [
    ...tables(calls).map(({ id }) => text(id)),
    ...(answered === undefined ? [] : [text(answered)]),
  ])
  const wrong = ids.find((id) => !/^[a-zA-Z0-9]{9}$/.test(id))
  return wrong === undefined
    ? undefined
    : refused(`Tool call id was ${wrong} but must be a-z, A-Z, 0-9, with a length of 9.`, '3280')
}

const followers: Readonly<Record<string, readonly string[]>> = {
  system: ['system', 'user', 'assistant'],
  user: ['user', 'assistant', 'system'],
  assistant: ['user', 'tool', 'assistant', 'system'],
  tool: ['tool', 'assistant'],
}

function orderProblem(messages: readonly JsonObject[]): ChatError | undefined {
  for (const [index, message] of messages.entries()) {
    const { role, content, tool_calls: calls } = message
    const before = index === 0 ? undefined : text(messages[index - 1]?.['role'])
    if (before !== undefined && !(followers[before] ?? []).includes(text(role))) {
      return refused(`Unexpected role '${text(role)}' after role '${before}'`, '3230')
    }
    const isEmpty = content === '' || content === null || (Array.isArray(content) && content.length === 0)
    if (role === 'assistant' && calls === undefined && isEmpty) {
      return refused('Assistant message must have either content or tool_calls, but not none.', '3240')
    }
  }
  const last = messages.at(-1)
  return last?.['role'] === 'user' || last?.['role'] === 'tool' || last?.['prefix'] === true
    ? undefined
    : refused(
        `Expected last role User or Tool (or Assistant with prefix True) for serving but got ${text(last?.['role'])}`,
        '3230',
      )
}
