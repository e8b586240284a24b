import { AixgoError, isOfFamily, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** A run cannot go on. */
export class RunError extends AixgoError {
  // A bundler that finds the name twice renames the class, and `error.name` with it.
  static override readonly name: string = 'RunError'

  declare readonly code: CodeOf<'run'>

  constructor(code: CodeOf<'run'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }

  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is RunError {
    return isOfFamily(value, 'run')
  }
}
