import type { Event } from '../../events/event.ts'
import { codePlace, type CodePlace } from '../../runtime/hosting/places/code-place.ts'
import { catchConsole } from './catch-console.ts'
import { catchOutput } from './catch-output.ts'
import type { Chunk } from './caught-write.ts'
import { PrintLines, type Print } from './print-lines.ts'
import { printingModule } from './printing-module.ts'

/** Who printed: code that an agent set off, or else a module by its file, where that is known. */
export type Printer = CodePlace | { readonly module: string | undefined }

/** What is caught while a system runs. */
export interface CaughtPrints {
  /** Tells in which runtime the code runs that prints. */
  within: (runtime: object) => void
  /** Takes every event of the system: a line that a tool has not ended ends with the tool. */
  readonly listen: (event: Event) => void
  /** Gives out what is left, and leaves the console to itself again. */
  readonly stop: () => void
}

/**
 * Catches what code of users prints, with the console or to standard output, so that it cannot stand among results. Holds
 * for the whole process, so the command line alone does it.
 */
export function catchPrints(onPrint: (print: Print<Printer>) => void): CaughtPrints {
  let runtime: object | undefined
  const lines = new PrintLines<Printer>(onPrint)
  const onChunk = (chunk: Chunk): void => {
    const printer = (runtime === undefined ? undefined : codePlace(runtime)) ?? { module: printingModule() }
    lines.add(idOf(printer), printer, chunk)
  }
  const releases = [catchConsole(onChunk), catchOutput(onChunk)]
  return {
    within: (given) => void (runtime = given),
    listen: (event) => {
      if (event.type !== 'step-finish' && event.type !== 'step-error' && event.type !== 'step-unknown') return
      if (event.kind === 'tool') lines.flush(`${event.runId}/${event.key}`)
    },
    stop: () => {
      for (const release of releases) release()
      lines.flush()
    },
  }
}

function idOf(printer: Printer): string {
  if ('module' in printer) return printer.module ?? ''
  return printer.tool === undefined ? `${printer.runId}/${printer.agent}` : `${printer.runId}/${printer.tool.key}`
}
