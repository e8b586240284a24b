import type { Command } from 'commander'
import { UsageError } from '../../errors/usage-error.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { findConfigFile } from '../find-config-file.ts'
import { logLevels } from '../render/live-view.ts'
import { readRunInput } from '../run/read-run-input.ts'
import { runSystem } from '../run/run-system.ts'
import { watchRun } from '../run/watch-run.ts'

const help = `
The input goes to the channel (or the agent) that nothing in the file feeds; name it with --to where there are several.
Without --input, piped text is the input, and on a terminal you are asked line by line.
Results are written to standard output, progress to standard error.

Examples:
  aixgo run agents.yaml
  aixgo run agents.yaml --offline                       every model replaced: no key, no network, no cost
  aixgo run agents.yaml --input "Where is my order?"
  cat questions.txt | aixgo run agents.yaml --lines
  aixgo run agents.yaml --json | jq 'select(.type == "message-sent")'
  aixgo run agents.yaml --record tape.jsonl             keep models, tools, time and chance on a tape
  aixgo run agents.yaml --replay tape.jsonl             run on the tape: no key, no network, no tool; exit 1 if it differs
  aixgo run main.ts                                     a TypeScript file, with "aixgo" and "zod" at hand

Exit codes: 0 done, 1 failed, 2 usage, 3 configuration, 4 key missing or refused, 5 provider, 6 budget, 130 interrupted.
`

/** `aixgo run`: the whole system of a YAML file, until its work is done or a signal ends it. */
export const runCommand: CliCommand = {
  configure: (command) =>
    configureRun(
      command
        .argument('[file]', 'YAML file; config/agents.yaml or agents.yaml unless given')
        .argument('[args...]', 'handed to a TypeScript file'),
    ),
  run: async (invocation) => {
    const { args, options, io } = invocation
    const file = findConfigFile(args[0] ?? (options['config'] as string | undefined), io)
    if (/\.[cm]?[jt]s$/.test(file)) {
      if (options['record'] !== undefined || options['replay'] !== undefined) {
        throw new UsageError('USAGE', '--record and --replay take a YAML file. In code, use recordTape and replayTape.')
      }
      return runModule(file, args.slice(1))
    }
    if (args.length > 1)
      throw new UsageError('USAGE', `Too many arguments: "${args.slice(1).join(' ')}". One file is run at a time.`)
    return runFile(file, invocation)
  },
}

/** Declares the options of a run; executables made by `aixgo build` take the same. */
export function configureRun(command: Command): Command {
  return command
    .option('-c, --config <file>', "the same as the argument; the original's documents write -config")
    .option('-i, --input <text>', 'one message to begin with')
    .option('--input-file <file>', 'the text of a file as one message')
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
    .option('--watch', 'start anew when the file, or a module it names, changes')
    .addHelpText('after', help)
}

/** Runs a YAML file that was found, as the options say. */
export async function runFile(file: string, { options, io }: Invocation): Promise<number> {
  const input = await readRunInput(options, io)
  if (options['watch'] === true) return watchRun(file, options, io)
  return runSystem({ file, input, options, io })
}

// The file is the program; it sees its own arguments where it expects them.
async function runModule(file: string, args: readonly string[]): Promise<number> {
  const { loadModule } = await import('../../config/load-module.ts')
  process.argv = [process.argv[0] ?? 'aixgo', file, ...args]
  const { resolve } = process.getBuiltinModule('node:path')
  await loadModule(resolve(file))
  return Number(process.exitCode ?? 0)
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
