import { nearest } from '../../util/nearest.ts'
import { isRecord } from '../../util/is-record.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import { quote } from '../../util/printable.ts'
import type { CheckContext } from './check-context.ts'

/** Checks the scripted replies of one agent: each says something, and calls only tools that the agent has. */
export function checkReplies(values: Readonly<Record<string, unknown>>, path: ConfigPath, context: CheckContext): void {
  const offline = values['offline']
  const replies = isRecord(offline) ? offline['replies'] : undefined
  if (!Array.isArray(replies)) return
  const tools = declaredTools(values['tools'])
  for (const [position, reply] of replies.entries()) {
    if (!isRecord(reply)) continue
    const place = [...path, 'offline', 'replies', position]
    const { text, tool_call: call } = reply
    if (text === undefined && call === undefined && context.positions.keySpan([...place, 'text']) === undefined) {
      context.error(place, 'The reply says nothing.', 'Give it "text", "tool_call" or both.')
    }
    if (isRecord(call) && typeof call['name'] === 'string')
      checkCall(call['name'], [...place, 'tool_call', 'name'], tools, context)
  }
}

function checkCall(name: string, path: ConfigPath, tools: readonly string[] | undefined, context: CheckContext): void {
  if (tools === undefined || tools.includes(name) || context.isDoubtful(path)) return
  const meant = nearest(name, tools)
  const known = tools.length === 0 ? 'The agent has no tools.' : `Tools of the agent: ${tools.map(quote).join(', ')}.`
  context.error(
    path,
    `The agent has no tool ${quote(name)}.`,
    meant === undefined ? known : `Did you mean ${quote(meant)}?`,
  )
}

/** The names of the tools, or `undefined` when some come from a module, whose names are not known yet. */
function declaredTools(tools: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(tools) ? tools : []
  const names = list.map((tool) => (isRecord(tool) && typeof tool['name'] === 'string' ? tool['name'] : undefined))
  return names.every((name) => name !== undefined) ? names : undefined
}
