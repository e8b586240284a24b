import { AgentError } from '../errors/agent-error.ts'
import { implementationKey } from '../runs/implementation.ts'
import type { Runnable } from '../runs/engine.ts'
import { checkCall } from '../runs/check-run-options.ts'
import { startRun, type RunOptions } from '../runs/start-run.ts'
import { isRecord } from '../util/is-record.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import { printable } from '../util/text/printable.ts'
import type { Agent, AnyAgent } from './agent.ts'
import type { AgentHooks } from './implementation.ts'
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
  const shown = { name, role, description, messageType, inputSchema, outputSchema }
  // Whether the context must be there is for the compiler alone.
  return assembleAgent<typeof shown, Input, Output>(shown, { ...hooks, name, identity: {} })
}

/** An agent of what is shown of it and what it does. Its functions need no `this`: they may be taken from it. */
export function assembleAgent<Shown extends ShownAgent, Input, Output>(
  shown: Shown,
  implementation: Runnable<Input, Output> & { readonly identity: object },
) {
  const { name: agent, outputSchema } = shown
  return {
    ...shown,
    run: (input: Input, options: ContextOptions = {}) =>
      startRun(implementation, input, options, { isStreaming: false, context: contextOf(options) }),
    stream: (input: Input, options: ContextOptions = {}) => {
      checkCall(options, `agent "${agent}"`)
      const mode = { isStreaming: true, context: contextOf(options) }
      const start: StreamedRun<Output>['start'] = (followed) =>
        startRun(implementation, input, { ...options, ...followed }, mode)
      return createRunStream({ agent, outputSchema, start }, options)
    },
    [implementationKey]: implementation,
  }
}

/** What an agent shows that its runs need. */
type ShownAgent = Pick<AnyAgent, 'name' | 'outputSchema'>

type ContextOptions = RunOptions & { readonly context?: unknown }

/** Nothing where plain JavaScript gave no options for options, which is refused when the run starts. */
function contextOf(options: ContextOptions): unknown {
  return isRecord(options) ? options.context : undefined
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
