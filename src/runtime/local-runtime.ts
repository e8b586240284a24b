import { ensureError } from '../errors/ensure-error.ts'
import { RuntimeError } from '../errors/runtime-error.ts'
import type { EventListener } from '../events/event.ts'
import type { MessageContent } from '../messages/message.ts'
import type { RunResult } from '../runs/start-run.ts'
import { callAgent, type CallOptions } from './hosting/agent-call.ts'
import { sumStats, type RuntimeStats } from './hosting/agent-stats.ts'
import { DeadLetterBox, type DeadLetter } from './hosting/dead-letters.ts'
import { Lifecycle } from './lifecycle/lifecycle.ts'
import { Router, type Destination } from './routing/router.ts'
import { Rounds } from './routing/rounds.ts'
import type { DeadLetters, ParallelResult, Runtime, SendOptions, WaitOptions } from './runtime.ts'
import type { RuntimeCore } from './runtime-core.ts'
import {
  resolveRegistrations,
  resolveSettings,
  type AgentEntry,
  type ResolvedSettings,
  type RuntimeOptions,
} from './runtime-options.ts'
import { sealAgain, sealContent, sendMessage } from './routing/send-message.ts'
import { Semaphore } from './mailbox/semaphore.ts'
import { startLevels } from './lifecycle/start-levels.ts'
import type { MessageStream, ReceiveOptions } from './routing/subscription.ts'
import { TurnBudget } from './mailbox/turn-budget.ts'
import { unheardEvents } from './unheard-events.ts'

/** A runtime whose agents all live in this process. */
export class LocalRuntime implements Runtime {
  readonly agents: readonly string[]
  readonly entries: readonly string[]
  readonly #settings: ResolvedSettings
  readonly #core: RuntimeCore
  readonly #router: Router
  readonly #lifecycle: Lifecycle
  readonly #deadLetters: DeadLetters
  readonly #callLimit: Semaphore | undefined

  #isDeadLetterRead = false

  constructor(options: RuntimeOptions) {
    const { tape } = options
    const resolved = resolveRegistrations(options.agents)
    const registrations =
      tape === undefined ? resolved : resolved.map((each) => ({ ...each, agent: tape.wrap(each.agent) }))
    this.#settings = resolveSettings(options)
    this.#core = this.#createCore()
    this.#router = new Router(registrations, this.#core)
    const levels = startLevels(registrations, this.#router.wiring.targets)
    const { startTimeoutMs, maxConcurrentCalls } = this.#settings
    this.#lifecycle = new Lifecycle({ core: this.#core, router: this.#router, registrations, levels, startTimeoutMs })
    this.#callLimit = maxConcurrentCalls === undefined ? undefined : new Semaphore(maxConcurrentCalls)
    this.agents = registrations.map(({ name }) => name)
    this.entries = this.#router.entries
    this.#deadLetters = this.#createDeadLetters(this.#core.deadLetters)
  }

  get deadLetters(): DeadLetters {
    this.#isDeadLetterRead = true
    return this.#deadLetters
  }

  get ready(): boolean {
    return this.#lifecycle.state === 'running' && [...this.#router.hosts.values()].every((host) => host.isReady)
  }

  start(): Promise<void> {
    return this.#lifecycle.start()
  }

  async call(
    name: string,
    input: unknown,
    options: CallOptions & { readonly context?: unknown } = {},
  ): Promise<RunResult<unknown>> {
    this.#assertRunning(`Agent "${name}" cannot be called`)
    return callAgent({ host: this.#router.host(name), core: this.#core, limit: this.#callLimit, input, options })
  }

  async callParallel(
    names: readonly string[],
    input: unknown,
    options: CallOptions & { readonly context?: unknown } = {},
  ): Promise<ParallelResult<readonly AgentEntry[], string>> {
    const called = [...new Set(names)]
    const outcomes = await Promise.allSettled(called.map((name) => this.call(name, input, options)))
    const results: Record<string, RunResult<unknown>> = {}
    const failures: Record<string, Error> = {}
    for (const [index, name] of called.entries()) {
      const outcome = outcomes[index]
      if (outcome?.status === 'fulfilled') results[name] = outcome.value
      else failures[name] = ensureError(outcome?.reason)
    }
    return { results, failures }
  }

  async send(target: string, content: MessageContent, options: SendOptions = {}): Promise<string> {
    const destination = this.#router.destination(target)
    this.#settings.tape?.noteInput(target, content)
    return this.#send(destination, content, options)
  }

  async broadcast(content: MessageContent, options: SendOptions = {}): Promise<string> {
    return this.#send({ hosts: [...this.#router.hosts.values()], channels: [] }, content, options)
  }

  async feed(content: MessageContent, options: SendOptions = {}): Promise<string> {
    this.#settings.tape?.noteInput(null, content)
    return this.#send(this.#router.entrance(), content, options)
  }

  recv(name: string, options: ReceiveOptions = {}): MessageStream {
    return this.#router.subscribe(name, options)
  }

  stats(): RuntimeStats {
    const agents = Object.fromEntries([...this.#router.hosts].map(([name, host]) => [name, host.stats()]))
    const { rounds, deadLetters } = this.#core
    return {
      agents,
      totals: sumStats(agents, deadLetters.total),
      rounds: { started: rounds.started, finished: rounds.finished },
    }
  }

  idle(options: WaitOptions = {}): Promise<void> {
    return this.#lifecycle.idle(options.signal)
  }

  drain(options: { readonly timeoutMs?: number } = {}): Promise<void> {
    return this.#lifecycle.drain(options.timeoutMs ?? this.#settings.drainTimeoutMs)
  }

  close(): Promise<void> {
    return this.drain()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.drain()
  }

  #send(destination: Destination, content: MessageContent, options: SendOptions): Promise<string> {
    this.#assertOpen()
    const seal = sealContent(content, options, this.#core)
    const { sendTimeoutMs: timeoutMs } = this.#settings
    return sendMessage({ destination, seal, signal: options.signal, timeoutMs }, this.#core)
  }

  async #redeliver(letter: DeadLetter, signal: AbortSignal | undefined): Promise<void> {
    this.#assertOpen()
    const destination = this.#router.destination(letter.to)
    const seal = sealAgain(letter.message, letter.from)
    await sendMessage({ destination, seal, signal, timeoutMs: this.#settings.sendTimeoutMs }, this.#core)
  }

  #createCore(): RuntimeCore {
    const {
      clock,
      random,
      resolveModel,
      budgets,
      prices,
      onEvent,
      streaming,
      maxRounds,
      abandonGraceMs,
      tape,
      ...settings
    } = this.#settings
    const listener = onEvent === undefined ? undefined : protect(onEvent)
    const alarm = listener ?? unheardEvents(() => this.#isDeadLetterRead)
    return {
      clock,
      random,
      resolveModel,
      budgets,
      prices,
      listener,
      alarm,
      streaming,
      maxRounds,
      abandonGraceMs,
      tape,
      turns: new TurnBudget(),
      deadLetters: new DeadLetterBox({ clock, listener: alarm, capacity: settings.maxDeadLetters }),
      rounds: new Rounds({
        clock,
        listener,
        limit: settings.stopAfterRounds,
        onLimit: () => this.#lifecycle.stopSources('The limit of rounds is reached.'),
        onQuiet: () => this.#lifecycle.noteQuiet(),
      }),
    }
  }

  #createDeadLetters(box: DeadLetterBox): DeadLetters {
    return {
      get total() {
        return box.total
      },
      list: () => box.list(),
      redeliver: async (id, options = {}) => {
        const letter = box.take(id)
        if (letter === undefined) {
          throw new RuntimeError(
            'DEAD_LETTER_NOT_FOUND',
            `There is no dead letter "${id}". It may have been delivered again.`,
          )
        }
        try {
          await this.#redeliver(letter, options.signal)
        } catch (thrown) {
          box.putBack(letter)
          throw thrown
        }
      },
    }
  }

  #assertOpen(): void {
    const { state } = this.#lifecycle
    if (state !== 'draining' && state !== 'closed') return
    throw new RuntimeError('CHANNEL_CLOSED', 'The runtime is closed or closing, so it accepts no more messages.', {
      details: { state },
    })
  }

  #assertRunning(what: string): void {
    const { state } = this.#lifecycle
    if (state === 'running') return
    const hint = state === 'created' || state === 'starting' ? ' Wait for start() first.' : ''
    throw new RuntimeError('RUNTIME_STATE', `${what}: the runtime is ${state}.${hint}`, { details: { state } })
  }
}

/** A listener must not throw; one that does is reported as an uncaught error instead of breaking what it listens to. */
function protect(listener: EventListener): EventListener {
  return (event) => {
    try {
      listener(event)
    } catch (thrown) {
      queueMicrotask(() => {
        throw thrown
      })
    }
  }
}
