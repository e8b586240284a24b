import { AixgoError, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** An agent could not do its work. */
export class AgentError extends AixgoError {
  declare readonly code: CodeOf<'agent'>

  constructor(code: CodeOf<'agent'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }
}
