import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isFresh } from '../../scripts/build-stamp.ts'
import { runCommand } from '../../scripts/run-command.ts'
import { root } from '../../scripts/entries.ts'
import { places } from './places.ts'
import { runQuietly } from './run-quietly.ts'

/** Installs the bundlers and engines where they are missing, and the package as `npm publish` would send it. */
export async function prepare(): Promise<void> {
  if (!isFresh('dist')) runCommand('node', ['scripts/build.ts'])
  if (!isInstalled()) {
    process.stdout.write('Installing the bundlers and engines into test/builds/node_modules (about 900 MB, once) ...\n')
    // With all of the environment: it may say where the registry is.
    await runQuietly('npm', ['ci', '--ignore-scripts'], { env: process.env })
  }
  rmSync(places.output, { recursive: true, force: true })
  rmSync(places.packed, { recursive: true, force: true })
  mkdirSync(places.output, { recursive: true })
  mkdirSync(places.packed, { recursive: true })
  const packed = await runQuietly(
    'npm',
    ['pack', '--ignore-scripts', '--silent', '--pack-destination', places.output],
    { cwd: root },
  )
  const archive = join(places.output, packed.trim().split('\n').at(-1) ?? '')
  await runQuietly('tar', ['-xzf', archive, '--strip-components=1', '-C', places.packed])
}

function isInstalled(): boolean {
  return existsSync(places.installed) && statSync(places.installed).mtimeMs >= statSync(places.lockFile).mtimeMs
}
