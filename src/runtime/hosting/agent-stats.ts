import type { SerializedError } from '../../errors/serialized-error.ts'

/** Where an agent is in its life. `failed` agents brought messages in by themselves and had to give up. */
export type AgentState = 'waiting' | 'ready' | 'failed' | 'stopped'

/** Figures of one agent since the runtime was made. */
export interface AgentStats {
  readonly state: AgentState
  /** Why the agent failed. */
  readonly error: SerializedError | undefined
  /** Messages in the mailbox now. */
  readonly queued: number
  readonly capacity: number
  /** The most messages that ever were in the mailbox at once. */
  readonly highWater: number
  /** Senders that wait for room in the mailbox now. */
  readonly blockedSenders: number
  /** Messages the mailbox took in. */
  readonly delivered: number
  readonly handled: number
  /** Messages whose run failed for good. */
  readonly failed: number
  /** Messages that became dead letters here, for whatever reason. */
  readonly deadLetters: number
  /** Messages and calls in the agent's hands now, calls that wait for a slot included. */
  readonly inFlight: number
  /** Calls that began; they are not counted as messages. */
  readonly calls: number
  /** Further attempts after errors that were worth retrying, at messages or at the agent's source. */
  readonly restarts: number
  /** Milliseconds from taking messages out of the mailbox to having their outputs accepted, summed. */
  readonly handlingMs: number
}

/** Figures of a runtime. */
export interface RuntimeStats {
  readonly agents: Readonly<Record<string, AgentStats>>
  readonly totals: Readonly<
    Pick<AgentStats, 'queued' | 'delivered' | 'handled' | 'failed' | 'inFlight' | 'calls' | 'restarts'> & {
      readonly deadLetters: number
    }
  >
  readonly rounds: { readonly started: number; readonly finished: number }
}

/** The figures that only grow. */
export type AgentCounters = {
  -readonly [
    Key in 'delivered' | 'handled' | 'failed' | 'deadLetters' | 'calls' | 'restarts' | 'handlingMs'
  ]: AgentStats[Key]
}

/** Sums up the figures of the agents. */
export function sumStats(agents: Readonly<Record<string, AgentStats>>, deadLetters: number): RuntimeStats['totals'] {
  const sum = (key: Exclude<keyof RuntimeStats['totals'], 'deadLetters'>): number =>
    Object.values(agents).reduce((total, stats) => total + stats[key], 0)
  return {
    queued: sum('queued'),
    delivered: sum('delivered'),
    handled: sum('handled'),
    failed: sum('failed'),
    inFlight: sum('inFlight'),
    calls: sum('calls'),
    restarts: sum('restarts'),
    deadLetters,
  }
}
