import type { AnyAgent } from '../agents/agent.ts'
import { implementationOf } from '../agents/implementation.ts'
import { AgentError } from '../errors/agent-error.ts'

/**
 * Exports the schemas that agents give to models.
 * @throws the error of the one that cannot be exported, or `AGENT_SCHEMA_INVALID` with those of all that cannot.
 */
export async function checkSchemas(agents: readonly AnyAgent[]): Promise<void> {
  const asked = new Set<unknown>()
  const found = await Promise.all(agents.map(async (agent) => (await implementationOf(agent).doCheck?.(asked)) ?? []))
  const errors = found.flat()
  const [first] = errors
  if (first === undefined) return
  if (errors.length === 1) throw first
  throw new AgentError(
    'AGENT_SCHEMA_INVALID',
    `${errors.length} schemas cannot be given to a model:\n${errors.map(({ message }) => `- ${message}`).join('\n')}`,
    { cause: new AggregateError(errors), details: { count: errors.length } },
  )
}
