import { answerTurn, questionTurns, type ConversationMessage } from '../../messages/conversation.ts'
import type { CostSum } from '../../messages/cost.ts'
import type { Usage } from '../../messages/usage.ts'
import type { FinishReason } from '../../models/finish-reason.ts'
import type { AnswerNotes } from './answer.ts'
import type { Ledger } from '../ledger.ts'
import type { RunResult } from './run-result.ts'

/** What a run came to, as it is counted. */
export type RunFigures<Output> = Omit<RunResult<Output>, 'messages' | 'reasoning' | 'ledger'>

/** What is known of a run beside what it came to. */
export interface RunInside {
  readonly input: unknown
  /** Absent where no model gave the answer, or the run is known from its record alone. */
  readonly notes: Pick<AnswerNotes, 'reasoning' | 'turns'> | undefined
  readonly ledger: Ledger
}

/** The result of a run. What its JSON must not hold is read through getters. */
export class FinishedRun<Output> implements RunResult<Output> {
  readonly output: Output
  readonly finishReason: FinishReason | undefined
  readonly usage: Usage
  readonly cost: CostSum
  readonly costByAgent: Readonly<Record<string, CostSum>>
  readonly runId: string
  readonly warnings: readonly string[]
  readonly #inside: RunInside
  #messages: readonly ConversationMessage[] | undefined

  constructor(figures: RunFigures<Output>, inside: RunInside) {
    this.output = figures.output
    this.finishReason = figures.finishReason
    this.usage = figures.usage
    this.cost = figures.cost
    this.costByAgent = figures.costByAgent
    this.runId = figures.runId
    this.warnings = figures.warnings
    this.#inside = inside
  }

  get messages(): readonly ConversationMessage[] {
    const { input, notes } = this.#inside
    return (this.#messages ??= notes?.turns() ?? [...questionTurns(input), answerTurn(this.output)])
  }

  get reasoning(): string | undefined {
    return this.#inside.notes?.reasoning
  }

  get ledger(): Ledger {
    return this.#inside.ledger
  }
}
