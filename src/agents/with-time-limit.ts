import { RuntimeError } from '../errors/runtime-error.ts'
import type { AgentContext } from '../runs/context.ts'
import type { Agent } from './agent.ts'

/**
 * The same agent, with a limit in milliseconds on the work on one input, wherever it is run from.
 * A runtime keeps it over all attempts at one message. Rejects with `DEADLINE_EXCEEDED` when it is reached; the model request and the tools are aborted then.
 */
export function withTimeLimit<Name extends string, Input, Output, Context>(
  agent: Agent<Name, Input, Output, Context>,
  timeoutMs: number,
): Agent<Name, Input, Output, Context> {
  return { ...agent, timeoutMs, doRun: (input, context) => runWithin(agent, input, context, timeoutMs) }
}

async function runWithin<Input, Output>(
  agent: { readonly name: string; doRun(input: Input, context: AgentContext): Promise<Output> },
  input: Input,
  context: AgentContext,
  timeoutMs: number,
): Promise<Output> {
  const controller = new AbortController()
  const cancel = context.ports.clock.setTimer(() => {
    const message = `Agent "${agent.name}" did not answer within ${timeoutMs} ms.`
    controller.abort(new RuntimeError('DEADLINE_EXCEEDED', message, { details: { agent: agent.name, timeoutMs } }))
  }, timeoutMs)
  const signal = context.cancellable ? AbortSignal.any([context.signal, controller.signal]) : controller.signal
  try {
    return await agent.doRun(input, context.withSignal(signal))
  } finally {
    cancel()
  }
}
