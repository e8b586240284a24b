import { RunError } from '../../errors/run-error.ts'

/**
 * The life of one agent's work within a run: the run's own agent's, or that of an agent it called. Once its code has
 * settled, or it was called off, no step begins in it any more; what is in flight is told by its signal.
 */
export class Frame {
  readonly #parent: Frame | undefined
  readonly #agent: string
  /** Steps of this frame that were begun and have not settled. */
  inFlight = 0
  #end: { readonly reason: unknown } | undefined
  #isClosed = false
  #controller: AbortController | undefined
  #unfollow: (() => void) | undefined
  #listeners: Set<() => void> | undefined

  constructor(agent: string, parent?: Frame) {
    this.#agent = agent
    this.#parent = parent
  }

  /** Made when it is first asked for: most work needs none. */
  get signal(): AbortSignal {
    return (this.#controller ?? this.#makeController()).signal
  }

  /** Why the work here was called off; nothing while it was not. */
  get aborted(): { readonly reason: unknown } | undefined {
    return this.#end ?? this.#parent?.aborted
  }

  /** What a step that is asked for here is refused with; nothing while steps may begin. */
  get refusal(): { readonly reason: unknown } | undefined {
    if (this.#end !== undefined) return this.#end
    if (this.#isClosed) return { reason: closedError(this.#agent) }
    return this.#parent?.refusal
  }

  /** Calls the work off. */
  abort(reason: unknown): void {
    if (this.#end !== undefined) return
    this.#end = { reason }
    this.#controller?.abort(reason)
    for (const listener of this.#listeners ?? []) listener()
    this.#listeners = undefined
  }

  /** Calls back once when the work here is called off; what it returns stops that. Costs less than a listener of the signal. */
  onAbort(listener: () => void): () => void {
    const parent = this.#parent
    if (parent === undefined) return this.#listen(listener)
    const once = (): void => {
      stop()
      listener()
    }
    const [here, above] = [this.#listen(once), parent.onAbort(once)]
    const stop = (): void => {
      here()
      above()
    }
    return stop
  }

  #listen(listener: () => void): () => void {
    ;(this.#listeners ??= new Set()).add(listener)
    return () => void this.#listeners?.delete(listener)
  }

  /** The code has settled: what it left in flight is called off, and nothing new begins. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#unfollow?.()
    if (this.inFlight > 0) this.abort(closedError(this.#agent))
  }

  #makeController(): AbortController {
    const controller = new AbortController()
    this.#controller = controller
    const { aborted } = this
    if (aborted !== undefined) controller.abort(aborted.reason)
    else if (this.#parent !== undefined) this.#follow(this.#parent.signal)
    return controller
  }

  #follow(signal: AbortSignal): void {
    const onAbort = (): void => this.#controller?.abort(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    this.#unfollow = () => signal.removeEventListener('abort', onAbort)
  }
}

function closedError(agent: string): RunError {
  return new RunError(
    'RUN_CLOSED',
    `Agent "${agent}" asked for a step after its work had ended. Await everything that the agent begins before it answers.`,
    { details: { agent } },
  )
}
