import { loadConfig } from '../../config/load-config.ts'
import { generateTypes } from '../../config/types-file.ts'
import type { CliCommand } from '../command.ts'
import { findConfigFile } from '../find-config-file.ts'

/** `aixgo types`: TypeScript types for the agents and tools of a file. */
export const typesCommand: CliCommand = {
  configure: (command) =>
    command
      .argument('[file]', 'YAML file; config/agents.yaml or agents.yaml unless given')
      .option(
        '-o, --output <file>',
        'where to write; beside the YAML file with the ending .d.ts unless given, "-" for standard output',
      )
      .addHelpText(
        'after',
        '\nExamples:\n  aixgo types agents.yaml          writes agents.d.ts\n  aixgo types agents.yaml -o -\n',
      ),
  run: async ({ args, options, io }) => {
    const { writeFileSync } = process.getBuiltinModule('node:fs')
    const { resolve } = process.getBuiltinModule('node:path')
    const file = findConfigFile(args[0], io)
    const { config } = await loadConfig(file, { mode: 'validate', env: io.environment })
    const text = generateTypes(config)
    const target = (options['output'] as string | undefined) ?? file.replace(/\.ya?ml$/, '.d.ts')
    if (target === '-') {
      io.out(text)
      return 0
    }
    writeFileSync(resolve(io.directory, target), text)
    io.err(`Wrote ${target}\n`)
    return 0
  },
}
