import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './entries.ts'

/** Writes a generated file; with `--check` on the command line compares it instead and fails, naming what to run. */
export function ensureFile(name: string, content: string, command: string): void {
  const path = join(root, name)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  if (before === content) return
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    process.stdout.write(`Wrote ${name}.\n`)
    return
  }
  const state = before === undefined ? 'does not exist' : `is out of date: ${firstDifference(before, content)}`
  process.stderr.write(`${name} ${state}. Run "${command}" and commit the result.\n`)
  process.exitCode = 1
}

function firstDifference(before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  const line = old.findIndex((text, index) => text !== fresh[index])
  const at = line === -1 ? old.length : line
  return `line ${at + 1} has "${short(old[at])}" where "${short(fresh[at])}" belongs`
}

const short = (line = ''): string => (line.length > 80 ? `${line.slice(0, 80)}...` : line)
