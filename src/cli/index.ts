// The command line. Knows every command by name and loads only the one that is asked for.
import { main as runMain } from './main.ts'
import { processIo } from './process-io.ts'

/** Runs the command line with these arguments (without the program's own name) and resolves to the exit code. */
export function main(argv: readonly string[]): Promise<number> {
  return runMain(argv, processIo())
}

/** Runs the command line as the process: what was written is flushed, then the process ends, whatever a tool left open. */
export async function runProcess(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const io = processIo()
  const code = await runMain(argv, io)
  process.exitCode = code
  await io.flush()
  process.exit(code)
}
