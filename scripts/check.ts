import { runCommand } from './run-command.ts'

/** Everything that can be checked without running the tests, cheapest first. Stops at the first failure. */
const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['doors', 'node', 'scripts/generate-doors.ts', '--check'],
  ['llms.txt', 'node', 'scripts/generate-llms.ts', '--check'],
  ['format', 'oxfmt', '--check'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['types', 'tsc'],
  ['unused code', 'knip'],
  ['build', 'node', 'scripts/build.ts'],
  ['package', 'publint', '--strict'],
  ['package types', 'attw', '--pack', '.', '--profile', 'esm-only'],
  ['API report', 'node', 'scripts/generate-api-report.ts', '--check'],
  ['third-party notices', 'node', 'scripts/generate-notices.ts', '--check'],
]

for (const [name, command, ...args] of steps) {
  const startedAt = performance.now()
  process.stdout.write(`\n== ${name}\n`)
  try {
    runCommand(command, args)
  } catch (error) {
    process.stderr.write(`\nCheck "${name}" failed. ${(error as Error).message}\n`)
    process.exit(1)
  }
  process.stdout.write(`${name}: passed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
}
