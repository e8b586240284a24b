// The command line. Knows every command by name and loads only the one that is asked for.
import { Command, CommanderError } from 'commander'
import { commands, type CommandEntry } from './commands.ts'
import { version } from './version.ts'

/** Runs the command line with these arguments (without the program's own name) and resolves to the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0
  const program = new Command('aixgo')
    .description('Run teams of AI agents from YAML.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
  for (const [name, entry] of Object.entries<CommandEntry>(commands)) {
    const command = program.command(name).description(entry.description).exitOverride()
    entry.configure?.(command)
    command.action(async (...parsed: unknown[]) => {
      const run = (await entry.load()) as (...parsed: unknown[]) => number | Promise<number>
      exitCode = await run(...parsed)
    })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    // Commander has already printed its message; wrong usage exits with 2, help and version with 0.
    if (!(error instanceof CommanderError)) throw error
    exitCode = error.exitCode === 0 ? 0 : 2
  }
  return exitCode
}
