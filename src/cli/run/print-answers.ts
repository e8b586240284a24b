import { inputsOf, roleOf } from '../../config/agent-role.ts'
import type { System } from '../../config/system.ts'
import { messageValue } from '../../messages/message.ts'
import { resolveWiring } from '../../runtime/routing/wiring.ts'
import type { RunOutput } from './run-output.ts'

/**
 * Prints what agents answer whose outputs nobody inside reads: it leaves the system as what goes to a channel outside
 * does. Resolves when the system has ended. With JSON the events say it already.
 */
export async function printAnswers(system: System, output: RunOutput): Promise<void> {
  if (output.isJson) return
  await Promise.all(
    lastAgents(system).map(async (name) => {
      for await (const message of system.runtime.recv(name)) output.printResult(messageValue(message))
    }),
  )
}

/** Agents without readers. A sink has written down what it got, so what it passes on is no news. */
function lastAgents({ loaded }: System): readonly string[] {
  const { agents } = loaded.config
  const { targets } = resolveWiring(
    agents.map((agent) => ({
      name: agent.name,
      inputs: inputsOf(agent),
      outputs: agent.outputs.map(({ target }) => target),
    })),
  )
  return agents
    .filter((agent) => roleOf(agent).flow !== 'sink')
    .map(({ name }) => name)
    .filter((name) => {
      const { readers = [], channels = [] } = targets.get(name) ?? {}
      return readers.length + channels.length === 0
    })
}
