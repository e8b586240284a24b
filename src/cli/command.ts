import type { Command } from 'commander'
import type { CliIo } from './io.ts'

/** One command of the command line. Lives in `commands/`, is listed in `commands.ts`. */
export interface CliCommand {
  /** Declares arguments, options and examples. */
  readonly configure: (command: Command) => void
  /** Does the work. Resolves to the exit code; throws what `main` turns into a message and a code. */
  readonly run: (invocation: Invocation) => Promise<number>
}

/** A command as it was called. */
export interface Invocation {
  readonly args: readonly string[]
  /** Options by their camelCase names, as declared in `configure`. */
  readonly options: Readonly<Record<string, unknown>>
  readonly io: CliIo
}
