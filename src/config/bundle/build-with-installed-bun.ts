import { spawn } from 'node:child_process'
import { ConfigError } from '../../errors/config-error.ts'
import { restoreError } from '../../errors/restore-error.ts'
import type { SerializedError } from '../../errors/serialized-error.ts'
import type { CompileJob } from './compile-program.ts'

/** What the helper process writes when it is done. */
export type BuildOutcome = { readonly modules: readonly string[] } | { readonly error: SerializedError }

/** Compiles an executable with the Bun that is installed in the project or on the PATH; Node.js cannot do it itself. */
export async function buildWithInstalledBun(job: CompileJob): Promise<readonly string[]> {
  const { dirname, join } = process.getBuiltinModule('node:path')
  const { fileURLToPath } = process.getBuiltinModule('node:url')
  const own = fileURLToPath(import.meta.url)
  const bun = findBun([dirname(job.entry), dirname(own)])
  if (bun === undefined) {
    throw new ConfigError(
      'CONFIG_MODULE',
      'Building an executable on Node.js needs Bun, and none was found in the project or on the PATH. ' +
        'Install it with "npm install --save-dev bun", or run "aixgo build" with the aixgo executable, which has it inside.',
    )
  }
  const worker = join(dirname(own), own.endsWith('.ts') ? 'build-worker.ts' : 'build-worker.js')
  // In this package's folder: Bun reads .env and bunfig.toml of the current one.
  const outcome = await runWorker(bun, [worker, JSON.stringify(job)], dirname(own))
  if ('error' in outcome) throw restoreError(outcome.error)
  return outcome.modules
}

function runWorker(bun: string, args: readonly string[], cwd: string): Promise<BuildOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(bun, ['--no-install', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => (output[name] += chunk))
    }
    child.on('error', reject)
    child.on('close', (code) => {
      const line = output.stdout.trim().split('\n').at(-1) ?? ''
      if (code === 0 && line.startsWith('{')) return resolve(JSON.parse(line) as BuildOutcome)
      reject(
        new ConfigError(
          'CONFIG_MODULE',
          `Bun ("${bun}") ended with code ${code}. Is it older than 1.4? ${output.stderr}`,
        ),
      )
    })
  })
}

/** The Bun of the nearest node_modules folder above one of these, or of the PATH. */
function findBun(folders: readonly string[]): string | undefined {
  const { existsSync } = process.getBuiltinModule('node:fs')
  const { delimiter, dirname, join } = process.getBuiltinModule('node:path')
  const names = process.platform === 'win32' ? ['bun.exe', 'bun.cmd'] : ['bun']
  const above = (folder: string): readonly string[] =>
    dirname(folder) === folder ? [folder] : [folder, ...above(dirname(folder))]
  const places = [
    ...folders.flatMap(above).map((folder) => join(folder, 'node_modules/.bin')),
    ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
  ]
  return places.flatMap((place) => names.map((name) => join(place, name))).find((path) => existsSync(path))
}
