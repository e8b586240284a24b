import type { Measure } from '../measure.ts'
import { nodeProgram, runProgram } from '../run-program.ts'
import { peers } from '../subjects.ts'
import { targets } from '../targets.ts'

const runs = { full: '10000', quick: '1000' }

/** What a run weighs while its model thinks. */
export const waitingRuns: Measure = {
  name: 'waiting-runs',
  title: 'Memory of a run that waits for its model: 10,000 at once (1,000 with --quick)',
  method:
    'Heap after garbage collection with all runs waiting, less the heap before them, per run; then all are released and checked.',
  subjects: ['aixgo', ...peers, 'direct'],
  metrics: [
    { key: 'heap', title: 'heap per run', unit: 'KiB', better: 'lower', ...targets.waitingRunHeap },
    { key: 'resident', title: 'resident memory per run', unit: 'KiB', better: 'lower' },
    { key: 'total', title: 'process with all runs waiting', unit: 'MB', better: 'lower' },
  ],
  rounds: { full: 2, quick: 1 },
  needs: ['peers', 'package'],
  sample: (subject, { effort }) =>
    runProgram(nodeProgram('./programs/waiting-runs.ts', [subject, runs[effort]], ['--expose-gc'])),
}
