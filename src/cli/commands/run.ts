import type { Command } from 'commander'
import { loadModule } from '../../config/load-module.ts'
import { UsageError } from '../../errors/usage-error.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { isProgram } from '../files/refuse-program.ts'
import { findConfigFile } from '../find-config-file.ts'
import { logLevels } from '../render/live-view.ts'
import { readRunInput } from '../run/read-run-input.ts'
import { runSystem } from '../run/run-system.ts'
import { watchRun } from '../run/watch-run.ts'

const exits = Object.values(exitCodes).map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`)

const inputHelp = `
The input goes to the channel (or the agent) that nothing in the file feeds; name it with --to where there are several.
Without --input, piped text is the input, and on a terminal you are asked line by line.
Results are written to standard output, progress to standard error.
`

const help = `${inputHelp}
Examples:
  aixgo run agents.yaml
  aixgo run agents.yaml --offline                       every model replaced: no key, no network, no cost
  aixgo run agents.yaml --input "Where is my order?"
  cat questions.txt | aixgo run agents.yaml --lines
  aixgo run agents.yaml --json | jq 'select(.type == "message-sent")'
  aixgo run agents.yaml --record tape.jsonl             keep models, tools, time and chance on a tape
  aixgo run agents.yaml --replay tape.jsonl             run on the tape: no key, no network, no tool; exit 1 if it differs
  aixgo run main.ts                                     a TypeScript file, with "aixgo" and "zod" at hand

Exit codes:
${exits.join('\n')}
`

/** `aixgo run`: the whole system of a YAML file, until its work is done or a signal ends it. */
export const runCommand: CliCommand = {
  configure: (command) =>
    configureRun(
      command
        .argument('[file]', 'YAML file; config/agents.yaml or agents.yaml unless given')
        .argument('[args...]', 'handed to a TypeScript file')
        .option('-c, --config <file>', "the same as the argument; the original's documents write -config")
        .option('--watch', 'start anew when the file, or a module it names, changes'),
    ).addHelpText('after', help),
  handsOnFrom: programArguments,
  run: async (invocation) => {
    const { args, options, io, handedOn } = invocation
    const file = findConfigFile(args[0] ?? (options['config'] as string | undefined), io)
    if (isProgram(file)) return runProgram(file, options, handedOn)
    if (args.length > 1)
      throw new UsageError('USAGE', `Too many arguments: "${args.slice(1).join(' ')}". One file is run at a time.`)
    return runFile(file, invocation)
  },
}

/** What an executable made by `aixgo build` does: runs the file that is part of it. */
export function serviceCommand(file: string): CliCommand {
  return {
    configure: (command) =>
      configureRun(command).addHelpText('after', `${inputHelp}\nExit codes:\n${exits.join('\n')}\n`),
    run: (invocation) => runFile(file, invocation),
  }
}

/** Declares the options that every run has. */
function configureRun(command: Command): Command {
  return command
    .option('-i, --input <text>', 'one message to begin with', once('--input'))
    .option('--input-file <file>', 'the text of a file as one message', once('--input-file'))
    .option('--lines', 'each line of the input is a message of its own')
    .option('--to <name>', 'the channel or agent that gets the input')
    .option('--offline', 'replace every model by the deterministic offline model')
    .option('-m, --model <model>', 'use this model for every agent')
    .option('--record <file>', 'write a tape of everything the run takes from the world')
    .option('--replay <file>', 'run on a tape, offline and at once, and say where the run differs from it')
    .option('--max-rounds <count>', 'stop after so many messages from outside, and all they cause', positiveInteger)
    .option('--json', 'print every event as a line of JSON')
    .option('--log-level <level>', `how much to show: ${logLevels.join(', ')}`, logLevel)
    .option('-q, --quiet', 'show results and errors only')
}

/** Runs a YAML file that was found, as the options say. */
async function runFile(file: string, { options, io }: Invocation): Promise<number> {
  const input = await readRunInput(options, io)
  if (options['watch'] === true) return watchRun(file, options, io)
  return runSystem({ file, input, options, io })
}

// The file is the program: it sees its own arguments where it expects them, and ends when it has nothing left to do.
async function runProgram(
  file: string,
  options: Readonly<Record<string, unknown>>,
  args: readonly string[],
): Promise<undefined> {
  const [option] = Object.keys(options).filter((name) => name !== 'config')
  if (option !== undefined) {
    const flag = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    throw new UsageError(
      'USAGE',
      `${flag} is for YAML files, and "${file}" is a program. Its own arguments stand after it: aixgo run ${file} ${flag}`,
    )
  }
  process.argv = [process.argv[0] ?? 'aixgo', file, ...args]
  const { resolve } = process.getBuiltinModule('node:path')
  await loadModule(resolve(file))
}

const optionsWithValue: ReadonlySet<string> = new Set([
  '-c',
  '--config',
  '-config',
  '-i',
  '--input',
  '--input-file',
  '--to',
  '-m',
  '--model',
  '--max-rounds',
  '--log-level',
])

/** Where the arguments of a program begin: after the first argument that is one, unless a YAML file stands before it. */
function programArguments(args: readonly string[]): number {
  for (let position = 0; position < args.length; position += 1) {
    const argument = args[position] ?? ''
    const value = args[position + 1]
    if (['-c', '--config', '-config'].includes(argument) && value !== undefined && isProgram(value)) return position + 2
    if (optionsWithValue.has(argument)) position += 1
    else if (!argument.startsWith('-')) return isProgram(argument) ? position + 1 : args.length
  }
  return args.length
}

function once(flag: string): (text: string, previous: string | undefined) => string {
  return (text, previous) => {
    if (previous === undefined) return text
    throw new UsageError('USAGE', `${flag} was given twice. For several messages, pipe them in with --lines.`)
  }
}

function positiveInteger(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  throw new UsageError('USAGE', `--max-rounds takes a whole number of at least 1, not "${text}".`)
}

function logLevel(text: string): string {
  if ((logLevels as readonly string[]).includes(text)) return text
  throw new UsageError('USAGE', `--log-level takes one of ${logLevels.join(', ')}, not "${text}".`)
}
