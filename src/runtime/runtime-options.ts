import type { AnyAgent } from '../agents/agent.ts'
import { isAgent } from '../agents/implementation.ts'
import { AgentError } from '../errors/agent-error.ts'
import { RuntimeError } from '../errors/runtime-error.ts'
import type { EventListener } from '../events/event.ts'
import type { ModelResolver } from '../models/model.ts'
import type { PriceTable } from '../models/prices/model-price.ts'
import type { Budgets } from '../runs/budget.ts'
import { createBudgets } from '../runs/budget/create-budgets.ts'
import { checkRunOptions } from '../runs/check-run-options.ts'
import { shown } from '../util/text/shown.ts'
import type { StepInterceptor } from '../runs/interceptors/interceptor.ts'
import type { RunStore } from '../runs/run-store.ts'
import { systemClock, turnClock, type Clock } from '../util/clock.ts'
import { isRecord } from '../util/is-record.ts'
import { systemRandom, type Random } from '../util/random.ts'
import { unknownOption } from '../util/options/unknown-option.ts'
import {
  callable,
  mapping,
  texts,
  time,
  truth,
  wrongValue,
  type OptionCheck,
  type OptionChecks,
} from '../util/options/wrong-value.ts'
import { overflowCheck } from './mailbox/overflow-check.ts'
import type { Overflow } from './mailbox/mailbox.ts'
import { checkWiring, plainNames, type WiringName } from './routing/wiring-names.ts'
import type { RuntimeTape } from './tape/runtime-tape.ts'
import { defaultRestartPolicy, type RestartPolicy } from './hosting/restart-policy.ts'

/** How an agent is wired and run inside a runtime. */
export interface AgentWiring {
  /**
   * Agents whose outputs this one reads, and channels it reads from. A name that is no agent, has no other end and lies near
   * one that does is refused, unless it is written as `{ channel: 'name' }`.
   */
  readonly inputs?: readonly WiringName[] | undefined
  /** Agents its outputs are delivered to, and channels they are put on, named as in `inputs`. */
  readonly outputs?: readonly WiringName[] | undefined
  /** Agents that must be ready before this one starts. */
  readonly dependsOn?: readonly string[] | undefined
  /** Runs it may have in progress; 1 unless said otherwise, which keeps messages in order. */
  readonly concurrency?: number | undefined
  /** How many messages wait for it (100), and what happens to one more (`block`: its sender waits). */
  readonly mailbox?: { readonly capacity?: number | undefined; readonly overflow?: Overflow | undefined } | undefined
  /** How it is tried again after errors that are worth retrying. */
  readonly restart?: { readonly [Option in keyof RestartPolicy]?: RestartPolicy[Option] | undefined } | undefined
}

/** An agent with its wiring. */
export interface AgentRegistration<Registered extends AnyAgent = AnyAgent> extends AgentWiring {
  readonly agent: Registered
}

/** What a runtime takes as an agent. */
export type AgentEntry = AnyAgent | AgentRegistration

/** What applies to all agents of a runtime. Everything has a default. */
export interface RuntimeSettings {
  readonly clock?: Clock | undefined
  readonly random?: Random | undefined
  /** Turns model names into models, in all runs; by default the built-in providers with keys from the environment. */
  readonly resolveModel?: ModelResolver | undefined
  /** Where all runs count what they spend; made for this runtime unless given. */
  readonly budgets?: Budgets | undefined
  /** Prices of your own, by `provider:model`; they win over the built-in ones. */
  readonly prices?: PriceTable | undefined
  /**
   * Told of every event: what moves between agents, and what happens inside their runs. Left out, only what goes wrong is
   * reported, as a warning of the process.
   */
  readonly onEvent?: EventListener | undefined
  /** True to have models stream, so that listeners see text as it is written. */
  readonly streaming?: boolean | undefined
  /** Milliseconds each agent has to get ready; 30,000. */
  readonly startTimeoutMs?: number | undefined
  /** How often one agent may be entered again by what one message caused; 10. */
  readonly maxRounds?: number | undefined
  /** Ends all sources once this many messages have come in from outside. */
  readonly stopAfterRounds?: number | undefined
  /** Milliseconds that closing waits for work to finish before it aborts it; 8,000. */
  readonly drainTimeoutMs?: number | undefined
  /** Milliseconds that aborted code has to stop before it is no longer waited for; 1,000. */
  readonly abandonGraceMs?: number | undefined
  /** Calls that may be in progress at once; unlimited. */
  readonly maxConcurrentCalls?: number | undefined
  /** Milliseconds `send` waits for room before it rejects with `MAILBOX_FULL`; unlimited. */
  readonly sendTimeoutMs?: number | undefined
  /** Dead letters that are kept; 1,000. */
  readonly maxDeadLetters?: number | undefined
  /** Where runs are recorded; in memory, for as long as they go on, unless given. */
  readonly store?: RunStore | undefined
  /** Wrap every step of every run, the outermost first: policies, approvals, telemetry. */
  readonly interceptors?: readonly StepInterceptor[] | undefined
  /** Records all that happens (`tapeRecorder`), or plays what was recorded (`tapePlayer`). */
  readonly tape?: RuntimeTape | undefined
}

/** What a runtime is made from. */
export interface RuntimeOptions<Agents extends readonly AgentEntry[] = readonly AgentEntry[]> extends RuntimeSettings {
  readonly agents: Agents
  /** False to get a runtime that is not started yet; call `start` on it. */
  readonly start?: boolean | undefined
}

/** An agent's registration with nothing left open. */
export interface ResolvedRegistration {
  readonly agent: AnyAgent
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly dependsOn: readonly string[]
  readonly concurrency: number
  readonly mailbox: { readonly capacity: number; readonly overflow: Overflow }
  readonly restart: RestartPolicy
}

/** Settings with defaults filled in; what is left open has no limit or is loaded when needed. */
export interface ResolvedSettings {
  readonly clock: Clock
  readonly random: Random
  readonly resolveModel: ModelResolver | undefined
  readonly budgets: Budgets
  readonly prices: PriceTable | undefined
  readonly onEvent: EventListener | undefined
  readonly streaming: boolean
  readonly startTimeoutMs: number
  readonly maxRounds: number
  readonly stopAfterRounds: number | undefined
  readonly drainTimeoutMs: number
  readonly abandonGraceMs: number
  readonly maxConcurrentCalls: number | undefined
  readonly sendTimeoutMs: number | undefined
  readonly maxDeadLetters: number
  readonly store: RunStore | undefined
  readonly interceptors: readonly StepInterceptor[]
  readonly tape: RuntimeTape | undefined
}

/** The names of all settings. */
export const runtimeSettingNames: Readonly<Record<keyof RuntimeSettings, true>> = {
  clock: true,
  random: true,
  resolveModel: true,
  onEvent: true,
  streaming: true,
  startTimeoutMs: true,
  maxRounds: true,
  stopAfterRounds: true,
  drainTimeoutMs: true,
  abandonGraceMs: true,
  maxConcurrentCalls: true,
  sendTimeoutMs: true,
  maxDeadLetters: true,
  budgets: true,
  prices: true,
  store: true,
  interceptors: true,
  tape: true,
}

const runtimeOptionNames: Readonly<Record<keyof RuntimeOptions, true>> = {
  ...runtimeSettingNames,
  agents: true,
  start: true,
}

const wiringNames: Readonly<Record<keyof AgentWiring, true>> = {
  inputs: true,
  outputs: true,
  dependsOn: true,
  concurrency: true,
  mailbox: true,
  restart: true,
}

const registrationNames: Readonly<Record<keyof AgentRegistration, true>> = { ...wiringNames, agent: true }

const restartNames: Readonly<Record<keyof RestartPolicy, true>> = {
  maxAttempts: true,
  initialBackoffMs: true,
  maxBackoffMs: true,
  multiplier: true,
}

const mailboxNames: Readonly<Record<keyof ResolvedRegistration['mailbox'], true>> = { capacity: true, overflow: true }

/**
 * Refuses the wiring of an agent where an option is not known, or is none.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkAgentWiring(
  agent: string,
  wiring: AgentWiring,
  known: Readonly<Record<string, true>> = wiringNames,
): void {
  const where = `The registration of agent "${agent}"`
  checkOptions(wiring, known, where)
  refuse(where, wrongValue(wiring, { dependsOn: texts, mailbox: mapping, restart: mapping }))
  const { mailbox = {}, restart = {} } = wiring
  checkOptions(mailbox, mailboxNames, `${where}: mailbox`)
  refuse(where, wrongValue(mailbox, { overflow: overflowCheck }, 'mailbox.'))
  checkOptions(restart, restartNames, `${where}: restart`)
  refuse(where, wrongValue(restart, { initialBackoffMs: time, maxBackoffMs: time, multiplier: factor }, 'restart.'))
}

const factor: OptionCheck = (value) =>
  typeof value === 'number' && value >= 1 && value < Infinity ? undefined : 'a number of at least 1'

/**
 * Refuses options that are not known: in plain JavaScript nobody else would say that one is misspelt.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkOptions(options: unknown, known: Readonly<Record<string, true>>, where: string): void {
  refuse(where, isRecord(options) ? unknownOption(options, known) : `it must be an object, not ${shown(options)}.`)
}

/** What the settings must be that are no numbers; a tape and a store are looked at by themselves. */
const settingChecks: OptionChecks = {
  clock: (value) => (has(value, 'setTimer') ? undefined : 'a clock, such as fakeClock()'),
  resolveModel: callable,
  budgets: (value) => (has(value, 'account') ? undefined : 'a store of budgets, such as createBudgets()'),
  prices: mapping,
  onEvent: callable,
  streaming: truth,
  start: truth,
  tape: (value) => (has(value, 'open') ? undefined : 'a tape, such as tapeRecorder() or tapePlayer(file)'),
}

function has(value: unknown, method: string): boolean {
  return isRecord(value) && typeof value[method] === 'function'
}

function refuse(where: string, problem: string | undefined): void {
  if (problem !== undefined) throw new RuntimeError('RUNTIME_OPTIONS_INVALID', `${where}: ${problem}`)
}

/** Fills in defaults and refuses values that make no sense. */
export function resolveSettings(options: RuntimeSettings, where = 'createRuntime'): ResolvedSettings {
  checkOptions(options, runtimeOptionNames, where)
  refuse(where, wrongValue(options, settingChecks))
  checkRunOptions({ interceptors: options.interceptors, store: options.store }, where)
  return {
    clock: options.tape?.ports.clock ?? options.clock ?? turnClock(systemClock),
    random: options.tape?.ports.random ?? options.random ?? systemRandom,
    resolveModel: options.tape?.ports.resolveModel ?? options.resolveModel,
    budgets: options.budgets ?? createBudgets(options.clock === undefined ? {} : { clock: options.clock }),
    prices: options.prices,
    onEvent: options.onEvent,
    streaming: options.streaming ?? false,
    startTimeoutMs: atLeast(1, 'startTimeoutMs', options.startTimeoutMs ?? 30_000),
    maxRounds: atLeast(0, 'maxRounds', options.maxRounds ?? 10),
    stopAfterRounds: optional(options.stopAfterRounds, (rounds) => atLeast(1, 'stopAfterRounds', rounds)),
    drainTimeoutMs: atLeast(0, 'drainTimeoutMs', options.drainTimeoutMs ?? 8000),
    abandonGraceMs: atLeast(0, 'abandonGraceMs', options.abandonGraceMs ?? 1000),
    maxConcurrentCalls: optional(options.maxConcurrentCalls, (calls) => atLeast(1, 'maxConcurrentCalls', calls)),
    sendTimeoutMs: optional(options.sendTimeoutMs, (timeoutMs) => atLeast(0, 'sendTimeoutMs', timeoutMs)),
    maxDeadLetters: atLeast(0, 'maxDeadLetters', options.maxDeadLetters ?? 1000),
    store: options.store,
    interceptors: options.interceptors ?? [],
    tape: options.tape,
  }
}

/**
 * Refuses what lists no agents: plain JavaScript may give anything.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkAgents(options: unknown): void {
  const agents = isRecord(options) ? options['agents'] : undefined
  if (!Array.isArray(agents)) {
    const found = isRecord(options) ? shown(agents) : `no options (${shown(options)})`
    throw new RuntimeError(
      'RUNTIME_OPTIONS_INVALID',
      `createRuntime needs a list of agents, createRuntime({ agents: [writer] }), and was given ${found}.`,
    )
  }
  for (const [index, entry] of agents.entries()) {
    if (isAgent(entry) || (isRecord(entry) && isAgent(entry['agent']))) continue
    throw new RuntimeError(
      'RUNTIME_OPTIONS_INVALID',
      `createRuntime: agents[${index}] must be an agent, or an object { agent, inputs, outputs }, not ${shown(entry)}.`,
      { details: { index } },
    )
  }
}

/** Fills in defaults for each agent; names must be unique. */
export function resolveRegistrations(entries: readonly AgentEntry[]): readonly ResolvedRegistration[] {
  const given = entries.map((entry) => ('agent' in entry ? entry : { agent: entry }))
  checkWiring(given.map(({ agent, inputs = [], outputs = [] }) => ({ name: agent.name, inputs, outputs })))
  const registrations = given.map(resolveRegistration)
  const names = new Set<string>()
  for (const { name } of registrations) {
    if (names.has(name)) {
      throw new AgentError(
        'AGENT_DUPLICATE',
        `Two agents are named "${name}". Give each agent of a runtime its own name.`,
        {
          details: { agent: name },
        },
      )
    }
    names.add(name)
  }
  return registrations
}

function resolveRegistration(registration: AgentRegistration): ResolvedRegistration {
  const { agent, inputs, outputs, dependsOn = [], mailbox = {} } = registration
  const { name } = agent
  checkAgentWiring(name, registration, registrationNames)
  const restart = resolveRestart(registration.restart ?? {}, name)
  return {
    agent,
    name,
    inputs: plainNames(inputs),
    outputs: plainNames(outputs),
    dependsOn,
    concurrency: atLeast(1, `concurrency of agent "${name}"`, registration.concurrency ?? 1),
    mailbox: {
      capacity: atLeast(1, `mailbox.capacity of agent "${name}"`, mailbox.capacity ?? 100),
      overflow: mailbox.overflow ?? 'block',
    },
    restart,
  }
}

function resolveRestart(given: NonNullable<AgentWiring['restart']>, agent: string): RestartPolicy {
  const {
    maxAttempts = defaultRestartPolicy.maxAttempts,
    initialBackoffMs = defaultRestartPolicy.initialBackoffMs,
    maxBackoffMs = defaultRestartPolicy.maxBackoffMs,
    multiplier = defaultRestartPolicy.multiplier,
  } = given
  atLeast(1, `restart.maxAttempts of agent "${agent}"`, maxAttempts)
  return { maxAttempts, initialBackoffMs, maxBackoffMs, multiplier }
}

function optional(value: number | undefined, check: (value: number) => number): number | undefined {
  return value === undefined ? undefined : check(value)
}

/**
 * The number, unless it is not whole or too small.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function atLeast(least: number, option: string, value: number): number {
  if (Number.isInteger(value) && value >= least) return value
  throw new RuntimeError(
    'RUNTIME_OPTIONS_INVALID',
    `The option ${option} is ${shown(value)}; it must be a whole number of at least ${least}.`,
    {
      details: { option, value, least },
    },
  )
}
