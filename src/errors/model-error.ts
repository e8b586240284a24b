import { AixgoError, isOfFamily, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** A model, or the provider that serves it, failed. */
export class ModelError extends AixgoError {
  // A bundler that finds the name twice renames the class, and `error.name` with it.
  static override readonly name: string = 'ModelError'

  declare readonly code: CodeOf<'model'>

  constructor(code: CodeOf<'model'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }

  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is ModelError {
    return isOfFamily(value, 'model')
  }
}
