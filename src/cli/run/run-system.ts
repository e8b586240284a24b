import type { Event } from '../../events/event.ts'
import { deserializeError } from '../../errors/ensure-error.ts'
import { buildSystem } from '../../config/build-system.ts'
import { loadConfig } from '../../config/load-config.ts'
import type { System } from '../../config/system.ts'
import { exitCodeFor, exitCodes } from '../exit-codes.ts'
import { announceSystem } from './announce-system.ts'
import { feedSystem } from './feed-system.ts'
import type { RunRequest } from './run-request.ts'
import { RunOutput } from './run-output.ts'
import type { RunTape } from './run-tape.ts'

/** Runs the system of a file until its work is done, a limit is reached or a signal ends it. */
export async function runSystem(request: RunRequest): Promise<number> {
  const { file, io } = request
  const tape = await openTape(request)
  const options = tape?.options ?? request.options
  const output = new RunOutput(options, io)
  const exhausted = new AbortController()
  const maxRounds = options['maxRounds'] as number | undefined
  const loaded = await loadConfig(file, { env: tape?.environment ?? io.environment })
  const system = await buildSystem(loaded, {
    offline: options['offline'] === true,
    onEvent: (event) => {
      if (tape?.isReplay !== true || !tape.isEcho(event)) output.listen(event)
      if (isExhausted(event)) exhausted.abort()
    },
    openOutput:
      tape?.isReplay === true ? (format) => ({ ...output.openSink(format), showsReplays: true }) : output.openSink,
    ...(tape === undefined ? {} : { tape: tape.open(loaded) }),
    ...(options['model'] === undefined ? {} : { model: String(options['model']) }),
    ...(maxRounds === undefined ? {} : { stopAfterRounds: maxRounds }),
  })
  output.redactWith(system.loaded.secrets)
  announceSystem(system, { ...options, isJson: output.isJson }, output)
  const interruption = listenForSignals(system, request, output)
  exhausted.signal.addEventListener('abort', interruption.drain, { once: true })
  try {
    await system.start()
    if (tape?.isReplay === true && request.input.from === 'stdin') await tape.feed(system)
    else await feedSystem(system, request, interruption.signal)
    await system.runtime.idle()
    await system.close()
    tape?.finish(output)
    output.summarise()
    return interruption.code() ?? failureCode(output)
  } finally {
    interruption.stopListening()
    await system.close().catch(() => {})
    output.close()
  }
}

/** The tape of the run, whose code is loaded only where there is one. */
async function openTape(request: RunRequest): Promise<RunTape | undefined> {
  const { record, replay } = request.options
  if (record === undefined && replay === undefined) return undefined
  const { openRunTape } = await import('./run-tape.ts')
  return openRunTape(request)
}

function failureCode(output: RunOutput): number {
  const [failure] = output.failures
  if (failure === undefined) return exitCodes.ok.code
  return failure.error === undefined ? exitCodes.failed.code : exitCodeFor(deserializeError(failure.error))
}

/** True when the budget of all agents together is used up: whatever came next would fail the same way. */
function isExhausted(event: Event): boolean {
  return (
    event.type === 'dead-letter' &&
    event.error?.code === 'BUDGET_EXCEEDED' &&
    event.error.details?.['scope'] === 'total'
  )
}

/** The first signal drains, the second ends the process at once. */
function listenForSignals(system: System, { io }: RunRequest, output: RunOutput) {
  const controller = new AbortController()
  let first: 'SIGINT' | 'SIGTERM' | undefined
  const drain = (): void => {
    controller.abort()
    void system.runtime.drain()
  }
  const stopListening = io.onSignal((signal) => {
    if (first !== undefined)
      return io.exitNow(signal === 'SIGINT' ? exitCodes.interrupted.code : exitCodes.terminated.code)
    first = signal
    output.say('Finishing what was begun. Once more to stop at once.')
    drain()
  })
  return {
    signal: controller.signal,
    stopListening,
    drain,
    /** A drained SIGTERM is how services are told to end; Ctrl-C says that somebody did not want the rest. */
    code: (): number | undefined =>
      first === 'SIGINT' ? exitCodes.interrupted.code : first === 'SIGTERM' ? exitCodes.ok.code : undefined,
  }
}
