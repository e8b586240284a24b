import type { EventListener } from '../events/event.ts'
import type { ModelResolver } from '../models/model.ts'
import type { PriceTable } from '../models/prices/model-price.ts'
import type { Budgets } from '../runs/budget.ts'
import type { Clock } from '../util/clock.ts'
import type { Random } from '../util/random.ts'
import type { DeadLetterBox } from './hosting/dead-letters.ts'
import type { Rounds } from './routing/rounds.ts'
import type { RuntimeTape } from './tape/runtime-tape.ts'
import type { TurnBudget } from './mailbox/turn-budget.ts'

/** What all parts of one runtime share. */
export interface RuntimeCore {
  readonly clock: Clock
  readonly random: Random
  readonly resolveModel: ModelResolver | undefined
  /** Where all runs of the runtime count what they spend. */
  readonly budgets: Budgets
  readonly prices: PriceTable | undefined
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
  readonly turns: TurnBudget
  /** Records all runs, or plays them; `undefined` in daily work. */
  readonly tape: RuntimeTape | undefined
}

/** Tells listeners something that people should know. */
export function announceNotice(core: RuntimeCore, level: 'info' | 'warn', message: string): void {
  core.alarm({ type: 'notice', at: core.clock.now(), level, message })
}
