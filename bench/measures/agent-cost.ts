import type { Measure, Metric } from '../measure.ts'
import { nodeProgram, runProgram } from '../run-program.ts'
import { peers } from '../subjects.ts'
import { targets } from '../targets.ts'

const milliseconds = { full: '1200', quick: '400' }

/** What a framework adds to a run whose model answers at once. */
export const agentCost: readonly Measure[] = [
  measureCost('one-call', 'one model call', targets.runWithOneCall),
  measureCost('with-tool', 'two model calls and one tool', targets.runWithTool),
]

function measureCost(workload: string, work: string, promised: Pick<Metric, 'target' | 'recorded'>): Measure {
  return {
    name: workload,
    title: `Framework cost of an agent run: ${work}`,
    method:
      'Runs one after the other on an instant model, not streaming; 20 batches after a warm-up of the same length.',
    subjects: ['aixgo', ...peers, 'direct'],
    metrics: [
      { key: 'run', title: 'time per run', unit: 'us', better: 'lower', ...promised },
      { key: 'cpu', title: 'CPU per run, all threads', unit: 'us', better: 'lower' },
    ],
    rounds: { full: 4, quick: 2 },
    needs: ['peers', 'package'],
    sample: (subject, { effort }) => {
      const time = milliseconds[effort]
      return runProgram(nodeProgram('./programs/agent-cost.ts', [subject, workload, time, time]))
    },
  }
}
