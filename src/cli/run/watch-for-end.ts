import type { System } from '../../config/system.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import { exitCodes } from '../exit-codes.ts'
import type { CliIo, EndSignal } from '../io.ts'
import type { RunOutput } from './run-output.ts'

/** What ends a run before its work is done. */
export interface EndWatch {
  /** Aborted when nothing more is to be begun. */
  readonly signal: AbortSignal
  /** The signal that came first, if one did. */
  readonly first: () => EndSignal | undefined
  /** Ends the run as a first signal does. */
  readonly drain: () => void
  readonly stopWatching: () => void
}

/**
 * Drains the system at the first signal, when what nobody caught shows that it cannot go on, and when nobody can get its
 * results any more. A second signal ends the process at once.
 */
export function watchForEnd(system: System, io: CliIo, output: RunOutput): EndWatch {
  const controller = new AbortController()
  let first: EndSignal | undefined
  const drain = (): void => {
    if (controller.signal.aborted) return
    controller.abort()
    void system.runtime.drain()
  }
  const stopSignals = io.onSignal((signal) => {
    if (first !== undefined)
      return io.exitNow(signal === 'SIGINT' ? exitCodes.interrupted.code : exitCodes.terminated.code)
    first = signal
    output.say('Finishing what was begun. Once more to stop at once.')
    drain()
  })
  const stopUncaught = io.onUncaught((thrown) => {
    // What comes after the first is most likely its consequence.
    if (!output.hasFailed) output.fail(`Code outside of any run failed: ${ensureError(thrown).message}`)
    drain()
  })
  io.outputFailed.addEventListener('abort', drain)
  if (io.outputFailed.aborted) drain()
  return {
    signal: controller.signal,
    first: () => first,
    drain,
    stopWatching: () => {
      stopSignals()
      stopUncaught()
      io.outputFailed.removeEventListener('abort', drain)
    },
  }
}
