import type { Event, EventListener } from '../events/event.ts'
import { warn } from '../util/platform/warn.ts'

// Causes are few: agents, reasons, codes. More than these would be noise, and must not fill the memory.
const maxCauses = 100

/**
 * The listener of a runtime that was given none: what went wrong is reported as a warning of the process, once for each
 * cause. `isDeadLetterRead` says whether the program looks after dead letters by itself.
 */
export function unheardEvents(isDeadLetterRead: () => boolean): EventListener {
  const causes = new Set<string>()
  return (event) => {
    if (event.type === 'dead-letter' && isDeadLetterRead()) return
    const report = reportOf(event)
    if (report === undefined || causes.has(report.cause) || causes.size >= maxCauses) return
    causes.add(report.cause)
    warn(`${report.message} Reported once for each cause; give the runtime "onEvent" to hear everything.`)
  }
}

function reportOf(event: Event): { readonly cause: string; readonly message: string } | undefined {
  switch (event.type) {
    case 'dead-letter': {
      const { from, to, reason, error } = event
      const why = error === undefined ? '' : `: ${error.code ?? error.name}: ${error.message}`
      return {
        cause: `${to} ${reason} ${error?.code ?? error?.name}`,
        message: `A message from "${from}" to "${to}" became a dead letter (${reason}${why}). See "deadLetters" of the runtime.`,
      }
    }
    case 'agent-error': {
      const { agent, error } = event
      return {
        cause: `agent ${agent}`,
        message: `Agent "${agent}" failed (${error.code ?? error.name}: ${error.message}).`,
      }
    }
    case 'notice':
      return event.level === 'warn' ? { cause: event.message, message: event.message } : undefined
    default:
      return undefined
  }
}
