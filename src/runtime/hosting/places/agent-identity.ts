import type { AnyAgent } from '../../../agents/agent.ts'
import { implementationOf } from '../../../agents/implementation.ts'
import type { Callable } from '../../../runs/context.ts'

/** True when both are the same agent, one of them perhaps with a time limit or a tape around it. */
export function isSameAgent(one: AnyAgent, other: Callable<never, unknown, never>): boolean {
  // Whatever is called was found to be an agent.
  return one === other || implementationOf(one).identity === implementationOf(other as AnyAgent).identity
}
