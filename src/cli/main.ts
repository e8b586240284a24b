import { Command, CommanderError } from 'commander'
import { AixgoError } from '../errors/aixgo-error.ts'
import { errorCodes } from '../errors/error-codes.ts'
import { ensureError } from '../errors/ensure-error.ts'
import { UsageError } from '../errors/usage-error.ts'
import { nearest } from '../util/text/nearest.ts'
import type { CliCommand } from './command.ts'
import { commands } from './commands.ts'
import { exitCodeFor, exitCodes } from './exit-codes.ts'
import type { CliIo } from './io.ts'
import { escapeLines } from './render/escape-lines.ts'
import { styles } from './render/styles.ts'
import { version } from './version.ts'

/**
 * Runs the command line. Resolves to the exit code and never rejects: what goes wrong is written to standard error,
 * once, with what to do about it.
 */
export function main(argv: readonly string[], io: CliIo): Promise<number | undefined> {
  return reporting(io, () => dispatch(argv, io))
}

/** Runs a configuration that is part of this program, under the program's own name. Otherwise like `main`. */
export function runService(file: string, argv: readonly string[], io: CliIo): Promise<number | undefined> {
  return reporting(io, async () => {
    const { serviceCommand } = await import('./commands/run.ts')
    return parseAndRun(
      { name: io.programName, summary: `Runs ${file}, which is part of this program`, io },
      serviceCommand(file),
      argv,
    )
  })
}

async function reporting(io: CliIo, work: () => Promise<number | undefined>): Promise<number | undefined> {
  const code = await attempt(io, work)
  if (!io.outputFailed.aborted) return code
  reportError(io.outputFailed.reason, io)
  return code === undefined || code === exitCodes.ok.code ? exitCodes.failed.code : code
}

async function attempt(io: CliIo, work: () => Promise<number | undefined>): Promise<number | undefined> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof CommanderError) return reportUsage(thrown, io)
    reportError(thrown, io)
    return exitCodeFor(thrown)
  }
}

async function dispatch(argv: readonly string[], io: CliIo): Promise<number | undefined> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    io.out(rootHelp())
    return exitCodes.ok.code
  }
  if (name === '--version' || name === '-v' || name === '-V') return runCommand('version', rest, io)
  if (name === 'help') return runCommand(rest[0] ?? '', ['--help'], io)
  return runCommand(name, rest, io)
}

async function runCommand(name: string, rest: readonly string[], io: CliIo): Promise<number | undefined> {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry === undefined) throw unknownCommand(name)
  return parseAndRun({ name: `aixgo ${name}`, summary: entry.summary, io }, await entry.load(), rest)
}

interface ParserParts {
  readonly name: string
  readonly summary: string
  readonly io: CliIo
}

async function parseAndRun(
  parts: ParserParts,
  command: CliCommand,
  given: readonly string[],
): Promise<number | undefined> {
  const end = command.handsOnFrom?.(given) ?? given.length
  let code: number | undefined = exitCodes.ok.code
  const parser = createParser(parts, command).action(async () => {
    code = await command.run({ args: parser.args, handedOn: given.slice(end), options: parser.opts(), io: parts.io })
  })
  await parser.parseAsync(given.slice(0, end).map(fromOriginal), { from: 'user' })
  return code
}

function createParser({ name, summary, io }: ParserParts, command: CliCommand): Command {
  const parser = new Command(name)
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
  if (name.startsWith('-')) {
    return new UsageError(
      'USAGE',
      `Unknown option "${name}". Options stand after a command, as in "aixgo run ${name}"; "aixgo --help" has the commands.`,
    )
  }
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
  io.err(`${style.red('error')}: ${escapeLines(error.message)}\n`)
  if (AixgoError.isInstance(error)) {
    if (error.code !== 'USAGE') io.err(style.dim(`code ${error.code}: ${errorCodes[error.code].meaning}\n`))
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
