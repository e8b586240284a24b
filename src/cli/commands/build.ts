import { buildExecutable } from '../../config/bundle/build-executable.ts'
import { executableTargets, parseTarget, thisMachine } from '../../config/bundle/executable-target.ts'
import type { CliCommand } from '../command.ts'
import { namedFiles } from '../files/named-files.ts'
import { checkOutputFile } from '../files/write-output-file.ts'
import { findConfigFile } from '../find-config-file.ts'

/** `aixgo build`: a file and its tools as one executable. */
export const buildCommand: CliCommand = {
  configure: (command) =>
    command
      .argument('[file]', 'YAML file, or a TypeScript program; config/agents.yaml or agents.yaml unless given')
      .option('-o, --output <file>', 'the executable to write; named as the file unless given')
      .option('--target <target>', `another machine: ${executableTargets.join(', ')}; its engine is downloaded`)
      .option('--force', 'overwrite a file that is no executable')
      .option('--json', 'print what was built as JSON')
      .addHelpText(
        'after',
        `
The YAML, the modules it names and the npm packages they import become part of the executable. It takes the options of
"aixgo run" except --config and --watch, and needs nothing installed.

Examples:
  aixgo build agents.yaml -o my-service && ./my-service --offline
  aixgo build main.ts -o my-program
`,
      ),
  run: async ({ args, options, io }) => {
    const { basename, resolve } = process.getBuiltinModule('node:path')
    const entry = resolve(io.directory, findConfigFile(args[0], io))
    const target = options['target'] === undefined ? undefined : parseTarget(String(options['target']))
    const given = (options['output'] as string | undefined) ?? basename(entry).replace(/\.[^.]+$/, '')
    const isWindows = (target ?? thisMachine()).startsWith('windows-')
    const name = isWindows && !given.endsWith('.exe') ? `${given}.exe` : given
    const output = resolve(io.directory, name)
    const { code, data } = await namedFiles(entry, io)
    const sources = [...code, ...data]
    checkOutputFile({ name, path: output, sources, isOwn: isExecutable, force: options['force'] === true })
    const built = await buildExecutable({
      entry,
      output,
      target,
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

/** By the first bytes: ELF, Mach-O, or PE. */
function isExecutable(start: Uint8Array): boolean {
  const magic = [...start.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return magic === '7f454c46' || magic === 'cffaedfe' || magic === 'cafebabe' || magic.startsWith('4d5a')
}
