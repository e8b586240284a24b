import { isFresh } from '../../scripts/build-stamp.ts'
import { runCommand } from '../../scripts/run-command.ts'

/** Builds the package and the executable before the tests that run them, unless both are up to date. */
export function setup(): void {
  if (!isFresh('dist')) runCommand('node', ['scripts/build.ts'])
  if (!isFresh('binary')) runCommand('node', ['scripts/build-binary.ts'])
}
