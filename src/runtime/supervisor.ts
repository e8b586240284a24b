import type { AnyAgent } from '../agents/agent.ts'
import { AgentError } from '../errors/agent-error.ts'
import { RuntimeError } from '../errors/runtime-error.ts'
import { messageValue, type MessageContent } from '../messages/message.ts'
import { checkOptionValues } from '../runs/check-run-options.ts'
import { assertRunnable } from '../runs/implementation.ts'
import { shown } from '../util/text/shown.ts'
import { orAbort } from '../util/abort.ts'
import type { JsonValue } from '../util/json/json.ts'
import type { RuntimeStats } from './hosting/agent-stats.ts'
import { createRuntime } from './create-runtime.ts'
import type { DeadLetter } from './hosting/dead-letters.ts'
import { waitChecks } from './option-checks.ts'
import {
  atLeast,
  checkAgentWiring,
  checkOptions,
  resolveSettings,
  runtimeSettingNames,
  type AgentRegistration,
  type AgentWiring,
  type RuntimeSettings,
} from './runtime-options.ts'
import type { Runtime, WaitOptions } from './runtime.ts'
import type { MessageStream } from './routing/subscription.ts'
import { plainNames } from './routing/wiring-names.ts'
import { resolveWiring } from './routing/wiring.ts'

/** How a supervisor runs its agents: all that a runtime can be told. */
export interface SupervisorOptions extends RuntimeSettings {
  /**
   * How often one agent may be entered again by what one message caused (10). When given, a run also ends after this many
   * messages from outside, unless `stopAfterRounds` says otherwise.
   */
  readonly maxRounds?: number | undefined
  /** Outputs kept for each name; 1,000. The oldest go when there are more. */
  readonly maxOutputs?: number | undefined
}

/** What a supervisor's run gives back. */
export interface SupervisorResult {
  /** What left the system, oldest first: by channel, and by agent for agents whose outputs nobody inside reads. */
  readonly outputs: Readonly<Record<string, readonly JsonValue[]>>
  /** Messages that came in from outside and were worked off. */
  readonly rounds: number
  readonly deadLetters: readonly DeadLetter[]
  readonly stats: RuntimeStats
}

/** Builds a team of agents and runs it. */
export interface Supervisor {
  readonly name: string
  /** Adds an agent. Gives the supervisor, so that calls can be chained. */
  add(agent: AnyAgent, wiring?: AgentWiring): Supervisor
  /**
   * Starts the agents, feeds `input` to those that nothing inside feeds, and resolves when the system is idle, the round
   * limit is reached or `stop` is called. Rejects when an agent does not start, and with the signal's reason.
   */
  run(input?: MessageContent, options?: WaitOptions): Promise<SupervisorResult>
  /** Ends the run in progress as `Runtime.close` does; the run resolves with what there is. */
  stop(): Promise<void>
}

const defaultMaxOutputs = 1000

const supervisorNames: Readonly<Record<keyof SupervisorOptions, true>> = { ...runtimeSettingNames, maxOutputs: true }

function settingsOf({ maxOutputs: _kept, ...settings }: SupervisorOptions): RuntimeSettings {
  return settings
}

function refuseName(name: unknown): void {
  if (typeof name === 'string') return
  const message = `createSupervisor takes a name, createSupervisor('coordinator'), not ${shown(name)}.`
  throw new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
}

/**
 * Makes a builder for a team of agents.
 *
 * @example
 * const supervisor = createSupervisor('coordinator', { maxRounds: 10 })
 * supervisor.add(producer, { outputs: ['analyst'] }).add(analyst)
 * const { outputs } = await supervisor.run()
 */
export function createSupervisor(name: string, options: SupervisorOptions = {}): Supervisor {
  checkOptions(options, supervisorNames, 'createSupervisor')
  refuseName(name)
  if (options.maxOutputs !== undefined) atLeast(0, 'maxOutputs', options.maxOutputs)
  resolveSettings(settingsOf(options), 'createSupervisor')
  return new LocalSupervisor(name, options)
}

class LocalSupervisor implements Supervisor {
  readonly name: string
  readonly #options: SupervisorOptions
  readonly #registrations: AgentRegistration[] = []
  #run: { readonly runtime: Promise<Runtime>; isStopped: boolean } | undefined

  constructor(name: string, options: SupervisorOptions) {
    this.name = name
    this.#options = options
  }

  add(agent: AnyAgent, wiring: AgentWiring = {}): Supervisor {
    assertRunnable(agent, 'supervisor.add')
    checkAgentWiring(agent.name, wiring)
    if (this.#registrations.some((registration) => registration.agent.name === agent.name)) {
      throw new AgentError('AGENT_DUPLICATE', `Supervisor "${this.name}" already has an agent named "${agent.name}".`, {
        details: { agent: agent.name },
      })
    }
    this.#registrations.push({ agent, ...wiring })
    return this
  }

  async run(input?: MessageContent, options: WaitOptions = {}): Promise<SupervisorResult> {
    checkOptionValues(options, waitChecks, 'supervisor.run')
    const { signal } = options
    signal?.throwIfAborted()
    if (this.#run !== undefined) {
      throw new RuntimeError(
        'RUNTIME_STATE',
        `Supervisor "${this.name}" is running already. Await its run, or stop it first.`,
      )
    }
    const settings = settingsOf(this.#options)
    const { maxRounds: stopAfterRounds } = settings
    const limit = stopAfterRounds === undefined || stopAfterRounds === 0 ? {} : { stopAfterRounds }
    const runtime = createRuntime({ ...limit, ...settings, agents: this.#registrations, start: false })
    this.#run = { runtime, isStopped: false }
    try {
      return await this.#supervise(await runtime, input, signal)
    } finally {
      this.#run = undefined
    }
  }

  async stop(): Promise<void> {
    if (this.#run === undefined) return
    this.#run.isStopped = true
    await (await this.#run.runtime).close()
  }

  async #supervise(
    runtime: Runtime,
    input: MessageContent | undefined,
    signal: AbortSignal | undefined,
  ): Promise<SupervisorResult> {
    const outputs = new Map<string, JsonValue[]>()
    const reading = this.#exits().map((name) => this.#collect(runtime.recv(name), name, outputs))
    try {
      await orAbort(this.#work(runtime, input), signal ?? new AbortController().signal)
      await runtime.close()
    } finally {
      // Only where the work did not come to its end is anything left to abort.
      await runtime.drain({ timeoutMs: 0 })
    }
    await Promise.all(reading)
    const stats = runtime.stats()
    return {
      outputs: Object.fromEntries(outputs),
      rounds: stats.rounds.finished,
      deadLetters: runtime.deadLetters.list(),
      stats,
    }
  }

  async #work(runtime: Runtime, input: MessageContent | undefined): Promise<void> {
    try {
      await runtime.start()
      if (input !== undefined) await runtime.feed(input)
      await runtime.idle()
    } catch (thrown) {
      // A run that is stopped while it starts is a short run, not a failed one.
      if (this.#run?.isStopped !== true) throw thrown
    }
  }

  async #collect(stream: MessageStream, name: string, outputs: Map<string, JsonValue[]>): Promise<void> {
    const { maxOutputs = defaultMaxOutputs } = this.#options
    for await (const message of stream) {
      const values = outputs.get(name) ?? []
      outputs.set(name, values)
      values.push(messageValue(message))
      if (values.length > maxOutputs) values.shift()
    }
  }

  /** The names under which messages leave the system. */
  #exits(): readonly string[] {
    const wired = this.#registrations.map(({ agent, inputs, outputs }) => ({
      name: agent.name,
      inputs: plainNames(inputs),
      outputs: plainNames(outputs),
    }))
    const { targets, channels } = resolveWiring(wired)
    const ends = [...targets].filter(([, { readers, channels: own }]) => readers.length + own.length === 0)
    const open = [...channels].filter(([, readers]) => readers.length === 0)
    return [...ends, ...open].map(([name]) => name)
  }
}
