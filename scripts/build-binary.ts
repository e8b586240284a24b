import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { isFresh, sourceHash, writeStamp } from './build-stamp.ts'
import { root } from './entries.ts'
import { runCommand } from './run-command.ts'

/**
 * Compiles the executable from `dist/`: `build/aixgo` for this machine, or with `--all` one per target beside it. Bun
 * downloads the engine of another machine's target from the package registry.
 */
const targets = {
  'linux-x64': 'aixgo-linux-x64',
  'linux-arm64': 'aixgo-linux-arm64',
  'darwin-x64': 'aixgo-darwin-x64',
  'darwin-arm64': 'aixgo-darwin-arm64',
  'windows-x64': 'aixgo-windows-x64.exe',
  'windows-arm64': 'aixgo-windows-arm64.exe',
}

const hash = sourceHash()
if (!isFresh('dist')) runCommand('node', ['scripts/build.ts'])
const entry = writeEntry()
if (process.argv.includes('--all')) {
  for (const [target, name] of Object.entries(targets)) compile(name, ['--target', `bun-${target}`])
} else {
  compile(process.platform === 'win32' ? 'aixgo.exe' : 'aixgo', [])
  writeStamp('binary', hash)
}

/** Writes the program's entry, and the package as one compressed file of text, from which `aixgo build` makes other programs. */
function writeEntry(): string {
  const folder = join(root, 'build/executable')
  mkdirSync(folder, { recursive: true })
  const names = readdirSync(join(root, 'dist')).filter(
    (name) => name.endsWith('.js') && !['cli.js', 'build-worker.js'].includes(name),
  )
  const library = Object.fromEntries(names.map((name) => [name, readFileSync(join(root, 'dist', name), 'utf8')]))
  // Read by `aixgo build` alone, but loaded from the disk with everything around it.
  const level = { params: { [constants.ZSTD_c_compressionLevel]: 19 } }
  writeFileSync(join(folder, 'library.json.zst'), zstdCompressSync(JSON.stringify(library), level))
  const path = join(folder, 'main.js')
  writeFileSync(
    path,
    `import library from './library.json.zst' with { type: 'file' }\n` +
      `import { startExecutable } from '../../dist/program.js'\n` +
      `await startExecutable(library)\n`,
  )
  return path
}

function compile(name: string, options: readonly string[]): void {
  const startedAt = performance.now()
  const output = join(root, 'build', name)
  runCommand('bun', [
    'build',
    '--compile',
    // An unsplit program parses every provider at start; bytecode saves parsing what is left.
    '--splitting',
    '--bytecode',
    '--format=esm',
    // Names stay, so that errors and stacks can be read.
    '--minify-syntax',
    '--minify-whitespace',
    // Otherwise a .env or bunfig.toml in the current folder changes the program, or runs code in it.
    '--no-compile-autoload-dotenv',
    '--no-compile-autoload-bunfig',
    ...options,
    entry,
    `--outfile=${output}`,
  ])
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`Built build/${name} in ${seconds} s: ${(statSync(output).size / 2 ** 20).toFixed(0)} MiB.\n`)
}
