import { configJsonSchema } from '../../config/index.ts'
import type { CliCommand } from '../command.ts'
import { writeOutputFile } from '../files/write-output-file.ts'

/** `aixgo schema`: the JSON Schema of the YAML file, for editors. */
export const schemaCommand: CliCommand = {
  configure: (command) =>
    command
      .option('-o, --output <file>', 'write to a file instead of standard output')
      .option('--force', 'overwrite a file that this command did not write')
      .addHelpText(
        'after',
        `
Editors that know YAML (VS Code with the YAML extension, IntelliJ, Neovim) complete and check with it. Put this on the
first line of the file:
  # yaml-language-server: $schema=./aixgo.schema.json

Examples:
  aixgo schema -o aixgo.schema.json
`,
      ),
  run: async ({ options, io }) => {
    const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`
    const file = options['output'] as string | undefined
    if (file === undefined) {
      io.out(text)
      return 0
    }
    const { resolve } = process.getBuiltinModule('node:path')
    const isOwn = (start: Uint8Array): boolean =>
      new TextDecoder().decode(start).includes('"title": "Aixgo configuration"')
    const path = resolve(io.directory, file)
    writeOutputFile({ name: file, path, sources: [], isOwn, force: options['force'] === true }, text)
    io.err(`Wrote ${file}\n`)
    return 0
  },
}
