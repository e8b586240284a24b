// The command line. Knows every command by name and loads only the one that is asked for.
import { main as runMain, runService } from './main.ts'
import { processIo, type ProcessIo } from './process-io.ts'

/**
 * Runs the command line with these arguments (without the program's own name) and resolves to the exit code, or to
 * `undefined` when a program was started that ends by itself.
 */
export function main(argv: readonly string[]): Promise<number | undefined> {
  return runMain(argv, processIo())
}

/** Runs the command line as the process. */
export async function runProcess(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  await endProcess(processIo(), (io) => runMain(argv, io))
}

/** Runs a configuration that was compiled into this executable, as the process. */
export async function runServiceProcess(file: string): Promise<void> {
  await endProcess(processIo(), (io) => runService(file, process.argv.slice(2), io))
}

/** What was written is flushed, then the process ends, whatever a tool left open. A program ends when it has nothing left. */
async function endProcess(io: ProcessIo, run: (io: ProcessIo) => Promise<number | undefined>): Promise<void> {
  const code = await run(io)
  if (code === undefined) return
  process.exitCode = code
  await io.flush()
  process.exit(code)
}
