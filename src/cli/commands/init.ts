import { UsageError } from '../../errors/usage-error.ts'
import type { CliCommand } from '../command.ts'
import { explaining } from '../files/write-output-file.ts'
import { styles } from '../render/styles.ts'
import { typescriptStarter } from '../starters/typescript-starter.ts'
import { yamlStarter } from '../starters/yaml-starter.ts'

/** `aixgo init`: writes a starter that works at once, offline. */
export const initCommand: CliCommand = {
  configure: (command) =>
    command
      .argument('[folder]', 'where to write it; made if it does not exist', '.')
      .option('--typescript', 'a starter in TypeScript instead of YAML')
      .option('--force', 'overwrite files that exist')
      .option('--json', 'print the files written as JSON')
      .addHelpText('after', '\nExamples:\n  aixgo init my-team\n  aixgo init my-service --typescript\n'),
  run: async ({ args, options, io }) => {
    const { existsSync, mkdirSync, writeFileSync } = process.getBuiltinModule('node:fs')
    const { dirname, join, relative, resolve } = process.getBuiltinModule('node:path')
    const folder = resolve(io.directory, args[0] ?? '.')
    const starter = options['typescript'] === true ? typescriptStarter() : await yamlStarter()
    const existing = Object.keys(starter.files).filter((file) => existsSync(join(folder, file)))
    if (existing.length > 0 && options['force'] !== true) {
      throw new UsageError(
        'USAGE',
        `${existing.map((file) => `"${file}"`).join(', ')} ${existing.length === 1 ? 'exists' : 'exist'} already in "${folder}". Choose another folder, or add --force to overwrite.`,
      )
    }
    for (const [file, text] of Object.entries(starter.files)) {
      explaining(join(folder, file), () => {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), text)
      })
    }
    if (options['json'] === true) {
      io.out(`${JSON.stringify({ folder, files: Object.keys(starter.files) })}\n`)
      return 0
    }
    const style = styles(io.color)
    const away = relative(io.directory, folder)
    io.out(
      `Wrote ${Object.keys(starter.files)
        .map((file) => style.bold(file))
        .join(', ')}\n\nNext:\n`,
    )
    for (const step of [...(away === '' ? [] : [`cd ${away}`]), ...starter.next]) io.out(`  ${style.cyan(step)}\n`)
    return 0
  },
}
