// Writes what names the doors of the package but cannot read their table: the exports of package.json, the paths of the
// compiler, and the imports that bring the package into compiled programs. `--check` compares instead.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { doorFile, doors, doorSource } from '../src/config/modules/doors.ts'
import { ensureFile } from './ensure-file.ts'
import { root } from './entries.ts'

const command = 'npm run generate:doors'
ensureFile('package.json', withBlock('package.json', 'exports', packageExports()), command)
ensureFile('tsconfig.json', withBlock('tsconfig.json', 'paths', compilerPaths()), command)
ensureFile('src/cli/door-modules.ts', doorModules(), command)

function packageExports(): string {
  const targets = doors.map((door) => [
    door.replace('aixgo', '.'),
    { types: `./dist/${doorFile(door)}.d.ts`, default: `./dist/${doorFile(door)}.js` },
  ])
  return JSON.stringify({ ...Object.fromEntries(targets), './package.json': './package.json' }, null, 2)
}

function compilerPaths(): string {
  const lines = doors.map((door) => `  "${door}": ["./src/${doorSource(door)}"]`)
  return `{\n${lines.join(',\n')}\n}`
}

function doorModules(): string {
  const lines = doors.map(
    (door) => `  ${/^\w+$/.test(door) ? door : `'${door}'`}: () => import('../${doorSource(door)}'),\n`,
  )
  return `// Written by "${command}" from src/config/modules/doors.ts.
import type { ModuleLoader } from '../config/modules/program-modules.ts'

/** The doors of the package as literal imports: a compiler finds them and makes them part of the program. */
export const doorModules: Readonly<Record<string, ModuleLoader>> = {
${lines.join('')}}
`
}

/** The text of a JSON file with the value of one key replaced; the rest stays as it is formatted. */
function withBlock(file: string, key: string, value: string): string {
  const text = readFileSync(join(root, file), 'utf8')
  const block = new RegExp(`^( *)"${key}": \\{[\\s\\S]*?^\\1\\}`, 'm')
  if (!block.test(text)) throw new Error(`${file} has no "${key}" to write the doors to.`)
  return text.replace(block, (_old, indent: string) => `${indent}"${key}": ${value.replaceAll('\n', `\n${indent}`)}`)
}
