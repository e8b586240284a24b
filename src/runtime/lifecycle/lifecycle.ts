import { implementationOf } from '../../agents/implementation.ts'
import { RuntimeError } from '../../errors/runtime-error.ts'
import type { AgentHost } from '../hosting/agent-host.ts'
import type { Router } from '../routing/router.ts'
import type { RuntimeCore } from '../runtime-core.ts'
import type { ResolvedRegistration } from '../runtime-options.ts'
import { SourceRunner } from './source-runner.ts'
import { startAgent, stopAgent } from './start-agent.ts'
import { WaitList } from '../mailbox/wait-list.ts'

/** Where a runtime is in its life. */
export type RuntimeState = 'created' | 'starting' | 'running' | 'draining' | 'closed'

/** What a lifecycle is made with. */
export interface LifecycleOptions {
  readonly core: RuntimeCore
  readonly router: Router
  readonly registrations: readonly ResolvedRegistration[]
  readonly levels: readonly (readonly string[])[]
  readonly startTimeoutMs: number
}

/** Starts and stops all agents of a runtime, and knows when there is nothing left to do. */
export class Lifecycle {
  readonly #options: LifecycleOptions
  readonly #lifetime = new AbortController()
  readonly #sources: readonly SourceRunner[]
  readonly #quiet = new WaitList()
  readonly #started: AgentHost[][] = []
  #openSources: number
  #state: RuntimeState = 'created'
  #starting: Promise<void> | undefined
  #closing: Promise<void> | undefined

  constructor(options: LifecycleOptions) {
    this.#options = options
    const { core, router, registrations } = options
    const onEnd = (): void => {
      this.#openSources -= 1
      this.noteQuiet()
    }
    this.#sources = registrations
      .filter(({ agent }) => implementationOf(agent).source !== undefined)
      .map(({ name, restart }) => new SourceRunner({ host: router.host(name), core, restart, onEnd }))
    this.#openSources = this.#sources.length
  }

  get state(): RuntimeState {
    return this.#state
  }

  start(): Promise<void> {
    if (this.#state !== 'created') {
      const message = `The runtime cannot be started: it is ${this.#state}. Make a new one with createRuntime.`
      return Promise.reject(new RuntimeError('RUNTIME_STATE', message, { details: { state: this.#state } }))
    }
    this.#state = 'starting'
    this.#starting = this.#start()
    return this.#starting
  }

  /** Asks all sources to end. */
  stopSources(reason: string): void {
    for (const source of this.#sources) source.stop(new DOMException(reason, 'AbortError'))
  }

  /** Must be called whenever the last work in progress ends. */
  noteQuiet(): void {
    if (this.#isQuiet()) this.#quiet.releaseAll()
  }

  /** Resolves when no source brings anything in and nothing is in progress; runs that were put away are not. */
  async idle(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (!this.#isQuiet()) await this.#quiet.wait(signal)
  }

  /** Finishes what is queued, aborts what is left after `timeoutMs`, and stops the agents. */
  async drain(timeoutMs: number): Promise<void> {
    if (this.#state === 'closed') return
    const { clock } = this.#options.core.world
    const abort = (): void => this.#abort(closedBefore(timeoutMs))
    const cancel = timeoutMs > 0 ? clock.setTimer(abort, timeoutMs) : undefined
    this.#closing ??= this.#close()
    if (cancel === undefined) abort()
    await this.#closing.finally(() => cancel?.())
  }

  async #start(): Promise<void> {
    const { core, router, levels } = this.#options
    const agents = [...router.hosts.keys()]
    core.listener?.({
      type: 'runtime-start',
      at: core.world.clock.now(),
      agents,
      durable: core.store?.durable === true,
    })
    try {
      for (const [phase, names] of levels.entries())
        await this.#startLevel(
          phase,
          names.map((name) => router.host(name)),
        )
    } catch (thrown) {
      this.#abort(thrown)
      this.stopSources('The runtime did not start.')
      await this.#end('not started')
      throw thrown
    }
    this.#state = 'running'
    for (const source of this.#sources) void source.run()
  }

  async #startLevel(phase: number, hosts: readonly AgentHost[]): Promise<void> {
    const { core, startTimeoutMs: timeoutMs } = this.#options
    const options = { core, phase, timeoutMs, lifetime: this.#lifetime.signal }
    const started: AgentHost[] = []
    this.#started.push(started)
    const outcomes = await Promise.allSettled(
      hosts.map((host) => startAgent(host, options).then(() => started.push(host))),
    )
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    this.#lifetime.signal.throwIfAborted()
  }

  async #close(): Promise<void> {
    const wasStarting = this.#state === 'starting'
    const wasRunning = this.#state === 'running'
    if (wasStarting) {
      this.#abort(closedBefore(0))
      // Whoever started the runtime is told why it did not start.
      return this.#starting?.catch(() => {})
    }
    this.stopSources('The runtime is closing.')
    this.#state = 'draining'
    if (!wasRunning) this.#abort(closedBefore(0))
    await this.idle()
    await this.#end(this.#lifetime.signal.aborted ? 'aborted' : 'drained')
  }

  /** Gives up what is queued and aborts what is in progress. */
  #abort(reason: unknown): void {
    if (this.#state === 'closed' || this.#lifetime.signal.aborted) return
    this.#lifetime.abort(reason)
    // What is put away stays so, for whoever has the store next.
    this.#options.core.parking?.close()
    for (const host of this.#options.router.hosts.values()) host.stop(reason)
    // A reader that takes nothing would keep its senders waiting.
    this.#options.router.closeChannels()
  }

  async #end(reason: string): Promise<void> {
    const { core, router } = this.#options
    await this.idle()
    core.parking?.close()
    for (const level of this.#started.toReversed()) await Promise.all(level.map((host) => stopAgent(host, core)))
    for (const host of router.hosts.values()) host.stop(closedBefore(0))
    router.closeChannels()
    this.#lifetime.abort(closedBefore(0))
    this.#state = 'closed'
    core.listener?.({ type: 'runtime-stop', at: core.world.clock.now(), reason })
    this.#quiet.releaseAll()
  }

  #isQuiet(): boolean {
    const { rounds, parking } = this.#options.core
    return this.#state === 'closed' || (this.#openSources === 0 && rounds.isQuiet && parking?.isBusy !== true)
  }
}

function closedBefore(timeoutMs: number): RuntimeError {
  const why = timeoutMs > 0 ? ` within ${timeoutMs} ms` : ''
  return new RuntimeError('RUNTIME_STATE', `The runtime was closed before the work was done${why}.`, {
    details: { state: 'closed' },
  })
}
