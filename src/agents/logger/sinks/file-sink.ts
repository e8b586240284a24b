import { openShare, type FileShare } from '../file/shared-file.ts'
import { writeFailure } from '../file/append-file.ts'
import { jsonLine } from '../format/json-line.ts'
import { textLine } from '../format/text-line.ts'
import type { LogRecord, LogSink } from '../log-sink.ts'

/** What a sink that appends to a file is made from. */
export interface FileSinkOptions {
  readonly path: string
  /** Where a relative path starts from; the current directory of the process unless said otherwise. */
  readonly directory?: string | undefined
  /** `json` (unless said otherwise): one JSON value per line. `text`: one line per record. Nothing is shortened. */
  readonly format?: 'json' | 'text' | undefined
}

/**
 * A sink that appends each record to a file as one line. The file is opened for the first record and may be shared with
 * other sinks and other processes; it is written with O_APPEND, so copying and truncating it (log rotation) is safe.
 */
export function fileSink({ path, directory, format }: FileSinkOptions): LogSink & AsyncDisposable {
  const absolute = process.getBuiltinModule('node:path').resolve(directory ?? '.', path)
  const line: (record: LogRecord) => string = format === 'text' ? textLine : jsonLine
  let opened: Promise<FileShare> | undefined
  let closed: Promise<void> | undefined

  const open = async (): Promise<FileShare> => {
    if (closed !== undefined) throw writeFailure(absolute, 'the log is closed')
    const opening = (opened ??= openShare(absolute))
    return opening.catch((error: unknown) => {
      // A later record tries again: what was wrong may have been mended.
      if (opened === opening) opened = undefined
      throw error
    })
  }
  const close = (): Promise<void> => (closed ??= (opened ?? Promise.resolve(undefined)).then((share) => share?.release()))

  return {
    write: async (record) => (await open()).file.append(line(record)),
    wasWritten: async (record) => (await open()).file.contains(line(record)),
    close,
    [Symbol.asyncDispose]: close,
  }
}
