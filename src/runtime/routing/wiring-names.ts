import { RuntimeError } from '../../errors/runtime-error.ts'
import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { shown } from '../../util/text/shown.ts'

/** A name in the wiring: of an agent or a channel, or of a channel that is meant as it is written. */
export type WiringName = string | { readonly channel: string }

/** The wiring of one agent, as it is given. */
export interface GivenWiring {
  readonly name: string
  readonly inputs: readonly WiringName[]
  readonly outputs: readonly WiringName[]
}

/** The name alone. */
export function plainName(name: WiringName): string {
  return typeof name === 'string' ? name : name.channel
}

/** The names alone. */
export function plainNames(names: readonly WiringName[] | undefined = []): readonly string[] {
  return names.map(plainName)
}

/**
 * Refuses names that are most likely misspelt: those that are no agent and have one end only, and lie near an agent, or near a
 * channel that has the other end.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkWiring(agents: readonly GivenWiring[]): void {
  for (const { name, inputs, outputs } of agents) {
    checkList(name, 'inputs', inputs)
    checkList(name, 'outputs', outputs)
  }
  const names = new Set(agents.map(({ name }) => name))
  const read = new Set(agents.flatMap(({ inputs }) => plainNames(inputs)))
  const written = new Set(agents.flatMap(({ outputs }) => plainNames(outputs)))
  for (const { name, inputs, outputs } of agents) {
    for (const input of inputs)
      checkName(input, { agents: names, otherEnd: written, says: `Agent "${name}" reads from`, lacks: 'writes to' })
    for (const output of outputs)
      checkName(output, { agents: names, otherEnd: read, says: `Agent "${name}" writes to`, lacks: 'reads from' })
  }
}

interface Surroundings {
  readonly agents: ReadonlySet<string>
  /** The names that have the end which this one lacks. */
  readonly otherEnd: ReadonlySet<string>
  readonly says: string
  readonly lacks: string
}

function checkName(given: WiringName, { agents, otherEnd, says, lacks }: Surroundings): void {
  const name = plainName(given)
  if (typeof given !== 'string') {
    if (!agents.has(name)) return
    throw invalid(`${says} the channel "${name}", and an agent has that name. Give the channel another one.`)
  }
  if (agents.has(name) || otherEnd.has(name)) return
  const limit = reach(name)
  const agent = nearest(name, agents, limit)
  const meant = agent ?? nearest(name, otherEnd, limit)
  if (meant === undefined) return
  throw invalid(
    `${says} "${name}", which is no agent, and which nobody here ${lacks}. ` +
      `Did you mean the ${agent === undefined ? 'channel' : 'agent'} "${meant}"? Write { channel: '${name}' } where it is meant so.`,
  )
}

// A channel may be called anything, so only names that are really close are doubtful.
function reach(name: string): number {
  return name.length > 4 ? 2 : name.length > 2 ? 1 : 0
}

/** Plain JavaScript may give anything. */
function checkList(agent: string, option: 'inputs' | 'outputs', names: unknown): void {
  const where = `The registration of agent "${agent}": ${option}`
  if (!Array.isArray(names)) throw invalid(`${where} must be a list of names, not ${shown(names)}.`)
  for (const name of names as readonly unknown[]) {
    if (typeof name === 'string' || (isRecord(name) && typeof name['channel'] === 'string')) continue
    throw invalid(`${where} must hold names, or { channel: 'name' }, not ${shown(name)}.`)
  }
}

function invalid(message: string): RuntimeError {
  return new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
}
