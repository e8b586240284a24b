import { AgentError } from '../../../errors/agent-error.ts'
import { isRecord } from '../../../util/is-record.ts'
import { wrongGroup, type OptionChecks } from '../../../util/options/wrong-value.ts'

/**
 * Refuses options of a sink that make no sense: in plain JavaScript nobody else would say so before the first message.
 * `sink` is the function that makes it, `needed` the option that it cannot do without.
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function checkSink<Name extends string>(
  sink: string,
  options: unknown,
  checks: OptionChecks<Name>,
  needed: NoInfer<Name>,
): void {
  const problem = wrongGroup(sink, options, checks)
  if (problem !== undefined) throw new AgentError('AGENT_OPTIONS_INVALID', problem)
  if (isRecord(options) && options[needed] !== undefined) return
  throw new AgentError('AGENT_OPTIONS_INVALID', `${sink} cannot do without "${needed}": write ${sink}({ ${needed} }).`)
}
