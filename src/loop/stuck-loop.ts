import { AgentError } from '../errors/agent-error.ts'
import type { AgentContext } from '../runs/context.ts'
import type { JsonValue } from '../util/json.ts'
import type { Iteration } from './stop-condition.ts'

/** How patient the loop detector is. Counts are in turns of the loop. */
export interface LoopDetection {
  /** Turns in a circle, or without progress, before a warning; 4. */
  readonly warnAfter?: number | undefined
  /** Turns in a circle, or without progress, before the agent is stopped; 8. */
  readonly stopAfter?: number | undefined
  /** Turns with the same calls but other results, as when something is polled, before the agent is stopped; 30. */
  readonly pollStopAfter?: number | undefined
}

/** What the detector has found. */
export interface StuckLoop {
  readonly action: 'warn' | 'stop'
  readonly kind: 'repetition' | 'ping-pong' | 'no-progress' | 'polling'
  readonly turns: number
  /** Says what goes round. */
  readonly reason: string
}

const longestCycle = 4

/**
 * Looks for an agent that goes round in circles: the same calls with the same results again and again, a few that
 * alternate, or turns that bring nothing but failures and what was known before. Depends on nothing but its arguments.
 */
export function detectStuckLoop(iterations: readonly Iteration[], options: LoopDetection = {}): StuckLoop | undefined {
  const { warnAfter = 4, stopAfter = 8, pollStopAfter = 30 } = options
  const turns = iterations.filter(({ toolCalls }) => toolCalls.length > 0).map(describeTurn)
  const found = longest([...cycles(turns), withoutProgress(turns)])
  if (found !== undefined && found.turns >= warnAfter)
    return { ...found, action: found.turns >= stopAfter ? 'stop' : 'warn' }
  const polled = countBack(turns, (turn) => turn.calls === turns.at(-1)?.calls)
  if (polled < pollStopAfter) return undefined
  return {
    action: 'stop',
    kind: 'polling',
    turns: polled,
    reason: `${turns.at(-1)?.names ?? ''} was called ${polled} times in a row with the same arguments`,
  }
}

/**
 * Warns listeners of an agent that goes round in circles, and stops it when it goes on.
 * @throws AgentError `AGENT_STUCK`.
 */
export function assertNotStuck(
  agent: string,
  iterations: readonly Iteration[],
  options: LoopDetection | false,
  context: AgentContext,
): void {
  if (options === false) return
  const found = detectStuckLoop(iterations, options)
  if (found === undefined) return
  const { action, kind, turns, reason } = found
  if (action === 'stop') {
    throw new AgentError(
      'AGENT_STUCK',
      `Agent "${agent}" goes round in a loop and was stopped: ${reason}. Look at what the tool answers and at the instructions; ` +
        'raise stopAfter of the loop detection, or switch it off, if this is meant to be.',
      { details: { agent, kind, turns, reason } },
    )
  }
  // Once, when the limit is reached; the turns after it would say the same again.
  if (turns === (options.warnAfter ?? 4)) context.warn(`Agent "${agent}" seems to go round in a loop: ${reason}.`)
}

/** One turn of the loop, as texts that are equal when the turns are. */
interface Turn {
  readonly names: string
  readonly calls: string
  readonly whole: string
  readonly failed: boolean
}

function describeTurn({ toolCalls, toolResults = [] }: Iteration): Turn {
  const parts = toolCalls.map(({ toolName, input }, position) => ({
    call: `${toolName} ${canonicalText(input)}`,
    result: JSON.stringify([canonical(toolResults[position]?.output ?? null), toolResults[position]?.isError === true]),
  }))
  return {
    names: [...new Set(toolCalls.map(({ toolName }) => `"${toolName}"`))].join(' and '),
    calls: parts
      .map(({ call }) => call)
      .toSorted()
      .join('\n'),
    whole: parts
      .map(({ call, result }) => `${call} = ${result}`)
      .toSorted()
      .join('\n'),
    failed: toolResults.length > 0 && toolResults.every(({ isError }) => isError === true),
  }
}

type Finding = Omit<StuckLoop, 'action'>

/** The circles of each length that the last turns go round in. */
function cycles(turns: readonly Turn[]): readonly (Finding | undefined)[] {
  return Array.from({ length: longestCycle }, (_none, index) => cycle(turns, index + 1))
}

function cycle(turns: readonly Turn[], length: number): Finding | undefined {
  const repeated = countBack(turns, (turn, position) => turn.whole === turns[position - length]?.whole)
  // A circle is one when it has been round twice.
  if (repeated < length) return undefined
  const count = repeated + length
  const names = [...new Set(turns.slice(-length).map((turn) => turn.names))]
  if (length === 1)
    return {
      kind: 'repetition',
      turns: count,
      reason: `${names.join()} was called ${count} times in a row with the same arguments and the same result`,
    }
  return {
    kind: 'ping-pong',
    turns: count,
    reason: `it went back and forth between the same ${length} turns of ${names.join(' and ')} for ${count} turns`,
  }
}

/** How many of the last turns brought nothing but failures or what an earlier turn had brought already. */
function withoutProgress(turns: readonly Turn[]): Finding | undefined {
  const first = new Map<string, number>()
  for (const [position, { whole }] of turns.entries()) if (!first.has(whole)) first.set(whole, position)
  const count = countBack(turns, (turn, position) => turn.failed || (first.get(turn.whole) ?? position) < position)
  return {
    kind: 'no-progress',
    turns: count,
    reason: `the last ${count} turns brought nothing new: every call failed or had been made before with the same result`,
  }
}

/** How many turns at the end fulfil a condition. */
function countBack(turns: readonly Turn[], holds: (turn: Turn, position: number) => boolean): number {
  const breaks = turns.findLastIndex((turn, position) => !holds(turn, position))
  return turns.length - 1 - breaks
}

function longest(findings: readonly (Finding | undefined)[]): Finding | undefined {
  let best: Finding | undefined
  for (const finding of findings)
    if (finding !== undefined && (best === undefined || finding.turns > best.turns)) best = finding
  return best
}

function canonicalText(input: string): string {
  try {
    return JSON.stringify(canonical(JSON.parse(input) as JsonValue))
  } catch {
    return input.trim()
  }
}

/** The same value with its keys in order, because models write them in any. */
function canonical(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  )
}
