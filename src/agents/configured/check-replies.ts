import { nearest } from '../../util/text/nearest.ts'
import { isRecord } from '../../util/is-record.ts'
import type { ValuePath } from '../../keys/value-path.ts'
import { quote } from '../../util/text/printable.ts'
import type { ValueCheck } from '../../keys/value-check.ts'

/** Checks the scripted replies of one agent: each says something, and calls only tools that the agent has. */
export function checkReplies(values: Readonly<Record<string, unknown>>, check: ValueCheck): void {
  const offline = values['offline']
  const replies = isRecord(offline) ? offline['replies'] : undefined
  if (!Array.isArray(replies)) return
  const tools = declaredTools(values['tools'])
  for (const [position, reply] of replies.entries()) {
    if (!isRecord(reply)) continue
    const place = ['offline', 'replies', position]
    const { text, tool_call: call } = reply
    if (text === undefined && call === undefined && !check.isWritten([...place, 'text'])) {
      check.error(place, 'The reply says nothing.', 'Give it "text", "tool_call" or both.')
    }
    if (isRecord(call) && typeof call['name'] === 'string')
      checkCall(call['name'], [...place, 'tool_call', 'name'], tools, check)
  }
}

function checkCall(name: string, path: ValuePath, tools: readonly string[] | undefined, check: ValueCheck): void {
  if (tools === undefined || tools.includes(name) || check.isDoubtful(path)) return
  const meant = nearest(name, tools)
  const known = tools.length === 0 ? 'The agent has no tools.' : `Tools of the agent: ${tools.map(quote).join(', ')}.`
  check.error(
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
