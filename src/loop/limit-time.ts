import { ToolError } from '../errors/tool-error.ts'
import type { StepContext } from '../runs/context.ts'
import type { AnyTool } from '../tools/tool.ts'

/** How tools are run. */
export interface ToolLimits {
  /** Milliseconds for tools that set no limit of their own. */
  readonly timeoutMs: number | undefined
  /** Milliseconds a tool gets to stop after it was aborted; then it is abandoned. */
  readonly graceMs: number
}

/**
 * Runs a tool under its time limit and the run's signal. When either ends it, the tool's signal aborts; a tool that has
 * not stopped after the grace period is reported and left to itself.
 * Rejects with `TOOL_TIMEOUT`, or with the run's reason.
 */
export async function limitTime(
  tool: AnyTool,
  step: StepContext,
  limits: ToolLimits,
  execute: (signal: AbortSignal | undefined) => unknown,
): Promise<unknown> {
  const timeoutMs = tool.timeoutMs ?? limits.timeoutMs
  const { clock } = step.ports
  const controller = timeoutMs === undefined ? undefined : new AbortController()
  const pending = execute(controller === undefined ? undefined : AbortSignal.any([step.signal, controller.signal]))
  if (!isPromiseLike(pending) || (controller === undefined && !step.cancellable)) return pending

  return new Promise((resolve, reject) => {
    const timers: (() => void)[] = []
    const settle = (): void => {
      for (const cancel of timers) cancel()
      step.signal.removeEventListener('abort', onAbort)
    }
    const endWith = (reason: unknown): void => {
      timers.push(
        clock.setTimer(() => {
          settle()
          step.announce({ type: 'tool-abandoned', graceMs: limits.graceMs })
          reject(reason)
        }, limits.graceMs),
      )
    }
    const onAbort = (): void => endWith(step.signal.reason)
    let timedOut: ToolError | undefined
    if (controller !== undefined && timeoutMs !== undefined) {
      const onTimeout = (): void => {
        timedOut = timeoutError(tool.name, timeoutMs)
        controller.abort(timedOut)
        endWith(timedOut)
      }
      timers.push(clock.setTimer(onTimeout, timeoutMs))
    }
    step.signal.addEventListener('abort', onAbort, { once: true })
    if (step.signal.aborted) onAbort()
    pending.then(
      (value) => (settle(), timedOut === undefined ? resolve(value) : reject(timedOut)),
      (error: unknown) => (settle(), reject(timedOut ?? error)),
    )
  })
}

function timeoutError(tool: string, timeoutMs: number): ToolError {
  return new ToolError('TOOL_TIMEOUT', `Tool "${tool}" did not finish within ${timeoutMs} ms.`, {
    details: { tool, timeoutMs },
  })
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
