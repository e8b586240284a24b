import { deadlineExceeded } from '../errors/deadline-exceeded.ts'
import { startDeadline } from '../util/deadline.ts'
import type { EngineContext } from '../runs/engine.ts'
import { orAbort } from '../util/abort.ts'
import type { Agent } from './agent.ts'
import { implementationOf, type AgentImplementation } from './implementation.ts'
import { withHooks } from './with-hooks.ts'

/**
 * The same agent, with a limit in milliseconds on the work on one input, wherever it is run from.
 * A runtime keeps it over all attempts at one message. Rejects with `DEADLINE_EXCEEDED` when it is reached; the model request and the tools are aborted then.
 */
export function withTimeLimit<Name extends string, Input, Output, Context>(
  agent: Agent<Name, Input, Output, Context>,
  timeoutMs: number,
): Agent<Name, Input, Output, Context> {
  const implementation = implementationOf(agent)
  return {
    ...withHooks(agent, { doRun: (input, context) => runWithin(implementation, input, context, timeoutMs) }),
    timeoutMs,
  }
}

async function runWithin(
  agent: AgentImplementation,
  input: never,
  context: EngineContext,
  timeoutMs: number,
): Promise<unknown> {
  const deadline = startDeadline(timeoutMs, context.world.clock, () => deadlineExceeded(agent.name, timeoutMs))
  const signal = AbortSignal.any([context.signal, deadline.signal])
  try {
    // Code that ignores the signal does not keep the caller waiting.
    return await orAbort(Promise.resolve(agent.doRun(input, context.withSignal(signal))), signal)
  } finally {
    deadline.end()
  }
}
