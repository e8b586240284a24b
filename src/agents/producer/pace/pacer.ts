/** Says when the next item may go. */
export interface Pacer {
  /** Resolves when it is time; rejects with the signal's reason when the producer is stopped. */
  next(): Promise<void>
}
