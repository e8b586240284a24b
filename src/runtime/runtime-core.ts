import type { EventListener } from '../events/event.ts'
import type { RunStore } from '../runs/run-store.ts'
import type { World } from '../runs/world.ts'
import type { ChildRuns } from './hosting/child-runs.ts'
import type { DeadLetterBox } from './hosting/dead-letters.ts'
import type { Parking } from './hosting/parking.ts'
import type { WaitGraph } from './hosting/wait-graph.ts'
import type { Yielder } from '../util/yielder.ts'
import type { Rounds } from './routing/rounds.ts'
import type { RuntimeTape } from './tape/runtime-tape.ts'

/** What all parts of one runtime share. */
export interface RuntimeCore {
  /** The outside of all runs. */
  readonly world: World
  /** Told of every event; `undefined` when nobody listens, so that no event is made. */
  readonly listener: EventListener | undefined
  /** Told of what went wrong: the listener, or what reports it where nobody listens. */
  readonly alarm: EventListener
  /** True when runs stream their models' answers. */
  readonly streaming: boolean
  /** How often one agent may be entered again within one causal chain. */
  readonly maxRounds: number
  readonly abandonGraceMs: number
  readonly rounds: Rounds
  readonly deadLetters: DeadLetterBox
  readonly yielder: Yielder
  /** Where runs are recorded; in memory where there is none. */
  readonly store: RunStore | undefined
  /** Takes parked runs up again; none without a store. */
  readonly parking: Parking | undefined
  readonly waits: WaitGraph
  readonly children: ChildRuns
  /** Runs code that belongs to no run, though one may have set it off. */
  readonly outside: (code: () => void) => void
  /** Records all runs, or plays them; `undefined` in daily work. */
  readonly tape: RuntimeTape | undefined
}

/** Tells listeners something that people should know. */
export function announceNotice(core: RuntimeCore, level: 'info' | 'warn', message: string): void {
  core.alarm({ type: 'notice', at: core.world.clock.now(), level, message })
}
