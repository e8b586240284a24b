/** One thing that is wrong with a schema. */
export interface SchemaProblem {
  /** The steps from the root of the schema to what is wrong. */
  readonly path: readonly (string | number)[]
  readonly message: string
  /** How to mend it. */
  readonly hint?: string | undefined
}
