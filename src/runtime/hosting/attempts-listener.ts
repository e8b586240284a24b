import type { RunEvent } from '../../events/event.ts'
import type { RunListener } from '../../runs/context.ts'

/**
 * Passes on the events of a run that may take several attempts, as those of one run: the end of an attempt that another one
 * follows is no end, and what later attempts read from the record is not told again.
 */
export class AttemptsListener {
  readonly #listener: RunListener
  #isRetried = false
  #held: RunEvent | undefined
  #open: ReadonlySet<string> | undefined

  constructor(listener: RunListener) {
    this.#listener = listener
  }

  readonly hear = (event: RunEvent): void => {
    if (event.type === 'run-interrupt' && this.#isRetried) this.#held = event
    else if (event.replayed !== true || this.#open === undefined) this.#listener(event)
    // Its end was told with the attempt that failed, and another one will follow.
    else if (event.type === 'step-start' && this.#open.has(event.key)) {
      const { replayed: _again, ...begun } = event
      this.#listener(begun)
    }
  }

  /** The attempt under way will be followed by another one, which goes on with these steps. */
  again(open: Iterable<string>): void {
    this.#isRetried = true
    this.#open = new Set(open)
  }

  /** The next attempt begins. */
  begin(): void {
    this.#isRetried = false
    this.#held = undefined
  }

  /** No attempt follows. */
  end(): void {
    if (this.#held !== undefined) this.#listener(this.#held)
    this.#held = undefined
  }
}
