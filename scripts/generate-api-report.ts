import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { doorFile, doors } from '../src/config/modules/doors.ts'
import { Declarations } from './api-report/read-declarations.ts'
import { reportDoors } from './api-report/report-doors.ts'
import { ensureFile } from './ensure-file.ts'
import { root } from './entries.ts'
import { runCommand } from './run-command.ts'

/**
 * Writes what each door of the package shows to `api/`, where a change of the public surface shows in the diff; `--check`
 * compares instead.
 */
const command = 'npm run generate:api'
const declarations = mkdtempSync(join(root, 'build/declarations-'))
try {
  const options = [
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--rootDir',
    'src',
    '--outDir',
    declarations,
  ]
  runCommand('tsc', ['-p', 'tsconfig.build.json', ...options])
  for (const [door, text] of reportDoors(new Declarations(declarations))) {
    ensureFile(`api/${doorFile(door)}.d.ts`, text, command)
  }
} finally {
  rmSync(declarations, { recursive: true })
}
const folder = join(root, 'api')
const files = new Set(doors.map((door) => `${doorFile(door)}.d.ts`))
for (const name of existsSync(folder) ? readdirSync(folder) : []) {
  if (files.has(name)) continue
  if (!process.argv.includes('--check')) rmSync(join(folder, name))
  else {
    process.stderr.write(`api/${name} belongs to no door any more. Run "${command}" and commit the result.\n`)
    process.exitCode = 1
  }
}
