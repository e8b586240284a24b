import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureFile } from './ensure-file.ts'
import { root } from './entries.ts'

/**
 * Copies the bundled declarations of the last build to `api/`, where a change of the public surface shows in the diff;
 * `--check` compares instead.
 */
const command = 'npm run build && npm run generate:api'
const names = readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.d.ts'))
for (const name of names) {
  ensureFile(`api/${name}`, onePerLine(readFileSync(join(root, 'dist', name), 'utf8')), command)
}
const folder = join(root, 'api')
for (const name of existsSync(folder) ? readdirSync(folder) : []) {
  if (!name.endsWith('.d.ts') || names.includes(name)) continue
  if (!process.argv.includes('--check')) rmSync(join(folder, name))
  else {
    process.stderr.write(`api/${name} belongs to no entry any more. Run "${command}" and commit the result.\n`)
    process.exitCode = 1
  }
}

/** Lists of names are written one name a line, so that a diff shows which one came or went. */
function onePerLine(text: string): string {
  return text.replaceAll(
    /^(import|export) \{ (.+) \}(.*)$/gm,
    (_line, keyword: string, list: string, rest: string) =>
      `${keyword} {\n${list
        .split(', ')
        .map((name) => `  ${name},\n`)
        .join('')}}${rest}`,
  )
}
