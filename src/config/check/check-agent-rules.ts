import { openRole } from '../../agents/custom-role.ts'
import { checkBackoff } from '../../keys/check-backoff.ts'
import { checkBelow } from '../../keys/value-check.ts'
import type { CheckContext } from './check-context.ts'
import type { CheckedAgent } from './check-agents.ts'

/** Checks what the keys of one agent say of each other, which the schema of each key alone cannot see. */
export function checkAgentRules({ index, values, role = openRole }: CheckedAgent, context: CheckContext): void {
  const check = checkBelow(context, ['agents', index])
  checkBackoff(values, 'restart', check)
  role.check?.(values, check)
}
