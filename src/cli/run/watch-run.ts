import { exitCodes } from '../exit-codes.ts'
import { namedFiles } from '../files/named-files.ts'
import type { CliIo, EndSignal } from '../io.ts'

const pollMs = 250

/**
 * Runs a file in a process of its own, and starts it anew whenever the file, the `.env` beside it or a module it names
 * changes. A process of its own, because modules that were imported once stay as they were. Ends at a signal.
 */
export async function watchRun(file: string, options: Readonly<Record<string, unknown>>, io: CliIo): Promise<number> {
  const args = ['run', file, ...argumentsOf(options)]
  let interruption: EndSignal | undefined
  for (;;) {
    const { code: files } = await namedFiles(file, io)
    const before = fingerprint(files)
    const child = io.startSelf(args)
    const stopListening = io.onSignal((signal) => {
      interruption ??= signal
      // A terminal sends Ctrl-C to the child too, for which a second one would mean to end at once.
      if (signal !== 'SIGINT' || io.readLines === undefined) child.terminate(signal)
    })
    let ended: number | undefined
    void child.exited.then((code) => (ended = code))
    // Where the child edits lines, the terminal gives it Ctrl-C as a key and this process nothing.
    const isOver = (): boolean => interruption !== undefined || ended === exitCodes.interrupted.code
    while (!isOver() && fingerprint(files) === before) await new Promise((resolve) => setTimeout(resolve, pollMs))
    if (!isOver() && ended === undefined) child.terminate()
    const code = await child.exited
    stopListening()
    if (interruption === 'SIGINT') return exitCodes.interrupted.code
    if (isOver()) return code
    io.err(`\n${file} or something it names changed; starting anew.\n`)
  }
}

/** The options as arguments again, without those that are this process's business. */
function argumentsOf(options: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(options).flatMap(([key, value]) => {
    if (key === 'watch' || key === 'config' || value === false) return []
    const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    return value === true ? [flag] : [flag, String(value)]
  })
}

function fingerprint(files: readonly string[]): string {
  const { statSync } = process.getBuiltinModule('node:fs')
  return files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join(' ')
}
