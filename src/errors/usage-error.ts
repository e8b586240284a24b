import { AixgoError, isOfFamily, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** The command line was used wrongly. */
export class UsageError extends AixgoError {
  // A bundler that finds the name twice renames the class, and `error.name` with it.
  static override readonly name: string = 'UsageError'

  declare readonly code: CodeOf<'usage'>

  constructor(code: CodeOf<'usage'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }

  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is UsageError {
    return isOfFamily(value, 'usage')
  }
}
