import { AgentError } from '../../errors/agent-error.ts'

/** The error for a message that cannot be taken. `place` is where it stands, such as `messages[2].parts[0]`. */
export function refuseMessage(taker: string, place: string, problem: string): AgentError {
  return new AgentError('AGENT_INPUT_INVALID', `${taker}: ${place} ${problem}`)
}
