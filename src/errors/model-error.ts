import { AixgoError, isOfFamily, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** A model, or the provider that serves it, failed. */
export class ModelError extends AixgoError {
  declare readonly code: CodeOf<'model'>

  constructor(code: CodeOf<'model'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }

  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is ModelError {
    return isOfFamily(value, 'model')
  }
}
