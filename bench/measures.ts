import { agentCost } from './measures/agent-cost.ts'
import { coldStarts } from './measures/cold-start.ts'
import { messages } from './measures/messages.ts'
import { typeCheck } from './measures/type-check.ts'
import { waitingRuns } from './measures/waiting-runs.ts'
import type { Measure } from './measure.ts'

/** Everything the bench measures, in the order of its report. */
export const measures: readonly Measure[] = [...coldStarts, ...agentCost, waitingRuns, ...messages, typeCheck]
