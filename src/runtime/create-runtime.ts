import type { DistinctNames } from '../util/compiler/distinct-names.ts'
import type { KnownKeys } from '../util/compiler/known-keys.ts'
import { checkSchemas } from './check-schemas.ts'
import { LocalRuntime } from './local-runtime.ts'
import {
  resolveRegistrations,
  type AgentEntry,
  type AgentRegistration,
  type RuntimeOptions,
} from './runtime-options.ts'
import type { Runtime } from './runtime.ts'

/**
 * Makes a runtime and starts its agents. Close it when you are done, or declare it with `await using`.
 *
 * @example
 * await using runtime = await createRuntime({ agents: [analyst, { agent: writer, inputs: ['analyst'] }] })
 * const { output } = await runtime.call('analyst', 'Review the March numbers')
 *
 * @throws AgentError `AGENT_SCHEMA_INVALID`, ToolError `TOOL_SCHEMA_INVALID`, RuntimeError `START_FAILED`, `START_TIMEOUT`, `DEPENDENCY_CYCLE`, `DEPENDENCY_UNKNOWN`, `RUNTIME_OPTIONS_INVALID`
 */
export async function createRuntime<const Agents extends readonly AgentEntry[]>(
  // The checks come first, so that what they say does too.
  options: DistinctNames<Agents, 'agents'> &
    KnownKeys<Agents, 'agents', 'agent', keyof AgentRegistration> &
    RuntimeOptions<Agents>,
): Promise<Runtime<Agents>> {
  const runtime = new LocalRuntime(options)
  await checkSchemas(resolveRegistrations(options.agents).map(({ agent }) => agent))
  if (options.start !== false) await runtime.start()
  // The names that the types speak of are those of the agents given.
  return runtime as unknown as Runtime<Agents>
}
