import type { RunCause } from './runtime-tape.ts'

/**
 * Names runs by what caused them and not by when they ran, so that they are found again however many run at once:
 * `reader[2]>triage>report` is the run of `report` on what `triage` made of the second item of `reader`, and
 * `reader[2]>triage/agent:helper#1` the run of `helper` that the run of `triage` called.
 */
export class RunNames {
  readonly #counts = new Map<string, number>()

  /** The name of the next run with this cause. `nameOf` gives the name of the run that sent the message. */
  next({ agent, from, parent }: RunCause, nameOf: (runId: string) => string | undefined): string {
    const sender = parent === undefined ? undefined : nameOf(parent.runId)
    if (sender !== undefined && parent !== undefined)
      return parent.key === ''
        ? `${sender}>${agent.name}`
        : from === undefined
          ? `${sender}/${parent.key}`
          : `${sender}/${parent.key}>${agent.name}`
    const origin = from ?? 'call'
    const source = `${origin}>${agent.name}`
    const count = (this.#counts.get(source) ?? 0) + 1
    this.#counts.set(source, count)
    return `${origin}[${count}]>${agent.name}`
  }
}

/** Runs in the order of a tape: by agent, then by cause, numbers as numbers. */
export function byAgentAndCause(
  a: { readonly agent: string; readonly id: string },
  b: { readonly agent: string; readonly id: string },
): number {
  return compare(a.agent, b.agent) || compare(padNumbers(a.id), padNumbers(b.id))
}

function padNumbers(id: string): string {
  return id.replace(/\[(\d+)\]/g, (_match, digits: string) => `[${digits.padStart(12, '0')}]`)
}

// The order of code units: what a locale makes of it may differ from machine to machine.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
