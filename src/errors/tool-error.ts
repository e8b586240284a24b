import { AixgoError, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** A tool failed. */
export class ToolError extends AixgoError {
  declare readonly code: CodeOf<'tool'>

  constructor(code: CodeOf<'tool'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }
}
