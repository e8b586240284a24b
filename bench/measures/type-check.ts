import type { Measure } from '../measure.ts'
import { nodeProgram, runProgram } from '../run-program.ts'
import { targets } from '../targets.ts'

/** What the compiler takes for a large program. Types of other libraries are not compared: they promise other things. */
export const typeCheck: Measure = {
  name: 'type-check',
  title: 'Types: 200 tools and 50 agents',
  method:
    'Start to end of `tsc` on a program with 200 tools of zod, 50 agents with 12 of them each, and a typed call of every agent; it refuses two mistakes.',
  subjects: ['empty', 'aixgo'],
  metrics: [{ key: 'time', title: 'start to end of tsc', unit: 'ms', better: 'lower', ...targets.typeCheck }],
  rounds: { full: 5, quick: 2 },
  needs: ['package'],
  sample: (subject) => runProgram(nodeProgram('./programs/type-check.ts', [subject])),
}
