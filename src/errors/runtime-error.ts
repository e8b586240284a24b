import { AixgoError, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** The runtime refused or could not deliver. */
export class RuntimeError extends AixgoError {
  declare readonly code: CodeOf<'runtime'>

  constructor(code: CodeOf<'runtime'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }
}
