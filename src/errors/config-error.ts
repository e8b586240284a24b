import { AixgoError, isOfFamily, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** A configuration file, or something it names, is wrong. */
export class ConfigError extends AixgoError {
  // A bundler that finds the name twice renames the class, and `error.name` with it.
  static override readonly name: string = 'ConfigError'

  declare readonly code: CodeOf<'config'>

  constructor(code: CodeOf<'config'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }

  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static override isInstance(value: unknown): value is ConfigError {
    return isOfFamily(value, 'config')
  }
}
