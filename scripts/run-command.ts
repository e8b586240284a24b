import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './entries.ts'

/** Runs a program of node_modules/.bin, or of the system, with its output shown. Throws when it fails. */
export function runCommand(command: string, args: readonly string[]): void {
  const path = join(root, 'node_modules/.bin') + delimiter + (process.env['PATH'] ?? '')
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`"${[command, ...args].join(' ')}" ended with exit code ${status}.`)
}
