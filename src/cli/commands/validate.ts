import { basename } from 'node:path'
import { checkConfig, type LoadedConfig } from '../../config/load-config.ts'
import type { ConfigProblem } from '../../config/problems/config-problem.ts'
import { createRedactor } from '../../security/redact.ts'
import type { CliCommand } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { refuseProgram } from '../files/refuse-program.ts'
import { findConfigFile } from '../find-config-file.ts'
import type { CliIo } from '../io.ts'
import { catchPrints } from '../prints/catch-prints.ts'
import { cutPrint } from '../prints/cut-print.ts'
import { escapeLines } from '../render/escape-lines.ts'
import { styles, type Styles } from '../render/styles.ts'

/** `aixgo validate`: everything that is wrong with a file, at once. */
export const validateCommand: CliCommand = {
  configure: (command) =>
    command
      .argument('[file]', 'YAML file; config/agents.yaml or agents.yaml unless given')
      .option('-c, --config <file>', 'the same as the argument')
      .option('--json', 'print the problems as JSON')
      .option('--strict', 'fail on warnings too')
      .addHelpText(
        'after',
        '\nUnset ${VARIABLES} are warnings here and errors in "aixgo run".\n\nExamples:\n  aixgo validate agents.yaml\n  aixgo validate agents.yaml --json\n',
      ),
  run: async ({ args, options, io }) => {
    const file = findConfigFile(args[0] ?? (options['config'] as string | undefined), io)
    refuseProgram(file, 'validate')
    const { problems: found, loaded } = await checkConfig(file, { mode: 'validate', env: io.environment })
    // Code is loaded only for a file that could be run.
    const problems = loaded === undefined ? found : [...found, ...(await checkTools(loaded, io))]
    const count = (severity: ConfigProblem['severity']) =>
      problems.filter((problem) => problem.severity === severity).length
    const isValid = count('error') === 0 && (options['strict'] !== true || count('warning') === 0)
    if (options['json'] === true) {
      io.out(`${JSON.stringify({ valid: isValid, file, problems }, null, 2)}\n`)
    } else {
      const style = styles(io.color)
      for (const problem of problems) io.out(`${describe(problem, style)}\n`)
      const agents = loaded?.config.agents.length ?? 0
      const counts = (['error', 'warning', 'notice'] as const)
        .map((severity) => `${count(severity)} ${severity}${count(severity) === 1 ? '' : 's'}`)
        .join(', ')
      io.out(
        isValid
          ? `${style.green('✓')} ${file}: ${agents} ${agents === 1 ? 'agent' : 'agents'}, ${counts}\n`
          : `${style.red('✗')} ${file}: ${counts}\n`,
      )
    }
    return isValid ? exitCodes.ok.code : exitCodes.config.code
  },
}

/** Checks the tools of modules. What code prints while it is loaded does not stand among the problems. */
async function checkTools(loaded: LoadedConfig, io: CliIo): Promise<readonly ConfigProblem[]> {
  const { checkToolModules } = await import('../../config/check-tool-modules.ts')
  const redact = createRedactor(loaded.secrets)
  const prints = catchPrints(({ origin, text }) => {
    const place = 'module' in origin && origin.module !== undefined ? basename(origin.module) : 'code'
    io.err(`${place} › ${escapeLines(cutPrint(redact(text)))}\n`)
  })
  try {
    return await checkToolModules(loaded)
  } finally {
    prints.stop()
  }
}

function describe({ severity, code, message, hint, file, line, column, frame }: ConfigProblem, style: Styles): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  const label =
    severity === 'error' ? style.red('error') : severity === 'warning' ? style.yellow('warning') : style.blue('notice')
  const lines = [`${style.bold(place)}: ${label}: ${escapeLines(message)} ${style.dim(code)}`]
  if (frame !== undefined) lines.push(escapeLines(frame))
  if (hint !== undefined) lines.push(`  ${style.cyan(escapeLines(hint))}`)
  return `${lines.join('\n')}\n`
}
