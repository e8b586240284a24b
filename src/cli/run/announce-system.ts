import type { System } from '../../config/system.ts'
import { version } from '../version.ts'
import type { RunOutput } from './run-output.ts'

/** Says what is about to run, and everything about the file that is worth knowing before. */
export function announceSystem(system: System, options: Readonly<Record<string, unknown>>, output: RunOutput): void {
  const { loaded, agents } = system
  const mode = options['offline'] === true ? ', offline: models are replaced' : ''
  output.say(
    `aixgo ${version}: ${agents.size} ${agents.size === 1 ? 'agent' : 'agents'} of ${loaded.file}${mode}, runs are kept in memory`,
  )
  for (const { line, column, message, hint, severity } of [...loaded.notices, ...loaded.warnings]) {
    const place = line === undefined ? loaded.file : `${loaded.file}:${line}:${column ?? 1}`
    output.say(`${place}: ${message}${hint === undefined ? '' : ` ${hint}`}`, severity === 'warning' ? 'warn' : 'info')
  }
  for (const [agent, tools] of system.unboundTools) {
    const names = tools.map((tool) => `"${tool}"`).join(', ')
    const effect =
      options['offline'] === true ? 'their answers are simulated' : 'the model is told that they do not work'
    output.say(
      `Tools of agent "${agent}" have no code: ${names}; ${effect}. Name a module (tools: [{ module: ./tools.ts }]) or bind them with loadSystem.`,
      'warn',
    )
  }
}
