import { checkConfig } from '../../config/load-config.ts'
import type { CliIo } from '../io.ts'

const pollMs = 250

/**
 * Runs a file in a process of its own, and starts it anew whenever the file, the `.env` beside it or a module it names
 * changes. A process of its own, because modules that were imported once stay as they were. Ends at a signal.
 */
export async function watchRun(file: string, options: Readonly<Record<string, unknown>>, io: CliIo): Promise<number> {
  const args = ['run', file, ...argumentsOf(options)]
  let interrupted = false
  for (;;) {
    const files = await watchedFiles(file, io)
    const before = fingerprint(files)
    const child = io.startSelf(args)
    const stopListening = io.onSignal(() => {
      // Ctrl-C reaches the child too; SIGTERM is sent to this process alone.
      interrupted = true
      child.terminate()
    })
    let ended: number | undefined
    void child.exited.then((code) => (ended = code))
    while (!interrupted && fingerprint(files) === before) await new Promise((resolve) => setTimeout(resolve, pollMs))
    if (ended === undefined) child.terminate()
    const code = await child.exited
    stopListening()
    if (interrupted) return code
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

async function watchedFiles(file: string, io: CliIo): Promise<readonly string[]> {
  const { dirname, resolve } = process.getBuiltinModule('node:path')
  const { loaded } = await checkConfig(file, { mode: 'validate', env: io.environment })
  const modules = (loaded?.config.agents ?? []).flatMap((agent) => [
    ...('tools' in agent ? agent.tools.map((tool) => tool.module) : []),
    ...('source' in agent ? [agent.source?.module] : []),
  ])
  const directory = dirname(file)
  return [
    file,
    resolve(directory, '.env'),
    ...modules.flatMap((path) => (path === undefined ? [] : [resolve(directory, path)])),
  ]
}

function fingerprint(files: readonly string[]): string {
  const { statSync } = process.getBuiltinModule('node:fs')
  return files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join(' ')
}
