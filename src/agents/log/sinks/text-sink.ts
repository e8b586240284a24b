import { TerminalLayout, type TerminalLayoutOptions } from '../format/terminal-layout.ts'
import { textLine } from '../format/text-line.ts'
import { callable, count, texts, truth, type OptionChecks } from '../../../util/options/wrong-value.ts'
import { checkSink } from './check-sink.ts'
import type { LogSink, WriteText } from '../log-sink.ts'

/** What a sink of readable text is made from. */
export interface TextSinkOptions extends TerminalLayoutOptions {
  readonly write: WriteText
  /** The columns of the terminal, asked anew for each record. Left out, each record is one line, nothing shortened. */
  readonly width?: (() => number) | undefined
}

const optionChecks: OptionChecks<keyof TextSinkOptions> = {
  write: callable,
  width: callable,
  columns: texts,
  maxLength: count,
  color: truth,
}

/**
 * A sink that writes for people. On a terminal: aligned, wrapped, objects as a table, long texts shortened. Loggers that
 * share a terminal share one sink, so that their lines are aligned.
 */
export function textSink(options: TextSinkOptions): LogSink {
  checkSink('textSink', options, optionChecks, 'write')
  const { write, width } = options
  const layout = new TerminalLayout(options)
  return {
    write: (record) =>
      write(
        (width === undefined ? [textLine(record)] : layout.render(record, width())).map((line) => `${line}\n`).join(''),
      ),
    close: async () => {},
  }
}
