import { AgentError } from '../errors/agent-error.ts'
import type { EngineContext } from '../runs/engine.ts'
import { startRun } from '../runs/start-run.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import { printable } from '../util/printable.ts'
import { agentIdentity } from './agent-identity.ts'
import type { Agent, RunArguments } from './agent.ts'
import { createRunStream } from './run-stream.ts'

/** What an implementer writes; everything else of an agent is the same for all of them. */
export interface AgentDefinition<Name extends string, Input, Output> {
  readonly name: Name
  readonly role: string
  readonly description?: string | undefined
  readonly messageType?: string | undefined
  readonly inputSchema?: AnySchema | undefined
  readonly outputSchema?: AnySchema | undefined
  readonly source?: Agent['source']
  readonly doStart?: Agent['doStart']
  readonly doStop?: Agent['doStop']
  readonly doCheck?: Agent['doCheck']
  readonly doRun: (input: Input, context: EngineContext) => Output | Promise<Output>
}

/** Makes an agent from its definition: adds `run` and `stream`, which start a run around `doRun`. */
export function createAgent<Name extends string, Input, Output, Context = unknown>(
  definition: AgentDefinition<Name, Input, Output>,
): Agent<Name, Input, Output, Context> & { readonly [agentIdentity]: object } {
  checkName(definition.name)
  return {
    ...definition,
    // Copied along, and seen by nobody else.
    [agentIdentity]: {},
    run(input, ...[options]: RunArguments<Context>) {
      return startRun(this, input, options ?? {}, { isStreaming: false, context: options?.context })
    },
    stream(input, ...[options]: RunArguments<Context>) {
      return createRunStream(this, input, options ?? {}, options?.context)
    },
  }
}

// What every transport can carry. Files are stricter: there names are in lower case.
const namePattern = /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/

function checkName(name: unknown): void {
  if (typeof name === 'string' && namePattern.test(name)) return
  const found = typeof name === 'string' ? `"${printable(name.slice(0, 80))}"` : String(name)
  throw new AgentError(
    'AGENT_OPTIONS_INVALID',
    `The agent name ${found} is not usable. Begin with a letter and use letters, digits, "-" and "_", at most 64.`,
  )
}
