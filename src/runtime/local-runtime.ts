import type { RunStream } from '../agents/agent.ts'
import { createRunStream, type StreamedRun } from '../agents/stream/run-stream.ts'
import { ensureError } from '../errors/ensure-error.ts'
import { RuntimeError } from '../errors/runtime-error.ts'
import type { EventListener } from '../events/event.ts'
import { guardListener } from '../events/guard-listener.ts'
import type { MessageContent } from '../messages/message.ts'
import type { CallRequest, CallResult } from '../runs/call-port.ts'
import { checkOptionValues } from '../runs/check-run-options.ts'
import { shown } from '../util/text/shown.ts'
import type { Scope } from '../runs/run/door.ts'
import { jsonOf } from '../runs/json-values.ts'
import type { RunResult } from '../runs/result/run-result.ts'
import { createWorld } from '../runs/world.ts'
import type { JsonValue } from '../util/json/json.ts'
import { callAgent, roundOf, type AgentCall, type CallOptions } from './hosting/agent-call.ts'
import type { AgentHost } from './hosting/agent-host.ts'
import { CallHost } from './hosting/places/call-host.ts'
import { callWithin } from './hosting/places/call-within.ts'
import { setCodePlaces } from './hosting/places/code-place.ts'
import { ChildRuns } from './hosting/child-runs.ts'
import { Parking, parkedUntil } from './hosting/parking.ts'
import { WaitGraph } from './hosting/wait-graph.ts'
import { sumStats, type RuntimeStats } from './hosting/agent-stats.ts'
import { DeadLetterBox, type DeadLetter } from './hosting/dead-letters.ts'
import { Lifecycle } from './lifecycle/lifecycle.ts'
import { Router, type Destination } from './routing/router.ts'
import { Rounds } from './routing/rounds.ts'
import type { DeadLetters, ParallelResult, Runtime, SendOptions, WaitOptions } from './runtime.ts'
import { checkCallOptions, drainChecks, receiveChecks, sendChecks, signalChecks, waitChecks } from './option-checks.ts'
import type { RuntimeCore } from './runtime-core.ts'
import {
  checkAgents,
  resolveRegistrations,
  resolveSettings,
  type AgentEntry,
  type ResolvedSettings,
  type RuntimeOptions,
} from './runtime-options.ts'
import { outside, trailOf, type Handler } from './routing/envelope.ts'
import { messageWords, sealAgain, sealContent, sendMessage, type Sender } from './routing/send-message.ts'
import { Semaphore } from './mailbox/semaphore.ts'
import { startLevels } from './lifecycle/start-levels.ts'
import type { MessageStream, ReceiveOptions } from './routing/subscription.ts'
import { Yielder } from '../util/yielder.ts'
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
  readonly #calls: CallHost

  #isDeadLetterRead = false

  constructor(options: RuntimeOptions) {
    checkAgents(options)
    const { tape } = options
    const resolved = resolveRegistrations(options.agents)
    this.#settings = resolveSettings(options)
    const registrations =
      tape === undefined ? resolved : resolved.map((each) => ({ ...each, agent: tape.wrap(each.agent) }))
    this.#calls = new CallHost(
      (name) => this.#router.hosts.get(name),
      (host, request) => this.#callFor(host, request),
    )
    setCodePlaces(this, () => this.#calls.origin)
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
    checkCallOptions(options, 'runtime.call')
    const place = this.#calls.place
    if (place !== undefined) return callWithin(place, this.#router.host(name).agent, input, options)
    return this.#callFromOutside(name, input, options, false)
  }

  stream(name: string, input: unknown, options: CallOptions & { readonly context?: unknown } = {}): RunStream<unknown> {
    checkCallOptions(options, 'runtime.stream')
    const { agent } = this.#router.host(name)
    const { place } = this.#calls
    if (place !== undefined) throw streamWithin(place, name)
    const start: StreamedRun<unknown>['start'] = (followed) =>
      this.#callFromOutside(name, input, { ...options, ...followed }, true)
    return createRunStream({ agent: name, outputSchema: agent.outputSchema, start }, options)
  }

  async callParallel(
    names: readonly string[],
    input: unknown,
    options: CallOptions & { readonly context?: unknown } = {},
  ): Promise<ParallelResult<readonly AgentEntry[], string>> {
    if (!Array.isArray(names)) {
      const message = `runtime.callParallel takes a list of agents' names, not ${shown(names)}.`
      throw new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
    }
    checkCallOptions(options, 'runtime.callParallel')
    const called: readonly string[] = [...new Set<string>(names)]
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
    checkOptionValues(options, sendChecks, 'runtime.send')
    const destination = this.#router.destination(target)
    const place = this.#calls.place
    if (place !== undefined) return this.#sendWithin(place, target, { destination, content, options })
    this.#settings.tape?.noteInput(target, content)
    return this.#send(destination, content, options)
  }

  async broadcast(content: MessageContent, options: SendOptions = {}): Promise<string> {
    checkOptionValues(options, sendChecks, 'runtime.broadcast')
    const destination = { hosts: [...this.#router.hosts.values()], channels: [] }
    const place = this.#calls.place
    if (place !== undefined) return this.#sendWithin(place, '*', { destination, content, options })
    return this.#send(destination, content, options)
  }

  async feed(content: MessageContent, options: SendOptions = {}): Promise<string> {
    checkOptionValues(options, sendChecks, 'runtime.feed')
    const place = this.#calls.place
    if (place !== undefined)
      return this.#sendWithin(place, '', { destination: this.#router.entrance(), content, options })
    this.#settings.tape?.noteInput(null, content)
    return this.#send(this.#router.entrance(), content, options)
  }

  async signal(
    runId: string,
    key: string,
    value: JsonValue,
    options: { readonly by?: string | undefined } = {},
  ): Promise<'accepted' | 'late'> {
    checkOptionValues(options, signalChecks, 'runtime.signal')
    const { parking } = this.#core
    if (parking !== undefined) return parking.signal(runId, key, value, options.by ?? outside)
    const message = 'A runtime without a store has no runs that wait. Give it one: createRuntime({ store }).'
    throw new RuntimeError('RUNTIME_STATE', message)
  }

  recv(name: string, options: ReceiveOptions = {}): MessageStream {
    checkOptionValues(options, receiveChecks, 'runtime.recv')
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

  async idle(options: WaitOptions = {}): Promise<void> {
    checkOptionValues(options, waitChecks, 'runtime.idle')
    const { place } = this.#calls
    if (place !== undefined) {
      const message =
        `Agent "${place.agent}" waits for its runtime to be idle, which it is not before that agent's own run has ended. ` +
        'Wait for idle() outside the runtime; in an agent, await runtime.call for what you need.'
      throw new RuntimeError('RUNTIME_STATE', message, { details: { agent: place.agent } })
    }
    return this.#lifecycle.idle(options.signal)
  }

  async drain(options: { readonly timeoutMs?: number | undefined } = {}): Promise<void> {
    checkOptionValues(options, drainChecks, 'runtime.drain')
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
    const seal = sealContent(content, options, this.#core, undefined)
    const { sendTimeoutMs: timeoutMs } = this.#settings
    return sendMessage({ destination, seal, signal: options.signal, timeoutMs, sender: undefined }, this.#core)
  }

  /** Sends for a run: as a step of it, so that taking the run up again sends nothing twice. */
  async #sendWithin(place: Scope, target: string, message: MessageWithin): Promise<string> {
    const { destination, content, options } = message
    const { parts } = place.door
    const { correlationId, deadline, round, traceparent } = parts.record.start
    // Runs within a runtime are hosted by it.
    const origin = parts.host.origin as Handler | undefined
    const send = (messageId: string, within: AbortSignal): Promise<string> => {
      const sender: Sender = {
        messageId,
        agent: place.agent,
        parent: { runId: place.runId, key: messageId.slice(place.runId.length + 1) },
        round: roundOf(round),
        correlationId,
        deadline,
        session: parts.session,
        tenant: parts.tenant,
        traceparent,
        trail: trailOf(origin ?? { agent: parts.agent, received: undefined }),
        slots: parts.slots,
      }
      const seal = sealContent(content, options, this.#core, sender)
      const { sendTimeoutMs: timeoutMs } = this.#settings
      const signal = options.signal === undefined ? within : AbortSignal.any([within, options.signal])
      return sendMessage({ destination, seal, signal, timeoutMs, sender }, this.#core)
    }
    let isSent = false
    const id = await place.step<string>({
      kind: 'emit',
      name: target,
      effect: 'idempotent',
      input: jsonOf(content, messageWords),
      execute: (step) => {
        isSent = true
        return send(step.idempotencyKey, step.signal)
      },
    })
    // Its readers are played from the tape too, and play what they are sent.
    if (!isSent && this.#settings.tape?.isPlayed === true) await send(id, place.signal)
    return id
  }

  async #callFromOutside(
    name: string,
    input: unknown,
    options: AgentCall['options'],
    isStreaming: boolean,
  ): Promise<RunResult<unknown>> {
    this.#assertRunning(`Agent "${name}" cannot be called`)
    const host = this.#router.host(name)
    const { onEvent } = options
    // A listener belongs to no run, whatever sets it off.
    const told: AgentCall['options'] =
      onEvent === undefined ? options : { ...options, onEvent: (event) => this.#calls.outside(() => onEvent(event)) }
    return this.#callAgent({ host, input, options: told, caller: undefined, limit: this.#callLimit, isStreaming })
  }

  /** Calls an agent. Where its run is put away, that is taken up again later; its record has the answer then. */
  #callAgent(call: Omit<AgentCall, 'core' | 'onPark'>): Promise<RunResult<unknown>> {
    const { host, input, options, caller } = call
    return callAgent({
      ...call,
      core: this.#core,
      onPark: (parked, deadline) => {
        const runId = String(parked.details['runId'])
        const { signal: _over, timeoutMs: _kept, onEvent: _told, ledger, ...kept } = options
        // What is recorded elsewhere is taken up by whoever keeps it.
        if (ledger !== undefined) return
        this.#core.parking?.add({
          runId,
          until: parkedUntil(parked, deadline),
          parent: caller?.parent,
          resume: () => this.#callAgent({ host, input, options: { ...kept, runId }, caller, limit: undefined }),
        })
      },
    })
  }

  /** Calls an agent for a run. */
  #callFor(host: AgentHost, request: CallRequest): Promise<CallResult> {
    const { signal, session, tenant, budget, runId, context, input } = request
    // To a call, undefined and absent mean the same.
    const options = { signal, session, tenant, budget, runId, context } as AgentCall['options']
    // What belongs to work in progress is let through while the runtime drains.
    return this.#callAgent({ host, input, options, caller: request, limit: undefined })
  }

  async #redeliver(letter: DeadLetter, signal: AbortSignal | undefined): Promise<void> {
    this.#assertOpen()
    const destination = this.#router.destination(letter.to)
    const seal = sealAgain(letter)
    const { sendTimeoutMs: timeoutMs } = this.#settings
    await sendMessage({ destination, seal, signal, timeoutMs, sender: undefined }, this.#core)
  }

  #createCore(): RuntimeCore {
    const { clock, onEvent, streaming, maxRounds, abandonGraceMs, tape, store, ...settings } = this.#settings
    const guarded = onEvent === undefined ? undefined : guardListener(onEvent, 'a runtime')
    const listener =
      guarded === undefined
        ? undefined
        : (event: Parameters<EventListener>[0]) => this.#calls.outside(() => guarded(event))
    const alarm = listener ?? unheardEvents(() => this.#isDeadLetterRead)
    const world = createWorld({ ...settings, clock, calls: this.#calls })
    return {
      world,
      listener,
      alarm,
      streaming,
      maxRounds,
      abandonGraceMs,
      tape,
      store,
      parking:
        store === undefined ? undefined : new Parking({ store, clock, onQuiet: () => this.#lifecycle.noteQuiet() }),
      waits: new WaitGraph((name) => {
        const host = this.#router.hosts.get(name)
        return host === undefined ? undefined : { taken: host.slots.taken, concurrency: host.concurrency }
      }),
      children: new ChildRuns(),
      outside: (code) => this.#calls.outside(code),
      yielder: new Yielder(),
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
        checkOptionValues(options, waitChecks, 'deadLetters.redeliver')
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

/** A message that a run sends. */
interface MessageWithin {
  readonly destination: Destination
  readonly content: MessageContent
  readonly options: SendOptions
}

function streamWithin(place: Scope, name: string): RuntimeError {
  return new RuntimeError(
    'RUNTIME_STATE',
    `Agent "${place.agent}" cannot read the stream of agent "${name}": its own run would not be the same when it is taken up again. ` +
      `Await runtime.call, or context.call(agent, input, { forward: true }) to make its text your own.`,
    { details: { agent: place.agent } },
  )
}
