/** A value, or a part of one, has no form in a result. */
export class Unfit extends Error {
  /** What is wrong with it, to be read after its place: `is a function`. */
  readonly problem: string

  constructor(problem: string, options?: ErrorOptions) {
    super(`The value ${problem}.`, options)
    this.problem = problem
  }
}
