import { AixgoError, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** A run cannot go on. */
export class RunError extends AixgoError {
  declare readonly code: CodeOf<'run'>

  constructor(code: CodeOf<'run'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }
}
