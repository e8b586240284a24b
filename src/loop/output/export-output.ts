import { AgentError } from '../../errors/agent-error.ts'
import { ToolError } from '../../errors/tool-error.ts'
import { modelSchema, outputKey, type ModelSchema } from '../../schema/model/model-schema.ts'
import type { OutputPlan } from './output-attempts.ts'

/**
 * The output of an agent as models take it.
 * @throws AgentError `AGENT_SCHEMA_INVALID`.
 */
export async function exportOutput({ agent, schema }: Pick<OutputPlan, 'agent' | 'schema'>): Promise<ModelSchema> {
  try {
    return await modelSchema(schema, outputKey)
  } catch (error) {
    if (!ToolError.isInstance(error)) throw error
    throw new AgentError(
      'AGENT_SCHEMA_INVALID',
      `Agent "${agent}": the output schema cannot be given to a model. ${error.message}`,
      {
        cause: error.cause,
        details: { agent },
      },
    )
  }
}
