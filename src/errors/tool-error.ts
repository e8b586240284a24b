import { AixgoError, isOfFamily, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** A tool failed. */
export class ToolError extends AixgoError {
  // A bundler that finds the name twice renames the class, and `error.name` with it.
  static override readonly name: string = 'ToolError'

  declare readonly code: CodeOf<'tool'>

  constructor(code: CodeOf<'tool'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }

  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is ToolError {
    return isOfFamily(value, 'tool')
  }
}
