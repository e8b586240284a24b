import type { SourceContext } from '../../agents/implementation.ts'
import { serializeError } from '../../errors/serialize-error.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { delay } from '../../util/abort.ts'
import type { AgentHost } from '../hosting/agent-host.ts'
import { enterEnvelope, type Envelope, type RoundRef } from '../routing/envelope.ts'
import { emissionContent, emit } from '../routing/outlet.ts'
import { backoffMs, isWorthRetrying, type RestartPolicy } from '../hosting/restart-policy.ts'
import { localOrigin } from '../routing/rounds.ts'
import { announceNotice, type RuntimeCore } from '../runtime-core.ts'

/** What a source is run with. */
export interface SourceRunnerOptions {
  readonly host: AgentHost
  readonly core: RuntimeCore
  readonly restart: RestartPolicy
  /** Called once, when the source brings nothing in any more, whatever the reason. */
  readonly onEnd: () => void
}

/** Pulls what an agent brings in by itself: the next item only when everybody has taken the one before. */
export class SourceRunner {
  readonly #options: SourceRunnerOptions
  readonly #stop = new AbortController()
  #items = 0
  #attempts = 1
  #cancelGrace: (() => void) | undefined
  #isEmitting = false
  #isRunning = false
  #hasEnded = false

  constructor(options: SourceRunnerOptions) {
    this.#options = options
  }

  /** Pulls until the source is exhausted, is stopped or has failed for good. */
  async run(): Promise<void> {
    if (this.#hasEnded) return
    this.#isRunning = true
    const { host, core } = this.#options
    const { signal } = this.#stop
    while (!signal.aborted) {
      const startedAt = core.world.clock.monotonic()
      try {
        await this.#pull()
        if (!signal.aborted) this.#announceExhaustion()
        break
      } catch (thrown) {
        if (signal.aborted) break
        if (!this.#mayRestart(thrown, core.world.clock.monotonic() - startedAt)) {
          host.fail(thrown)
          break
        }
        await this.#backOff(thrown)
      }
    }
    this.#end()
  }

  /** Asks the source to end, and no longer waits for it after the grace period. */
  stop(reason: unknown): void {
    if (this.#hasEnded || this.#stop.signal.aborted) return
    this.#stop.abort(reason)
    if (this.#isRunning) this.#watch()
    else this.#end()
  }

  async #pull(): Promise<void> {
    const { host, core } = this.#options
    const { signal } = this.#stop
    const warn = (message: string): void => announceNotice(core, 'warn', message)
    const context: SourceContext = {
      agent: host.name,
      signal,
      clock: core.world.clock,
      random: core.world.random,
      warn,
    }
    for await (const item of host.implementation.source?.(context) ?? []) {
      if (this.#hasEnded) return
      if (core.yielder.spent()) await core.yielder.next()
      await this.#enter(item)
      if (signal.aborted) return
    }
  }

  /** Begins a round with an item. */
  async #enter(item: JsonValue): Promise<void> {
    const { core } = this.#options
    if (emissionContent(item) === undefined) return
    if (core.rounds.isLimitReached) return this.#giveUp(item)
    this.#isEmitting = true
    const round = core.rounds.begin()
    const wait = emit(this.#options.host.outlet, this.#envelope(item, round), core)
    if (wait !== undefined) await wait
    this.#items += 1
    // What brings something in again is well again: later failures are not added to the ones before.
    this.#attempts = 1
    this.#isEmitting = false
    core.rounds.release(round)
  }

  /** Another source may have begun the last round while this item was on its way. */
  #giveUp(item: JsonValue): void {
    const { host, core } = this.#options
    const { message, from } = this.#envelope(item, { id: core.rounds.started + 1, origin: localOrigin })
    for (const { reader } of host.outlet.readers) {
      core.deadLetters.add({
        message,
        from,
        to: reader.name,
        reason: 'closed',
        error: undefined,
        attempts: 0,
        session: undefined,
        tenant: undefined,
      })
    }
  }

  #envelope(item: JsonValue, round: RoundRef): Envelope {
    const { host, core } = this.#options
    const parts = {
      id: core.world.random.id(),
      at: core.world.clock.now(),
      from: host.name,
      round,
      type: host.agent.messageType,
    }
    return enterEnvelope(item, parts)
  }

  /** A source that has been well for a long time starts counting anew; so does one that brings in an item. */
  #mayRestart(thrown: unknown, uptimeMs: number): boolean {
    const { restart } = this.#options
    if (uptimeMs > restart.maxBackoffMs) this.#attempts = 1
    return isWorthRetrying(thrown) && this.#attempts < restart.maxAttempts
  }

  async #backOff(thrown: unknown): Promise<void> {
    const { host, core, restart } = this.#options
    const delayMs = backoffMs(restart, this.#attempts, core.world.random)
    this.#attempts += 1
    host.counters.restarts += 1
    const error = serializeError(thrown)
    core.listener?.({
      type: 'agent-restart',
      at: core.world.clock.now(),
      agent: host.name,
      attempt: this.#attempts,
      delayMs,
      error,
    })
    // Stopping ends the wait; the loop then sees that it was stopped.
    await delay(delayMs, { clock: core.world.clock, signal: this.#stop.signal }).catch(() => {})
  }

  #announceExhaustion(): void {
    const { host, core } = this.#options
    core.listener?.({ type: 'source-exhausted', at: core.world.clock.now(), agent: host.name, items: this.#items })
  }

  #watch(): void {
    const { host, core } = this.#options
    this.#cancelGrace = core.world.clock.setTimer(() => {
      // An item that waits for room has been accepted by nobody yet and must not be lost.
      if (this.#isEmitting) return this.#watch()
      const grace = `within ${core.abandonGraceMs} ms of being told to`
      announceNotice(
        core,
        'warn',
        `The source of agent "${host.name}" did not end ${grace}, so it is no longer waited for.`,
      )
      this.#end()
    }, core.abandonGraceMs)
  }

  #end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#cancelGrace?.()
    this.#options.onEnd()
  }
}
