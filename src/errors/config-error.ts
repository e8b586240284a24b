import { AixgoError, type AixgoErrorOptions, type CodeOf } from './aixgo-error.ts'

/** A configuration file, or something it names, is wrong. */
export class ConfigError extends AixgoError {
  declare readonly code: CodeOf<'config'>

  constructor(code: CodeOf<'config'>, message: string, options: AixgoErrorOptions = {}) {
    super(code, message, options)
  }
}
