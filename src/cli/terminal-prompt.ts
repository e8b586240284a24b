import type { Interface } from 'node:readline/promises'

const clearLine = '\r\u001b[2K'

/** Asks for lines at a terminal, and keeps the question below what is written meanwhile. */
export class TerminalPrompt {
  #asking: Interface | undefined

  /** Writes something above the question, where one is open. */
  above(write: () => void): void {
    const asking = this.#asking
    if (asking === undefined) return write()
    process.stderr.write(clearLine)
    write()
    // Keeps what was typed so far.
    asking.prompt(true)
  }

  /** The lines typed until Ctrl-D or until the signal. The question is asked each time a line is wanted. */
  readonly readLines = async function* (
    this: TerminalPrompt,
    question: string,
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    if (signal.aborted) return
    const { createInterface } = await import('node:readline/promises')
    const terminal = createInterface({ input: process.stdin, output: process.stderr, terminal: true })
    const onAbort = (): void => terminal.close()
    signal.addEventListener('abort', onAbort, { once: true })
    // With a line editor on the terminal, Ctrl-C arrives here and not as a signal.
    terminal.on('SIGINT', () => process.emit('SIGINT', 'SIGINT'))
    terminal.on('close', () => {
      // A question that nobody answers any more must not stand before what comes next.
      if (this.#asking !== undefined) process.stderr.write(clearLine)
      this.#asking = undefined
    })
    terminal.setPrompt(question)
    const ask = (): void => {
      if (signal.aborted) return
      this.#asking = terminal
      terminal.prompt()
    }
    try {
      ask()
      for await (const line of terminal) {
        this.#asking = undefined
        yield line
        ask()
      }
    } finally {
      this.#asking = undefined
      signal.removeEventListener('abort', onAbort)
      terminal.close()
    }
  }.bind(this)
}
