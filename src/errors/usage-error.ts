import { AixgoError, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** The command line was used wrongly. */
export class UsageError extends AixgoError {
  declare readonly code: CodeOf<'usage'>

  constructor(code: CodeOf<'usage'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }
}
