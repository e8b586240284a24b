import { buildExecutable } from '../../config/bundle/build-executable.ts'
import { executableTargets, parseTarget } from '../../config/bundle/executable-target.ts'
import type { CliCommand } from '../command.ts'
import { findConfigFile } from '../find-config-file.ts'

/** `aixgo build`: a file and its tools as one executable. */
export const buildCommand: CliCommand = {
  configure: (command) =>
    command
      .argument('[file]', 'YAML file, or a TypeScript program; config/agents.yaml or agents.yaml unless given')
      .option('-o, --output <file>', 'the executable to write; named as the file unless given')
      .option('--target <target>', `another machine: ${executableTargets.join(', ')}; its engine is downloaded`)
      .option('--json', 'print what was built as JSON')
      .addHelpText(
        'after',
        `
The YAML, the modules it names and the npm packages they import become part of the executable. It takes the options of
"aixgo run" and needs nothing installed.

Examples:
  aixgo build agents.yaml -o my-service && ./my-service --offline
  aixgo build main.ts -o my-program
`,
      ),
  run: async ({ args, options, io }) => {
    const { basename, resolve } = process.getBuiltinModule('node:path')
    const entry = resolve(io.directory, findConfigFile(args[0], io))
    const output = resolve(
      io.directory,
      (options['output'] as string | undefined) ?? basename(entry).replace(/\.[^.]+$/, ''),
    )
    const target = options['target'] as string | undefined
    const built = await buildExecutable({
      entry,
      output,
      target: target === undefined ? undefined : parseTarget(target),
      onProgress: (message) => io.err(`${message}\n`),
    })
    if (options['json'] === true) io.out(`${JSON.stringify(built)}\n`)
    else
      io.out(
        `Built ${built.path} (${(built.bytes / 1e6).toFixed(1)} MB)${built.modules.length === 0 ? '' : ` with ${built.modules.join(', ')}`}\n`,
      )
    return 0
  },
}
