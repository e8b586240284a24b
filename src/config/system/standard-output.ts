import type { RoleHost } from '../../agents/role.ts'
import type { LogSink } from '../../agents/log/log-sink.ts'
import { jsonSink } from '../../agents/log/sinks/json-sink.ts'
import { textSink } from '../../agents/log/sinks/text-sink.ts'

/** Standard output, to be logged to: a table on a terminal, JSON lines in a pipe. One sink, so that lines stay aligned. */
export function standardOutput(): RoleHost['openOutput'] {
  const { stdout } = process
  const write = (text: string): void => void stdout.write(text)
  let table: LogSink | undefined
  return (format) => {
    if (format === 'json' || (format === undefined && !stdout.isTTY)) return jsonSink({ write })
    return (table ??= textSink({
      write,
      color: stdout.isTTY,
      ...(stdout.isTTY ? { width: () => stdout.columns } : {}),
    }))
  }
}
