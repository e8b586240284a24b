import type { CliIo, EndSignal } from '../../src/cli/io.ts'

/** A terminal for tests: keeps what is written, and sends signals when told. */
export interface FakeIo extends CliIo {
  readonly output: () => string
  readonly errors: () => string
  readonly signal: (name: EndSignal) => void
  /** Throws something where nobody catches it. */
  readonly throwUncaught: (thrown: unknown) => void
  /** Makes standard output fail. */
  readonly failOutput: (reason: Error) => void
  readonly exits: readonly number[]
  /** Resolves when the text has been written to either stream. */
  readonly written: (text: string) => Promise<void>
}

/** What a fake terminal is made with. */
export interface FakeIoOptions {
  readonly directory: string
  readonly stdin?: string
  readonly lines?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly color?: boolean
  /** True when both outputs are terminals. */
  readonly isTerminal?: boolean
}

/** Makes a fake terminal. */
export function fakeIo({
  directory,
  stdin,
  lines,
  environment = {},
  color = false,
  isTerminal = false,
}: FakeIoOptions): FakeIo {
  let output = ''
  let errors = ''
  const exits: number[] = []
  const listeners = new Set<(signal: EndSignal) => void>()
  const catchers = new Set<(thrown: unknown) => void>()
  const failure = new AbortController()
  let waiting: readonly { text: string; resolve: () => void }[] = []
  const wake = (): void => {
    const isWritten = ({ text }: { text: string }): boolean => (output + errors).includes(text)
    const ready = waiting.filter(isWritten)
    waiting = waiting.filter((entry) => !isWritten(entry))
    for (const { resolve } of ready) resolve()
  }
  return {
    out: (text) => ((output += text), wake()),
    err: (text) => ((errors += text), wake()),
    readInput: async () => stdin,
    readLines:
      lines === undefined
        ? undefined
        : async function* () {
            yield* lines
          },
    environment,
    directory,
    outIsTerminal: isTerminal,
    errIsTerminal: isTerminal,
    outputFailed: failure.signal,
    programName: 'my-service',
    color,
    columns: 100,
    onSignal: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    onUncaught: (listener) => (catchers.add(listener), () => catchers.delete(listener)),
    startSelf: () => {
      throw new Error('No second process in these tests.')
    },
    exitNow: (code) => void exits.push(code),
    output: () => output,
    errors: () => errors,
    signal: (name) => listeners.forEach((listener) => listener(name)),
    throwUncaught: (thrown) => catchers.forEach((listener) => listener(thrown)),
    failOutput: (reason) => failure.abort(reason),
    exits,
    written: (text) =>
      new Promise((resolve) => {
        waiting = [...waiting, { text, resolve }]
        wake()
      }),
  }
}
