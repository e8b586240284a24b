import type { Callable } from '../runs/context.ts'
import type { UserInput } from '../messages/conversation.ts'
import type { AnyTool } from './tool.ts'

/** An agent that can take a conversation over. */
export type HandoffTarget = Callable<UserInput, unknown, never>

const key: unique symbol = /* @__PURE__ */ Symbol.for('aixgo.handoff') as never

/** Notes which agent takes the conversation over when a tool was called. Copies of the tool keep it. */
export function handsOverTo<Noted extends AnyTool>(tool: Noted, target: HandoffTarget): Noted {
  return { ...tool, [key]: target }
}

/** The agent that takes the conversation over when the tool was called; nothing for any other tool. */
export function handoffTarget(tool: AnyTool | undefined): HandoffTarget | undefined {
  return (tool as { readonly [key]?: HandoffTarget | undefined } | undefined)?.[key]
}
