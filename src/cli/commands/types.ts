import { loadConfig } from '../../config/load-config.ts'
import { generateTypes } from '../../config/types-file.ts'
import type { CliCommand } from '../command.ts'
import { namedFiles } from '../files/named-files.ts'
import { refuseProgram } from '../files/refuse-program.ts'
import { writeOutputFile } from '../files/write-output-file.ts'
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
      .option('--force', 'overwrite a file that this command did not write')
      .addHelpText(
        'after',
        '\nExamples:\n  aixgo types agents.yaml          writes agents.d.ts\n  aixgo types agents.yaml -o -\n',
      ),
  run: async ({ args, options, io }) => {
    const { resolve } = process.getBuiltinModule('node:path')
    const file = findConfigFile(args[0], io)
    refuseProgram(file, 'types')
    const { config } = await loadConfig(file, { mode: 'validate', env: io.environment })
    const text = generateTypes(config)
    const target = (options['output'] as string | undefined) ?? `${file.replace(/\.ya?ml$/, '')}.d.ts`
    if (target === '-') {
      io.out(text)
      return 0
    }
    const isOwn = (start: Uint8Array): boolean =>
      new TextDecoder().decode(start).startsWith('// Written by "aixgo types')
    const { code, data } = await namedFiles(file, io)
    const sources = [...code, ...data]
    const path = resolve(io.directory, target)
    writeOutputFile({ name: target, path, sources, isOwn, force: options['force'] === true }, text)
    io.err(`Wrote ${target}\n`)
    return 0
  },
}
