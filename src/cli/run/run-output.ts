import type { LogSink } from '../../agents/log/log-sink.ts'
import { jsonSink } from '../../agents/log/sinks/json-sink.ts'
import { textSink } from '../../agents/log/sinks/text-sink.ts'
import type { Event } from '../../events/event.ts'
import { createRedactor, type Redact } from '../../security/redact.ts'
import { roleOf } from '../../config/agent-role.ts'
import type { System } from '../../config/system.ts'
import type { CliIo } from '../io.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { cutPrint } from '../prints/cut-print.ts'
import type { Printer } from '../prints/catch-prints.ts'
import type { Print } from '../prints/print-lines.ts'
import { LiveView, type LogLevel } from '../render/live-view.ts'
import { escapeLines } from '../render/escape-lines.ts'
import { StatusLine } from '../render/status-line.ts'
import { styles } from '../render/styles.ts'
import { Summary } from '../render/summary.ts'

/** All that a run shows: results on standard output, progress on standard error, or everything as JSON lines. */
export class RunOutput {
  readonly isJson: boolean
  readonly #io: CliIo
  readonly #level: LogLevel
  readonly #summary = new Summary()
  readonly #view: LiveView
  readonly #status: StatusLine | undefined
  readonly #startedAt = performance.now()
  #redact: Redact = (text) => text
  #shared: LogSink | undefined
  #hasFailed = false
  #taken = 0
  #answered = 0

  constructor(options: Readonly<Record<string, unknown>>, io: CliIo) {
    this.#io = io
    this.isJson = options['json'] === true
    this.#level = options['quiet'] === true ? 'error' : ((options['logLevel'] as LogLevel | undefined) ?? 'info')
    const color = io.color && io.errIsTerminal
    this.#view = new LiveView({
      write: (text) => this.#err(text),
      level: this.#level,
      color,
      columns: io.errIsTerminal ? io.columns : 400,
      localTime: io.errIsTerminal,
    })
    const showsStatus = io.errIsTerminal && !this.isJson && options['quiet'] !== true
    this.#status = showsStatus
      ? new StatusLine({ write: io.err, columns: io.columns, text: () => this.#progress() })
      : undefined
  }

  /** Takes every event of the system. */
  readonly listen = (event: Event): void => {
    this.#summary.listen(event)
    if (event.type === 'round-start') this.#taken += 1
    else if (event.type === 'round-finish') this.#answered += 1
    if (this.isJson) return this.#out(`${JSON.stringify(event)}\n`)
    if (event.type === 'channel-output') return this.printResult(event.value)
    this.#view.listen(event)
  }

  /** Writes what leaves the system. A terminal shows what steers it; a file or pipe gets the text as it is. */
  printResult(value: JsonValue): void {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    this.#out(`${this.#io.outIsTerminal ? escapeLines(text) : text}\n`)
  }

  /** Where agents log to: one sink for all of them, so that their lines are aligned. */
  readonly openSink = (format: 'text' | 'json' | undefined): LogSink => {
    const write = (text: string): void => this.#out(text)
    if (this.isJson)
      return {
        write: (record) => write(`${JSON.stringify({ ...record, recordType: record.type, type: 'log' })}\n`),
        close: async () => {},
      }
    if (format === 'json' || (format === undefined && !this.#io.outIsTerminal)) return jsonSink({ write })
    const width = this.#io.outIsTerminal ? { width: () => this.#io.columns } : {}
    return (this.#shared ??= textSink({ write, color: this.#io.color, ...width }))
  }

  /** What could not be handled, and agents that went down for good. */
  get failures(): readonly (Summary['deadLetters'][number] | Summary['errors'][number])[] {
    return [...this.#summary.errors, ...this.#summary.deadLetters]
  }

  /** Shows these no more. */
  hideSecrets(secrets: Iterable<string>): void {
    this.#redact = createRedactor(secrets)
  }

  /** Writes what code of the user's printed, beside the results. */
  readonly print = ({ origin, level, text }: Print<Printer>): void => {
    const at = Date.now()
    // What is a secret must not be cut into two halves.
    const shown = cutPrint(this.#redact(text))
    if (!this.isJson) return this.#view.print({ at, origin, level, text: shown })
    const { tool, ...place } = { tool: undefined, ...origin }
    const by = tool === undefined ? place : { ...place, tool: tool.name, key: tool.key }
    this.#out(`${JSON.stringify({ type: 'tool-print', at, ...by, level, text: shown })}\n`)
  }

  /** Takes in what is known of the system before it starts. */
  describeSystem({ loaded, outputs }: Pick<System, 'loaded' | 'outputs'>): void {
    this.hideSecrets(loaded.secrets)
    const { agents } = loaded.config
    const printing = agents.filter((agent) => roleOf(agent).printsItself)
    this.#view.describeSystem({
      agents: agents.map(({ name }) => name),
      outputs,
      // What such an agent gets is on the same screen already.
      quietReaders: this.#io.outIsTerminal && this.#io.errIsTerminal ? printing.map(({ name }) => name) : [],
    })
  }

  /** Something went wrong outside of any agent. */
  fail(message: string): void {
    this.#hasFailed = true
    const style = styles(this.#io.color && this.#io.errIsTerminal)
    this.#err(`${style.red('error')}: ${escapeLines(message)}\n`)
  }

  /** True after `fail`. */
  get hasFailed(): boolean {
    return this.#hasFailed
  }

  /** Says that somebody is typing, for whom the status line must not be in the way. */
  setTyping(isTyping: boolean): void {
    if (isTyping) this.#status?.pause()
    else this.#status?.resume()
  }

  /** Says something about the run as a whole. */
  say(message: string, level: LogLevel = 'info'): void {
    const text = escapeLines(message)
    const shown =
      ['error', 'warn', 'info', 'debug'].indexOf(level) <= ['error', 'warn', 'info', 'debug'].indexOf(this.#level)
    const style = styles(this.#io.color && this.#io.errIsTerminal)
    if (shown && !this.isJson) this.#err(`${level === 'warn' ? style.yellow(text) : style.dim(text)}\n`)
  }

  /** Says what was done. */
  summarise(): void {
    if (this.#level === 'error' || this.isJson) return
    const style = styles(this.#io.color && this.#io.errIsTerminal)
    this.#err(`${style.bold('Done:')} ${this.#summary.describe(performance.now() - this.#startedAt)}\n`)
  }

  /** Takes the status line away. */
  close(): void {
    this.#status?.stop()
  }

  #progress(): string {
    return `${this.#taken} taken in, ${this.#answered} done`
  }

  #out(text: string): void {
    this.#above(() => this.#io.out(this.#redact(text)))
  }

  #err(text: string): void {
    this.#above(() => this.#io.err(this.#redact(text)))
  }

  #above(write: () => void): void {
    if (this.#status === undefined) write()
    else this.#status.above(write)
  }
}
