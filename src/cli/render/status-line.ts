import { truncateDisplay } from '../../util/text/display-width.ts'

/** What a status line is made with. */
export interface StatusLineOptions {
  /** Writes to the terminal that shows the line. */
  readonly write: (text: string) => void
  readonly columns: number
  /** The text to show now. */
  readonly text: () => string
}

const clearLine = '\r\u001b[2K'
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const

/** A line at the bottom of a terminal that says what is going on. Other output goes through `above`. */
export class StatusLine {
  readonly #options: StatusLineOptions
  readonly #timer: NodeJS.Timeout
  #frame = 0
  #isShown = false
  #isPaused = false

  constructor(options: StatusLineOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.#draw(), 100)
    // The line must not keep a program alive that has nothing else to do.
    this.#timer.unref()
  }

  /** Writes something above the line. */
  above(write: () => void): void {
    this.#erase()
    write()
  }

  /** Takes the line away for good. */
  stop(): void {
    clearInterval(this.#timer)
    this.pause()
  }

  /** Takes the line away for a while. */
  pause(): void {
    this.#isPaused = true
    this.#erase()
  }

  /** Shows the line again. */
  resume(): void {
    this.#isPaused = false
  }

  #draw(): void {
    if (this.#isPaused) return
    this.#frame = (this.#frame + 1) % frames.length
    const text = truncateDisplay(`${frames[this.#frame] ?? ''} ${this.#options.text()}`, this.#options.columns - 1)
    this.#options.write(`${clearLine}${text}`)
    this.#isShown = true
  }

  #erase(): void {
    if (this.#isShown) this.#options.write(clearLine)
    this.#isShown = false
  }
}
