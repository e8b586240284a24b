import type { Command } from 'commander'

/** One command: what help says of it, its arguments and options, and its code, imported when it is used. */
export interface CommandEntry {
  readonly description: string
  readonly configure?: (command: Command) => Command
  /** Gets what commander parsed: the arguments, then the options. Resolves to the exit code. */
  readonly load: () => Promise<(...parsed: never[]) => number | Promise<number>>
}

/** Every command of the program. */
export const commands = {
  version: {
    description: 'print the version',
    load: () => import('./commands/version.ts').then((module) => module.runVersion),
  },
} satisfies Record<string, CommandEntry>
