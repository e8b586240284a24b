// How many of fifty malformed answers come to a right output, by mode. No network and no chance: the same on every machine.
import { measureSuccess } from './structured-output-rate.ts'

const rates = await measureSuccess()
const rows = rates.map(({ mode, cases, first, corrected, wrong }) =>
  [
    mode.padEnd(12),
    `${first} of ${cases}`.padStart(12),
    `${corrected} of ${cases}`.padStart(16),
    String(wrong).padStart(8),
  ].join(''),
)
process.stdout.write(
  `${'mode'.padEnd(12)}${'first try'.padStart(12)}${'within 3 tries'.padStart(16)}${'wrong'.padStart(8)}\n`,
)
process.stdout.write(`${rows.join('\n')}\n`)
for (const { mode, failed } of rates.slice(1)) {
  if (failed.length > 0) process.stdout.write(`never right in ${mode} mode: ${failed.join(', ')}\n`)
}
