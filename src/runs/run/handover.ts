import { nextTurn } from '../../util/clock.ts'

/**
 * Gives the outcomes of steps that are in flight together to the run's code one turn of the event loop after another. Some
 * take more turns through promises than others to reach the code that waits for them: in one turn, the code could be told of
 * them in another order than the record, and a replay would take another way. What follows one after another does not wait.
 */
export class Handover {
  /** The turn after the last outcome that was given while others were in flight; `undefined` once it has come. */
  #turn: Promise<void> | undefined
  /** How many steps had begun then. Those that begin later do so because of it. */
  #begun = 0

  /** When a step may come to its outcome, by how many steps had begun with it; `undefined` for at once. */
  turnOf(begun: number): Promise<void> | undefined {
    const turn = this.#turn
    if (turn === undefined || begun > this.#begun) return undefined
    this.#hold(turn.then(nextTurn))
    return turn
  }

  /** An outcome was given to the code while steps beside it were in flight. */
  gave(begun: number): void {
    this.#begun = begun
    if (this.#turn === undefined) this.#hold(nextTurn())
  }

  #hold(turn: Promise<void>): void {
    this.#turn = turn
    void turn.then(() => {
      if (this.#turn === turn) this.#turn = undefined
    })
  }
}
