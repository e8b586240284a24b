// What the loop needs for agents with an output schema; loaded with the first of them.
import { modelSchema, outputKey } from '../../schema/model/model-schema.ts'
import type { ModelRequest } from '../model/model-request.ts'
import type { OutputPlan } from './output-attempts.ts'
import { withOutput } from './output-request.ts'

export { OutputAttempts } from './output-attempts.ts'

/** Adds to a request what makes the model give the output that an agent declares. */
export async function requestOutput(request: ModelRequest, { schema, mode }: OutputPlan): Promise<ModelRequest> {
  return withOutput(request, mode, await modelSchema(schema, outputKey))
}
