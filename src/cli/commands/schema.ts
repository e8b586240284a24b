import { configJsonSchema } from '../../config/index.ts'
import type { CliCommand } from '../command.ts'

/** `aixgo schema`: the JSON Schema of the YAML file, for editors. */
export const schemaCommand: CliCommand = {
  configure: (command) =>
    command.option('-o, --output <file>', 'write to a file instead of standard output').addHelpText(
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
    const { writeFileSync } = process.getBuiltinModule('node:fs')
    const { resolve } = process.getBuiltinModule('node:path')
    writeFileSync(resolve(io.directory, file), text)
    io.err(`Wrote ${file}\n`)
    return 0
  },
}
