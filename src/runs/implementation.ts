import { RuntimeError } from '../errors/runtime-error.ts'
import { shown } from '../util/text/shown.ts'
import type { Callable } from './context.ts'
import type { Runnable } from './engine.ts'

/** The key under which an agent keeps what its implementer wrote. It is the same in every copy of the package. */
export const implementationKey: unique symbol = /* @__PURE__ */ Symbol.for('aixgo.implementation') as never

/** What a run executes of an agent; nothing where plain JavaScript gave something else for an agent. */
export function runnableOf<Output>(agent: Callable<never, Output, never>): Runnable<never, Output> | undefined {
  // Only implementers see it, so the type of an agent does not tell.
  const implemented = agent as { readonly [implementationKey]?: Runnable<never, Output> | undefined } | null | undefined
  return implemented?.[implementationKey]
}

/**
 * What a run executes of an agent that is given to a function, which `where` names.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID` for what is no agent.
 */
export function assertRunnable<Output>(agent: Callable<never, Output, never>, where: string): Runnable<never, Output> {
  const runnable = runnableOf(agent)
  if (runnable !== undefined) return runnable
  const message = `${where} takes an agent, such as one from defineAgent, not ${shown(agent)}.`
  throw new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
}
