import type { Command } from 'commander'
import type { CliIo } from './io.ts'

/** One command of the command line. Lives in `commands/`, is listed in `commands.ts`. */
export interface CliCommand {
  /** Declares arguments, options and examples. */
  readonly configure: (command: Command) => void
  /** Where the arguments begin that are not the command's own but are handed on; all are its own unless given. */
  readonly handsOnFrom?: ((args: readonly string[]) => number) | undefined
  /**
   * Does the work. Resolves to the exit code, or to `undefined` when a program was started that ends by itself; throws
   * what `main` turns into a message and a code.
   */
  readonly run: (invocation: Invocation) => Promise<number | undefined>
}

/** A command as it was called. */
export interface Invocation {
  readonly args: readonly string[]
  /** What stands from where `handsOnFrom` says, untouched. */
  readonly handedOn: readonly string[]
  /** Options by their camelCase names, as declared in `configure`. */
  readonly options: Readonly<Record<string, unknown>>
  readonly io: CliIo
}
