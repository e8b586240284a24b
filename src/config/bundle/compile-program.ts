import { ConfigError } from '../../errors/config-error.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import type { BunBuildMessage, BunPlugin, BunRuntime } from '../modules/bun-runtime.ts'
import { doors } from '../modules/doors.ts'
import { lentSpecifiers } from '../modules/lent-modules.ts'
import type { ExecutableTarget } from './executable-target.ts'
import { librarySource, programSpecifier, type LibrarySource } from './library-source.ts'
import { programText } from './program-text.ts'
import { defined } from '../../util/options/defined.ts'

/** One executable to make. */
export interface CompileJob {
  readonly entry: string
  readonly output: string
  readonly target: ExecutableTarget | undefined
}

/** Compiles an executable in this process. Resolves to the modules of the configuration that became part of it. */
export async function compileProgram(
  bun: BunRuntime,
  { entry, output, target }: CompileJob,
): Promise<readonly string[]> {
  const { dirname, join } = process.getBuiltinModule('node:path')
  const folder = dirname(entry)
  const library = await librarySource()
  const program = await programText(entry)
  const main = join(folder, 'aixgo-program.ts')
  const result = await bun
    .build({
      entrypoints: [main],
      root: folder,
      files: { ...library.files, [main]: program.text },
      target: 'bun',
      format: 'esm',
      splitting: true,
      bytecode: true,
      // Names stay, so that errors and stacks can be read.
      minify: { syntax: true, whitespace: true, identifiers: false },
      env: 'disable',
      define: { 'process.env.NODE_ENV': '"production"' },
      throw: false,
      plugins: [lendAtBuild(bun, library)],
      compile: {
        outfile: output,
        ...defined({ target: target && `bun-${target}` }),
        // Otherwise a .env or bunfig.toml in the current folder changes the program, or runs code in it.
        autoloadDotenv: false,
        autoloadBunfig: false,
      },
    })
    .catch((error: unknown) => ({ success: false, logs: [{ level: 'error', message: ensureError(error).message }] }))
  if (!result.success) throw buildFailure(entry, result.logs)
  return program.modules
}

/** Gives modules the package, and zod where they have none of their own. */
function lendAtBuild(bun: BunRuntime, library: LibrarySource): BunPlugin {
  const own = new Set<string>([...doors, programSpecifier])
  const lent = new Set<string>(lentSpecifiers)
  return {
    name: 'lend aixgo',
    setup: (builder) =>
      builder.onResolve({ filter: /^(aixgo|zod)([:/].*)?$/ }, ({ path, importer }) => {
        if (own.has(path)) return { path: library.pathOf(path) }
        return lent.has(path) && !isInstalled(bun, path, importer) ? { path: library.pathOf(path) } : undefined
      }),
  }
}

function isInstalled(bun: BunRuntime, specifier: string, importer: string): boolean {
  try {
    bun.resolveSync(specifier, process.getBuiltinModule('node:path').dirname(importer))
    return true
  } catch {
    return false
  }
}

function buildFailure(entry: string, logs: readonly BunBuildMessage[]): ConfigError {
  const errors = logs.filter(({ level }) => level === 'error')
  const text = errors.map(describe).join('\n')
  const hint = /download|ConnectionRefused|registry|network/i.test(text)
    ? "Another machine's engine comes from the package registry: check the network, or build on that machine."
    : 'Correct what is named, or install the missing package beside the module.'
  return new ConfigError('CONFIG_MODULE', `"${entry}" could not be compiled. ${hint}\n${text}`, {
    details: { file: entry },
  })
}

function describe({ message, position }: BunBuildMessage): string {
  const place =
    position?.file === undefined || position.file === '' ? '' : `${position.file}:${position.line}:${position.column}: `
  return `  ${place}${message}`
}
