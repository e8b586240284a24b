import { AgentError } from '../errors/agent-error.ts'
import { implementationKey } from '../runs/implementation.ts'
import type { Runnable } from '../runs/engine.ts'
import { startRun, type RunOptions } from '../runs/start-run.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import { printable } from '../util/text/printable.ts'
import type { Agent, AnyAgent } from './agent.ts'
import { implementationOf, type AgentHooks } from './implementation.ts'
import { createRunStream, type StreamedRun } from './stream/run-stream.ts'

/** What an implementer writes; everything else of an agent is the same for all of them. */
export interface AgentDefinition<Name extends string, Input, Output> extends AgentHooks<Input, Output> {
  readonly name: Name
  readonly role: string
  readonly description?: string | undefined
  readonly messageType?: string | undefined
  readonly inputSchema?: AnySchema | undefined
  readonly outputSchema?: AnySchema | undefined
}

/** Makes an agent from its definition: adds `run` and `stream`, which start a run around `doRun`. */
export function createAgent<Name extends string, Input, Output, Context = unknown>(
  definition: AgentDefinition<Name, Input, Output>,
): Agent<Name, Input, Output, Context> {
  const { name, role, description, messageType, inputSchema, outputSchema, ...hooks } = definition
  checkName(name)
  const agent = {
    name,
    role,
    description,
    messageType,
    inputSchema,
    outputSchema,
    run(input: Input, options: ContextOptions = {}) {
      const mode = { isStreaming: false, context: options.context }
      return startRun(runnable<Input, Output>(this), input, options, mode)
    },
    stream(input: Input, options: ContextOptions = {}) {
      const mode = { isStreaming: true, context: options.context }
      const start: StreamedRun<Output>['start'] = (followed) =>
        startRun(runnable<Input, Output>(this), input, { ...options, ...followed }, mode)
      return createRunStream({ agent: this.name, outputSchema, start }, options)
    },
    [implementationKey]: { ...hooks, name, identity: {} },
  }
  // Whether the context must be there is for the compiler alone.
  return agent
}

type ContextOptions = RunOptions & { readonly context?: unknown }

function runnable<Input, Output>(agent: object): Runnable<Input, Output> {
  // It was made for this input and this output.
  return implementationOf(agent as AnyAgent) as unknown as Runnable<Input, Output>
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
