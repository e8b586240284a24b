import { AgentError } from '../errors/agent-error.ts'
import { unknownOption } from '../util/unknown-option.ts'

/**
 * Refuses options that are not known: in plain JavaScript nobody else would say that one is misspelt.
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function checkAgentOptions(options: { readonly name: string }, known: Readonly<Record<string, true>>): void {
  const problem = unknownOption(options, known)
  if (problem === undefined) return
  const { name: agent } = options
  throw new AgentError('AGENT_OPTIONS_INVALID', `Agent "${agent}": ${problem}`, { details: { agent } })
}
