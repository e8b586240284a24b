import { RuntimeError } from './runtime-error.ts'

/** Ends a call of an agent that has no answer within its time. */
export function deadlineExceeded(agent: string, timeoutMs: number): RuntimeError {
  return new RuntimeError('DEADLINE_EXCEEDED', `Agent "${agent}" did not answer within ${timeoutMs} ms.`, {
    details: { agent, timeoutMs },
  })
}
