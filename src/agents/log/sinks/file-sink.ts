import { openShare, type FileShare } from '../file/shared-file.ts'
import { writeFailure } from '../file/append-file.ts'
import { jsonLine } from '../format/json-line.ts'
import { textLine } from '../format/text-line.ts'
import { text, wrongWord, type OptionChecks } from '../../../util/options/wrong-value.ts'
import type { LogRecord, LogSink } from '../log-sink.ts'
import { checkSink } from './check-sink.ts'
import { needNodeModule } from '../../../util/platform/node-module.ts'

/** What a sink that appends to a file is made from. */
export interface FileSinkOptions {
  readonly path: string
  /** Where a relative path starts from; the current directory of the process unless said otherwise. */
  readonly directory?: string | undefined
  /** `json` (unless said otherwise): one JSON value per line. `text`: one line per record. Nothing is shortened. */
  readonly format?: 'json' | 'text' | undefined
}

const optionChecks: OptionChecks<keyof FileSinkOptions> = {
  path: text,
  directory: text,
  format: (value) => wrongWord(value, ['json', 'text']),
}

/** A sink that writes to a file. */
export interface FileSink extends LogSink, AsyncDisposable {
  /** Opens the file now, to learn early whether it can be written; otherwise the first record does. */
  open(): Promise<void>
  write(record: LogRecord): Promise<void>
  wasWritten(record: LogRecord): Promise<boolean>
}

/**
 * A sink that appends each record to a file as one line. The file is opened for the first record and may be shared with
 * other sinks and other processes; it is written with O_APPEND, so copying and truncating it (log rotation) is safe.
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
export function fileSink(options: FileSinkOptions): FileSink {
  checkSink('fileSink', options, optionChecks, 'path')
  const { path, directory, format } = options
  const absolute = needNodeModule('node:path', 'A log file').resolve(directory ?? '.', path)
  const line = format === 'text' ? textLine : jsonLine
  let opened: Promise<FileShare> | undefined
  let closed: Promise<void> | undefined

  const use = <Value>(action: (file: FileShare['file']) => Promise<Value>): Promise<Value> => {
    if (closed !== undefined) return Promise.reject(writeFailure(absolute, 'the log is closed'))
    const opening = (opened ??= openShare(absolute))
    // A later record tries again: what was wrong may have been mended.
    opening.catch(() => (opened = opened === opening ? undefined : opened))
    return opening.then(({ file }) => action(file))
  }
  // What was given before waits for the same promise and so comes first.
  const close = (): Promise<void> =>
    (closed ??=
      opened?.then(
        (share) => share.release(),
        () => {},
      ) ?? Promise.resolve())

  return {
    open: () => use(() => Promise.resolve()),
    write: (record) => use((file) => file.append(line(record))),
    wasWritten: (record) => use((file) => file.contains(line(record))),
    close,
    [Symbol.asyncDispose]: close,
  }
}
