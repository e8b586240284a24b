import { deserializeError } from '../../errors/ensure-error.ts'
import { loadSystem } from '../../config/build-system.ts'
import type { System } from '../../config/system.ts'
import { exitCodeFor, exitCodes } from '../exit-codes.ts'
import { announceSystem } from './announce-system.ts'
import { feedSystem } from './feed-system.ts'
import type { RunRequest } from './run-request.ts'
import { RunOutput } from './run-output.ts'

/** Runs the system of a file until its work is done, a limit is reached or a signal ends it. */
export async function runSystem(request: RunRequest): Promise<number> {
  const { file, options, io } = request
  const output = new RunOutput(options, io)
  const maxRounds = options['maxRounds'] as number | undefined
  const system = await loadSystem(file, {
    environment: io.environment,
    offline: options['offline'] === true,
    onEvent: output.listen,
    openOutput: output.openSink,
    ...(options['model'] === undefined ? {} : { model: String(options['model']) }),
    ...(maxRounds === undefined ? {} : { stopAfterRounds: maxRounds }),
  })
  output.redactWith(system.loaded.secrets)
  announceSystem(system, { ...options, isJson: output.isJson }, output)
  const interruption = listenForSignals(system, request, output)
  try {
    await system.start()
    await feedSystem(system, request, interruption.signal)
    await system.runtime.idle()
    await system.close()
    output.summarise()
    return interruption.code() ?? failureCode(output)
  } finally {
    interruption.stopListening()
    await system.close().catch(() => {})
    output.close()
  }
}

function failureCode(output: RunOutput): number {
  const [failure] = output.failures
  if (failure === undefined) return exitCodes.ok.code
  return failure.error === undefined ? exitCodes.failed.code : exitCodeFor(deserializeError(failure.error))
}

/** The first signal drains, the second ends the process at once. */
function listenForSignals(system: System, { io }: RunRequest, output: RunOutput) {
  const controller = new AbortController()
  let first: 'SIGINT' | 'SIGTERM' | undefined
  const stopListening = io.onSignal((signal) => {
    if (first !== undefined)
      return io.exitNow(signal === 'SIGINT' ? exitCodes.interrupted.code : exitCodes.terminated.code)
    first = signal
    output.say('Finishing what was begun. Once more to stop at once.')
    controller.abort()
    void system.runtime.drain()
  })
  return {
    signal: controller.signal,
    stopListening,
    /** A drained SIGTERM is how services are told to end; Ctrl-C says that somebody did not want the rest. */
    code: (): number | undefined =>
      first === 'SIGINT' ? exitCodes.interrupted.code : first === 'SIGTERM' ? exitCodes.ok.code : undefined,
  }
}
