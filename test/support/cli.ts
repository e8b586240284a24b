import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../scripts/entries.ts'

/** A way to run the command line: the built package on Node.js, or the executable. */
export interface CliFlavour {
  readonly name: 'package' | 'executable'
  readonly command: readonly [program: string, ...args: string[]]
}

/** Both ways a user runs the command line. End-to-end tests run under `describe.each(cliFlavours)`. */
export const cliFlavours: readonly CliFlavour[] = [
  { name: 'package', command: [process.execPath, join(root, 'dist/cli.js')] },
  { name: 'executable', command: [join(root, 'build', process.platform === 'win32' ? 'aixgo.exe' : 'aixgo')] },
]

/** How the command line is run. */
export interface CliOptions {
  /** Arguments after the program's name. */
  readonly args: readonly string[]
  /** The whole environment: nothing of the test's own is passed on, no PATH either. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Standard input; closed and empty unless given. */
  readonly stdin?: string
  /** Kills the process after this many milliseconds; the result then has the signal SIGKILL. */
  readonly timeoutMs?: number
}

/** How a run ended. */
export interface CliResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A run under way. */
export interface RunningCli {
  readonly process: ChildProcess
  /** Resolves when standard output (or error) holds the text; rejects when the process ends without it. */
  waitFor(text: string | RegExp, stream?: 'stdout' | 'stderr'): Promise<void>
  kill(signal: NodeJS.Signals): void
  readonly result: Promise<CliResult>
}

/** Runs the command line to its end. */
export function runCli(flavour: CliFlavour, options: CliOptions): Promise<CliResult> {
  return startCli(flavour, options).result
}

/** Starts the command line and leaves it running, so that a test can watch its output and send signals. */
export function startCli(flavour: CliFlavour, options: CliOptions): RunningCli {
  const [program, ...args] = flavour.command
  return startProcess(program, [...args, ...options.args], options)
}

/** Starts any program with its output captured. */
export function startProcess(program: string, args: readonly string[], options: Omit<CliOptions, 'args'>): RunningCli {
  const child = spawn(program, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? {},
    stdio: 'pipe',
    timeout: options.timeoutMs ?? 50_000,
    killSignal: 'SIGKILL',
  })
  const output = { stdout: '', stderr: '' }
  const watchers = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk
      for (const watcher of watchers) watcher()
    })
  }
  // A program that ends without reading its input closes the pipe early.
  child.stdin.on('error', () => {})
  child.stdin.end(options.stdin ?? '')
  const result = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...output }))
  })
  return {
    process: child,
    result,
    kill: (signal) => void child.kill(signal),
    waitFor: (text, stream = 'stdout') =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const found = typeof text === 'string' ? output[stream].includes(text) : text.test(output[stream])
          if (found) done(resolve)
        }
        const done = (settle: () => void): void => {
          watchers.delete(check)
          settle()
        }
        watchers.add(check)
        check()
        result.then(
          () =>
            done(() => reject(new Error(`The process ended before ${String(text)} in ${stream}:\n${output[stream]}`))),
          (error: unknown) => done(() => reject(error)),
        )
      }),
  }
}
