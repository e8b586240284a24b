import { ensureError } from '../../errors/ensure-error.ts'
import { ToolError } from '../../errors/tool-error.ts'
import type { EngineStep } from '../../runs/engine.ts'
import type { AnyTool } from '../../tools/tool.ts'

/** How tools are run. */
export interface ToolLimits {
  /** Milliseconds for tools that set no limit of their own. */
  readonly timeoutMs: number | undefined
  /** Milliseconds a tool gets to stop after it was aborted; then it is abandoned. */
  readonly graceMs: number
  /** The most characters of a result of a tool that sets no limit of its own; false for no limit. */
  readonly maxResultChars?: number | false | undefined
}

/** What became of a tool: its result, or nothing that is known, because its time was up and it must not be run twice. */
export type ToolEnd<Value> = { readonly type: 'result'; readonly value: Value } | { readonly type: 'unknown' }

/**
 * Runs a tool under its time limit. When the limit is reached, the tool's signal aborts; a result that still comes within
 * the grace period counts. After it the tool is reported and left to itself: what became of one that may run only once is
 * not known then. Rejects with what the tool throws, with `TOOL_TIMEOUT`, or with the reason of a call that was given up.
 */
export function limitTime<Value>(
  tool: AnyTool,
  step: EngineStep,
  limits: ToolLimits,
  execute: (step: EngineStep) => Value | Promise<Value>,
): ToolEnd<Value> | Promise<ToolEnd<Value>> {
  const timeoutMs = tool.timeoutMs ?? limits.timeoutMs
  if (timeoutMs !== undefined) return new LimitedTool(tool, step, limits.graceMs).run(timeoutMs, execute)
  const pending = execute(step)
  return pending instanceof Promise
    ? new LimitedTool(tool, step, limits.graceMs).run(undefined, () => pending)
    : { type: 'result', value: pending }
}

class LimitedTool {
  readonly #tool: AnyTool
  readonly #step: EngineStep
  readonly #graceMs: number
  readonly #timers: (() => void)[] = []
  #timedOut: ToolError | undefined

  constructor(tool: AnyTool, step: EngineStep, graceMs: number) {
    this.#tool = tool
    this.#step = step
    this.#graceMs = graceMs
  }

  run<Value>(
    timeoutMs: number | undefined,
    execute: (step: EngineStep) => Value | Promise<Value>,
  ): Promise<ToolEnd<Value>> {
    const step = this.#step
    const controller = new AbortController()
    const limited = timeoutMs === undefined ? step : step.withSignal(AbortSignal.any([step.signal, controller.signal]))
    return new Promise((resolve, reject) => {
      const onAbort = (): void => this.#startGrace(() => reject(step.aborted?.reason))
      const stopListening = step.onAbort(onAbort)
      const end = (): void => {
        for (const cancel of this.#timers) cancel()
        stopListening()
      }
      if (timeoutMs !== undefined) {
        this.#setTimer(timeoutMs, () => {
          this.#timedOut = timeoutError(this.#tool.name, timeoutMs)
          controller.abort(this.#timedOut)
          this.#startGrace(() => this.#giveUp(resolve, reject))
        })
      }
      if (step.isAborted) onAbort()
      this.#start(execute, limited).then(
        (value) => (end(), resolve({ type: 'result', value })),
        (error: unknown) => (end(), this.#fail(error, resolve, reject)),
      )
    })
  }

  // Wrapped, so that what is thrown at once and what is rejected later are the same.
  async #start<Value>(execute: (step: EngineStep) => Value | Promise<Value>, step: EngineStep): Promise<Value> {
    return execute(step)
  }

  #startGrace(onEnd: () => void): void {
    this.#setTimer(this.#graceMs, () => {
      this.#step.announce({ type: 'tool-abandoned', graceMs: this.#graceMs })
      onEnd()
    })
  }

  /** The tool failed. One that was told to stop and did has not said whether its effect happened. */
  #fail(error: unknown, resolve: (end: ToolEnd<never>) => void, reject: (reason: unknown) => void): void {
    const isStopped = error === this.#timedOut || ensureError(error).name === 'AbortError'
    if (this.#timedOut === undefined || !isStopped) reject(error)
    else this.#giveUp(resolve, reject)
  }

  #giveUp(resolve: (end: ToolEnd<never>) => void, reject: (reason: unknown) => void): void {
    if (this.#tool.effect === 'once') resolve({ type: 'unknown' })
    else reject(this.#timedOut)
  }

  #setTimer(delayMs: number, onTime: () => void): void {
    this.#timers.push(this.#step.world.clock.setTimer(onTime, delayMs))
  }
}

function timeoutError(tool: string, timeoutMs: number): ToolError {
  return new ToolError('TOOL_TIMEOUT', `Tool "${tool}" did not finish within ${timeoutMs} ms.`, {
    details: { tool, timeoutMs },
  })
}
