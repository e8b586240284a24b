import { ConfigError } from '../../errors/config-error.ts'
import { bunRuntime } from '../modules/bun-runtime.ts'
import { buildWithInstalledBun } from './build-with-installed-bun.ts'
import { compileProgram } from './compile-program.ts'
import { thisMachine, type ExecutableTarget } from './executable-target.ts'

/** What to build, and where to. */
export interface BuildExecutableOptions {
  /** Absolute path of a YAML configuration, or of a TypeScript or JavaScript program. */
  readonly entry: string
  /** Absolute path of the executable; `.exe` is added for Windows. */
  readonly output: string
  /** The machine it is for; this one unless given. Another one's engine is downloaded. */
  readonly target?: ExecutableTarget | undefined
  /** Told what is about to happen where that takes time or uses the network. */
  readonly onProgress?: ((message: string) => void) | undefined
}

/** An executable that was built. */
export interface BuiltExecutable {
  readonly path: string
  readonly bytes: number
  /** The modules of a configuration that are part of it, relative to its folder. */
  readonly modules: readonly string[]
}

/**
 * Compiles a configuration and the modules it names, or a program, with the packages they use into one executable that
 * needs nothing installed. Works inside the aixgo executable and on Bun; on Node.js it needs Bun to be installed.
 *
 * @throws ConfigError `CONFIG_NOT_FOUND` when the entry does not exist, `CONFIG_MODULE` when it cannot be compiled.
 */
export async function buildExecutable(options: BuildExecutableOptions): Promise<BuiltExecutable> {
  const { existsSync, statSync } = process.getBuiltinModule('node:fs')
  if (!existsSync(options.entry)) {
    throw new ConfigError('CONFIG_NOT_FOUND', `"${options.entry}" does not exist. Check the path.`, {
      details: { file: options.entry },
    })
  }
  const target = options.target ?? thisMachine()
  const isWindows = target.startsWith('windows-')
  const output = isWindows && !options.output.endsWith('.exe') ? `${options.output}.exe` : options.output
  if (target !== thisMachine()) {
    options.onProgress?.(
      `Using the engine for ${target}; it is downloaded from the package registry if this is the first time.`,
    )
  }
  const bun = bunRuntime()
  const job = { entry: options.entry, output, target: options.target }
  const modules = bun === undefined ? await buildWithInstalledBun(job) : await compileProgram(bun, job)
  return { path: output, bytes: statSync(output).size, modules }
}
