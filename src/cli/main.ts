import { Command, CommanderError } from 'commander'
import { AixgoError } from '../errors/aixgo-error.ts'
import { ensureError } from '../errors/ensure-error.ts'
import { UsageError } from '../errors/usage-error.ts'
import { nearest } from '../util/nearest.ts'
import type { CliCommand } from './command.ts'
import { commands } from './commands.ts'
import { exitCodeFor, exitCodes } from './exit-codes.ts'
import type { CliIo } from './io.ts'
import { styles } from './render/styles.ts'
import { version } from './version.ts'

/**
 * Runs the command line. Resolves to the exit code and never rejects: what goes wrong is written to standard error,
 * once, with what to do about it.
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  try {
    return await dispatch(argv, io)
  } catch (thrown) {
    if (thrown instanceof CommanderError) return reportUsage(thrown, io)
    reportError(thrown, io)
    return exitCodeFor(thrown)
  }
}

async function dispatch(argv: readonly string[], io: CliIo): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    io.out(rootHelp())
    return exitCodes.ok.code
  }
  if (name === '--version' || name === '-v' || name === '-V') return runCommand('version', rest, io)
  if (name === 'help') return runCommand(rest[0] ?? '', ['--help'], io)
  return runCommand(name, rest, io)
}

async function runCommand(name: string, rest: readonly string[], io: CliIo): Promise<number> {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry === undefined) throw unknownCommand(name)
  const command = await entry.load()
  let code: number = exitCodes.ok.code
  const parser = createParser(name, entry.summary, command, io).action(async () => {
    code = await command.run({ args: parser.args, options: parser.opts(), io })
  })
  await parser.parseAsync(rest.map(fromOriginal), { from: 'user' })
  return code
}

function createParser(name: string, summary: string, command: CliCommand, io: CliIo): Command {
  const parser = new Command(`aixgo ${name}`)
    .description(summary)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: io.out, writeErr: () => {} })
    .configureHelp({ helpWidth: Math.min(io.columns, 110) })
  command.configure(parser)
  return parser
}

// The original's documents write `-config FILE`, which a parser of short flags would read as `-c onfig`.
function fromOriginal(argument: string): string {
  return argument === '-config' ? '--config' : argument.startsWith('-config=') ? `-${argument}` : argument
}

function unknownCommand(name: string): UsageError {
  const meant = nearest(name, Object.keys(commands))
  const hint = meant === undefined ? 'Run "aixgo --help" for the commands.' : `Did you mean "aixgo ${meant}"?`
  return new UsageError('USAGE', `There is no command "${name}". ${hint}`)
}

function reportUsage(error: CommanderError, io: CliIo): number {
  // Help and version end the parser the same way as a mistake does.
  if (error.exitCode === 0) return exitCodes.ok.code
  const text = error.message.replace(/^error: /, '')
  reportError(new UsageError('USAGE', `${text.charAt(0).toUpperCase()}${text.slice(1)}`), io)
  return exitCodes.usage.code
}

function reportError(thrown: unknown, io: CliIo): void {
  const style = styles(io.color && io.errIsTerminal)
  const error = ensureError(thrown)
  io.err(`${style.red('error')}: ${error.message}\n`)
  if (AixgoError.isInstance(error)) {
    if (error.code !== 'USAGE') io.err(style.dim(`code ${error.code}, see docs/errors.md\n`))
  } else if (io.environment['AIXGO_DEBUG'] === 'true') {
    io.err(`${error.stack ?? ''}\n`)
  }
}

function rootHelp(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return `aixgo ${version}: run teams of AI agents

Usage: aixgo <command> [options]

Commands:
${rows.join('\n')}

Examples:
  aixgo init my-team && cd my-team && aixgo run agents.yaml --offline
  aixgo run agents.yaml --input "Where is my order?"
  aixgo validate agents.yaml
  aixgo build agents.yaml -o my-service

Run "aixgo <command> --help" for the options of a command.
`
}
