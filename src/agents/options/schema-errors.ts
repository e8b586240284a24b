import { AixgoError } from '../../errors/aixgo-error.ts'
import { exportOutput } from '../../loop/output/export-output.ts'
import type { LoopPlan } from '../../loop/loop-plan.ts'
import { toolDefinition } from '../../loop/tools/tool-input.ts'
import { originalSchema } from '../../schema/as-written.ts'
import { isStandardSchema } from '../../schema/standard-schema.ts'
import type { AnyAgent } from '../agent.ts'
import { calledAgent } from '../called-agent.ts'
import { implementationOf } from '../implementation.ts'

/** Exports all schemas of an agent, and of the agents that it is given as tools. Gives an error for each that cannot be. */
export async function schemaErrors(plan: LoopPlan, asked = new Set<unknown>()): Promise<readonly AixgoError[]> {
  if (asked.has(plan)) return []
  asked.add(plan)
  const { tools } = plan.request
  // A JSON Schema needs no exporter, and was checked when it was handed in.
  const exported = tools.filter(({ inputSchema, jsonSchema }) =>
    isStandardSchema(jsonSchema ?? originalSchema(inputSchema)),
  )
  const { agent, output } = plan
  const found = await Promise.all([
    ...exported.map((tool) => errorOf(toolDefinition(agent, tool))),
    ...(isStandardSchema(output) ? [errorOf(exportOutput({ agent, schema: output }))] : []),
    ...tools.map((tool) => checkCalled(calledAgent(tool), asked)),
  ])
  return found.flat()
}

function checkCalled(agent: AnyAgent | undefined, asked: Set<unknown>): Promise<readonly AixgoError[]> | [] {
  return (agent === undefined ? undefined : implementationOf(agent).doCheck?.(asked)) ?? []
}

/** Whatever else goes wrong is no fault of a schema, and will be seen where it matters. */
async function errorOf(exporting: Promise<unknown>): Promise<readonly AixgoError[]> {
  try {
    await exporting
    return []
  } catch (error) {
    if (AixgoError.isInstance(error)) return [error]
    throw error
  }
}
