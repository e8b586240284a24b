import { AixgoError, isOfFamily, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** The runtime refused or could not deliver. */
export class RuntimeError extends AixgoError {
  // A bundler that finds the name twice renames the class, and `error.name` with it.
  static override readonly name: string = 'RuntimeError'

  declare readonly code: CodeOf<'runtime'>

  constructor(code: CodeOf<'runtime'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }

  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is RuntimeError {
    return isOfFamily(value, 'runtime')
  }
}
