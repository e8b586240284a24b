import { spawn } from 'node:child_process'
import { places } from './places.ts'

const limitMs = 300_000

/** Runs a program in the folder of the builds, and gives what it wrote; its whole output is in the error when it fails. */
export function runQuietly(
  program: string,
  args: readonly string[],
  { cwd = places.folder, env = environment() }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text))
    }
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve(output.stdout)
      reject(new Error(`"${[program, ...args].join(' ')}" ended with ${code}.\n${output.stdout}${output.stderr}`))
    })
  })
}

/** No keys of the machine's owner, and nothing that calls home. */
export function environment(): Readonly<Record<string, string>> {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', DENO_NO_UPDATE_CHECK: '1', DENO_DIR: `${places.output}/deno`, CI: '1' }
  return { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...quiet }
}
