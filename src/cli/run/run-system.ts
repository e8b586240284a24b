import type { Event } from '../../events/event.ts'
import { restoreError } from '../../errors/restore-error.ts'
import { buildSystem } from '../../config/build-system.ts'
import { loadConfig } from '../../config/load-config.ts'
import type { System } from '../../config/system.ts'
import { exitCodeFor, exitCodes } from '../exit-codes.ts'
import { catchPrints } from '../prints/catch-prints.ts'
import { announceSystem } from './announce-system.ts'
import { feedSystem } from './feed-system.ts'
import { printAnswers } from './print-answers.ts'
import type { RunRequest } from './run-request.ts'
import { RunOutput } from './run-output.ts'
import type { RunTape } from './run-tape.ts'
import { watchForEnd, type EndWatch } from './watch-for-end.ts'

/** Runs the system of a file until its work is done, a limit is reached or a signal ends it. */
export async function runSystem(request: RunRequest): Promise<number> {
  const { file, io } = request
  const tape = await openTape(request)
  const options = tape?.options ?? request.options
  const output = new RunOutput(options, io)
  const exhausted = new AbortController()
  const loaded = await loadConfig(file, { env: tape?.environment ?? io.environment })
  output.hideSecrets(loaded.secrets)
  const prints = catchPrints(output.print)
  const system = await buildSystem(loaded, {
    offline: options['offline'] === true,
    onEvent: (event) => {
      prints.listen(event)
      if (tape?.isReplay !== true || !tape.isEcho(event)) output.listen(event)
      if (isExhausted(event)) exhausted.abort()
    },
    openOutput:
      tape?.isReplay === true ? (format) => ({ ...output.openSink(format), showsReplays: true }) : output.openSink,
    tape: tape?.open(loaded),
    model: options['model'] as string | undefined,
    stopAfterRounds: options['maxRounds'] as number | undefined,
  }).catch((thrown: unknown) => {
    prints.stop()
    output.close()
    throw thrown
  })
  prints.within(system.runtime)
  output.describeSystem(system)
  announceSystem(system, { ...options, isJson: output.isJson }, output)
  const end = watchForEnd(system, io, output)
  exhausted.signal.addEventListener('abort', end.drain, { once: true })
  try {
    return await work(system, request, { output, end, tape })
  } finally {
    end.stopWatching()
    await system.close().catch(() => {})
    prints.stop()
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

/** What a run works with, beside its system. */
interface RunTools {
  readonly output: RunOutput
  readonly end: EndWatch
  readonly tape: RunTape | undefined
}

async function work(system: System, request: RunRequest, { output, end, tape }: RunTools): Promise<number> {
  const answers = printAnswers(system, output)
  await system.start().catch((thrown: unknown) => {
    // A run that is ended while it starts is a short run, not a failed one.
    if (!end.signal.aborted) throw thrown
  })
  const onTyping = (isTyping: boolean): void => output.setTyping(isTyping)
  if (tape?.isReplay === true && request.input.from === 'stdin') await tape.feed(system)
  else await feedSystem(system, request, { signal: end.signal, onTyping })
  await system.runtime.idle()
  await system.close()
  await answers
  tape?.finish(output)
  output.summarise()
  if (end.first() === 'SIGINT') return exitCodes.interrupted.code
  // A drained SIGTERM is how services are told to end; whether all was handled is another matter.
  return output.hasFailed ? exitCodes.failed.code : failureCode(output)
}

function failureCode(output: RunOutput): number {
  const [failure] = output.failures
  if (failure === undefined) return exitCodes.ok.code
  return failure.error === undefined ? exitCodes.failed.code : exitCodeFor(restoreError(failure.error))
}

/** True when the budget of all agents together is used up: whatever came next would fail the same way. */
function isExhausted(event: Event): boolean {
  return (
    event.type === 'dead-letter' &&
    event.error?.code === 'BUDGET_EXCEEDED' &&
    event.error.details?.['scope'] === 'total'
  )
}
