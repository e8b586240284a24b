// What the loop needs for agents with an output schema; loaded with the first of them.
import type { ModelRequest } from '../model/model-request.ts'
import type { OutputPlan } from './output-attempts.ts'
import { exportOutput } from './export-output.ts'
import { withOutput } from './output-request.ts'

export { OutputAttempts } from './output-attempts.ts'

/** Adds to a request what makes the model give the output that an agent declares. */
export async function requestOutput(request: ModelRequest, plan: OutputPlan): Promise<ModelRequest> {
  return withOutput(request, plan.mode, await exportOutput(plan))
}
