import { UsageError } from '../../errors/usage-error.ts'
import { nearest } from '../../util/text/nearest.ts'

/** The machines an executable can be made for. */
export const executableTargets = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'windows-x64',
  'windows-arm64',
] as const

/** A machine an executable can be made for. */
export type ExecutableTarget = (typeof executableTargets)[number]

/**
 * Reads a target's name.
 * @throws UsageError when there is no such target.
 */
export function parseTarget(name: string): ExecutableTarget {
  const target = executableTargets.find((known) => known === name)
  if (target !== undefined) return target
  const meant = nearest(name, executableTargets)
  const hint = meant === undefined ? `Targets: ${executableTargets.join(', ')}.` : `Did you mean "${meant}"?`
  throw new UsageError('USAGE', `There is no target "${name}". ${hint}`)
}

/** The machine this program runs on, as a target's name. */
export function thisMachine(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}
