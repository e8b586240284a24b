import { implementationOf } from '../../agents/implementation.ts'
import type { System } from '../../config/system.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { nearest } from '../../util/text/nearest.ts'

/**
 * The channel or agent that gets the input: the one named, or the only one there is.
 * @throws UsageError that says what there is.
 */
export function chooseTarget(system: System, to: string | undefined): string {
  if (to !== undefined) return namedTarget(system, to)
  const [only, ...others] = system.inputs
  if (only !== undefined && others.length === 0) return only
  if (only !== undefined)
    throw new UsageError('USAGE', `The input could go to ${quoted(system.inputs)}. Choose one with --to.`)
  throw new UsageError(
    'USAGE',
    `Every agent is fed from inside. Name the one that gets the input with --to: ${quoted(takers(system))}.`,
  )
}

function namedTarget(system: System, to: string): string {
  const known = [...new Set([...system.inputs, ...takers(system)])]
  if (known.includes(to)) return to
  const problem = system.outputs.includes(to)
    ? `"${to}" is where messages leave the system.`
    : system.agents.has(to)
      ? `"${to}" brings messages in and takes none.`
      : `Nothing is named "${to}".`
  const meant = nearest(to, known)
  const hint = meant === undefined ? `The input can go to ${quoted(known)}.` : `Did you mean "${meant}"?`
  throw new UsageError('USAGE', `${problem} ${hint}`)
}

/** Agents that take messages. */
function takers({ agents }: System): readonly string[] {
  return [...agents.values()].filter((agent) => implementationOf(agent).source === undefined).map(({ name }) => name)
}

/** Names as a list for a message. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
