import { AgentError } from '../../errors/agent-error.ts'
import type { ForeignNames } from '../../util/compiler/foreign-options.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import { text, type OptionChecks } from '../../util/options/wrong-value.ts'

/** The options that there are, and names that other frameworks have for them. */
export interface OptionNames {
  readonly known: Readonly<Record<string, true>>
  readonly foreign: ForeignNames
}

/**
 * Refuses options that are not known: in plain JavaScript nobody else would say that one is misspelt. `where` names the
 * function that takes them.
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function checkAgentOptions(options: unknown, { known, foreign }: OptionNames, where: string): void {
  if (!isRecord(options)) {
    const message = `${where} takes an object, ${where}({ name: 'writer', ... }), not ${shown(options)}.`
    throw new AgentError('AGENT_OPTIONS_INVALID', message)
  }
  refuseOption(String(options['name']), unknownOption(options, known, foreign))
}

/** What the options that all agents have must be. */
export const commonChecks: OptionChecks<'description' | 'messageType'> = { description: text, messageType: text }

/**
 * Refuses an agent whose options have a problem.
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function refuseOption(agent: string, problem: string | undefined): void {
  if (problem === undefined) return
  throw new AgentError('AGENT_OPTIONS_INVALID', `Agent "${agent}": ${problem}`, { details: { agent } })
}
