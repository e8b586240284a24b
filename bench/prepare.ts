import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Need } from './measure.ts'
import { places } from './places.ts'

/** Brings what the chosen measures need: the peers, the built package, the executables. */
export function prepare(needs: ReadonlySet<Need>, { build }: { readonly build: boolean }): void {
  if (needs.has('peers') && !peersAreInstalled()) {
    tell('Installing the libraries to compare with into bench/node_modules (about 290 MB, once) ...')
    runNpm(['ci', '--ignore-scripts'], places.bench)
  }
  if (build && needs.has('package')) runNpm(['run', 'build'], places.root)
  if (build && needs.has('executable')) runNpm(['run', 'build:binary'], places.root)
  if (needs.has('package')) {
    linkPackage()
    demand(places.packageEntry, 'npm run build')
  }
  if (needs.has('executable')) {
    demand(places.executable, 'npm run build:binary')
    if (!existsSync(places.emptyExecutable)) compileEmptyProgram()
  }
}

/** The version of Bun, whose engine the executables run on. */
export function bunVersion(): string {
  const manifest = readFileSync(new URL('../node_modules/bun/package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}

function peersAreInstalled(): boolean {
  return existsSync(places.installed) && statSync(places.installed).mtimeMs >= statSync(places.lockFile).mtimeMs
}

// Installing the peers removes the link.
function linkPackage(): void {
  if (existsSync(places.packageLink)) return
  mkdirSync(dirname(places.packageLink), { recursive: true })
  symlinkSync('../..', places.packageLink, 'junction')
}

function compileEmptyProgram(): void {
  tell('Compiling the empty program ...')
  mkdirSync(places.results, { recursive: true })
  const options = [
    '--splitting',
    '--bytecode',
    '--format=esm',
    '--minify',
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
  ]
  run(
    places.bun,
    ['build', '--compile', ...options, places.emptyProgram, `--outfile=${places.emptyExecutable}`],
    places.results,
  )
}

function demand(path: string, command: string): void {
  if (!existsSync(path)) throw new Error(`"${path}" is missing. Run "${command}" first.`)
}

function runNpm(commandArguments: readonly string[], directory: string): void {
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', commandArguments, directory)
}

function run(command: string, commandArguments: readonly string[], cwd: string): void {
  // Standard output belongs to the results.
  const { status, error } = spawnSync(command, commandArguments, {
    cwd,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`"${[command, ...commandArguments].join(' ')}" ended with ${status}.`)
}

function tell(message: string): void {
  process.stderr.write(`${message}\n`)
}
