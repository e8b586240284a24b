import type { RunEvent } from '../../events/event.ts'
import type { RunListener } from '../../runs/context.ts'

/**
 * Passes on the events of a run that may take several attempts, as those of one run: the end of a failed attempt is
 * held back until it is the last, and what later attempts read from the record is not told again.
 */
export class AttemptsListener {
  readonly #listener: RunListener
  #failure: RunEvent | undefined
  #replaying = false
  #open: ReadonlySet<string> = new Set()

  constructor(listener: RunListener) {
    this.#listener = listener
  }

  readonly hear = (event: RunEvent): void => {
    if (event.type === 'run-error') this.#failure = event
    else if (!this.#replaying) this.#listener(event)
    // Its end was told with the attempt that failed, and another one will follow.
    else if (event.type === 'step-start' && this.#open.has(event.key)) this.#listener(event)
  }

  /** Another attempt follows; `open` are the steps it goes on with. */
  again(open: ReadonlySet<string>): void {
    this.#failure = undefined
    this.#replaying = true
    this.#open = open
  }

  /** The attempt has come to where the record ends. */
  live(): void {
    this.#replaying = false
  }

  /** No attempt follows. */
  end(): void {
    if (this.#failure !== undefined) this.#listener(this.#failure)
    this.#failure = undefined
  }
}
