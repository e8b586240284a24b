import { AixgoError, isOfFamily, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** An agent could not do its work. */
export class AgentError extends AixgoError {
  // A bundler that finds the name twice renames the class, and `error.name` with it.
  static override readonly name: string = 'AgentError'

  declare readonly code: CodeOf<'agent'>

  constructor(code: CodeOf<'agent'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }

  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is AgentError {
    return isOfFamily(value, 'agent')
  }
}
