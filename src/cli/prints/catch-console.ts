import { once } from '../../util/once.ts'
import type { CatchChunk, PrintLevel } from './caught-write.ts'

// What counts, groups and measures keeps its state in the console, so all of them go together.
const methods = {
  log: 'info',
  info: 'info',
  debug: 'debug',
  warn: 'warn',
  error: 'error',
  trace: 'error',
  assert: 'error',
  dir: 'info',
  dirxml: 'info',
  table: 'info',
  group: 'info',
  groupCollapsed: 'info',
  groupEnd: 'info',
  count: 'info',
  countReset: 'info',
  time: 'info',
  timeEnd: 'info',
  timeLog: 'info',
} as const satisfies Partial<Record<keyof Console, PrintLevel>>

type Method = keyof typeof methods

/** Catches what is printed with the console; the returned function stops that. */
export function catchConsole(onChunk: CatchChunk): () => void {
  let level: PrintLevel = 'info'
  const sink = (stream: 'stdout' | 'stderr') => ({
    write: (data: string) => (onChunk({ stream, level, data }), true),
  })
  // Made for the first print: most runs print nothing. It formats as the console of the engine does.
  const makeConsole = once(() => {
    const options = { stdout: sink('stdout'), stderr: sink('stderr'), colorMode: false, ignoreErrors: false }
    // The console writes to its streams and does nothing else with them.
    const { Console } = process.getBuiltinModule('node:console')
    return new Console(options as never)
  })
  const own = new Map<Method, Console[Method]>()
  for (const method of Object.keys(methods) as Method[]) {
    own.set(method, console[method])
    const caught = (...values: readonly unknown[]): void => {
      level = methods[method]
      // Each method takes what it likes.
      ;(makeConsole()[method] as (...values: readonly unknown[]) => void)(...values)
    }
    Object.assign(console, { [method]: caught })
  }
  return () => void Object.assign(console, Object.fromEntries(own))
}
