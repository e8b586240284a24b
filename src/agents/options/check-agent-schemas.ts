import { AgentError } from '../../errors/agent-error.ts'
import { describeProblems, schemaProblems } from '../../schema/check/check-schema.ts'

/**
 * Refuses what was given as an agent's schema and is none.
 * @throws AgentError `AGENT_SCHEMA_INVALID`.
 */
export function checkAgentSchemas(
  agent: string,
  schemas: { readonly input?: unknown; readonly output?: unknown },
): void {
  for (const [option, schema] of Object.entries(schemas)) {
    const problems = schema === undefined ? [] : schemaProblems(schema)
    if (problems.length === 0) continue
    throw new AgentError(
      'AGENT_SCHEMA_INVALID',
      `Agent "${agent}": "${option}" is no schema that can be used. ${describeProblems(problems)}`,
      { details: { agent } },
    )
  }
}
