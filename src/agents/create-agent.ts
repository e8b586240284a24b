import type { AgentContext } from '../runs/context.ts'
import { startRun } from '../runs/start-run.ts'
import type { AnySchema } from '../schema/json-schema.ts'
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
  readonly doRun: (input: Input, context: AgentContext) => Promise<Output>
}

/** Makes an agent from its definition: adds `run` and `stream`, which start a run around `doRun`. */
export function createAgent<Name extends string, Input, Output, Context = unknown>(
  definition: AgentDefinition<Name, Input, Output>,
): Agent<Name, Input, Output, Context> {
  return {
    ...definition,
    run(input, ...[options]: RunArguments<Context>) {
      return startRun(this, input, options ?? {}, { streaming: false, context: options?.context })
    },
    stream(input, ...[options]: RunArguments<Context>) {
      return createRunStream(this, input, options ?? {}, options?.context)
    },
  }
}
