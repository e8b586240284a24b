/** What a command sees of the terminal it runs in. Tests hand in their own. */
export interface CliIo {
  /** Results. Resolves when the line is handed to the system, so that a slow reader slows the writer. */
  readonly out: (text: string) => void
  /** Progress, warnings and errors. */
  readonly err: (text: string) => void
  /** All of standard input as text, or `undefined` when it is a terminal or empty. */
  readonly readInput: () => Promise<string | undefined>
  /** The lines typed at a terminal; ends at Ctrl-D. `undefined` when standard input is no terminal. */
  readonly readLines: ((prompt: string, signal: AbortSignal) => AsyncIterable<string>) | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly directory: string
  /** True when results go to a terminal. */
  readonly outIsTerminal: boolean
  /** True when progress goes to a terminal. */
  readonly errIsTerminal: boolean
  /** True when colour is wanted on standard error and output: a terminal, and `NO_COLOR` is not set. */
  readonly color: boolean
  readonly columns: number
  /** Aborted, with what to tell the user, when standard output can no longer be written; later writes go nowhere. */
  readonly outputFailed: AbortSignal
  /** What this program is called on the disk. */
  readonly programName: string
  /** Calls back at the signals that ask to end; the returned function stops that. */
  readonly onSignal: (listener: (signal: EndSignal) => void) => () => void
  /** Calls back with what nobody caught, which then does not end the process; the returned function stops that. */
  readonly onUncaught: (listener: (thrown: unknown) => void) => () => void
  /** Starts this program anew with other arguments, on the same terminal. */
  readonly startSelf: (args: readonly string[]) => SelfProcess
  /** Ends the process now; for a second signal. */
  readonly exitNow: (code: number) => void
}

/** A signal that asks a program to end. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

/** This program, running a second time. */
export interface SelfProcess {
  /** Resolves to its exit code. */
  readonly exited: Promise<number>
  /** Asks it to finish what it does and to end. */
  readonly terminate: (signal?: EndSignal) => void
}
