import { ConfigError } from '../../errors/config-error.ts'
import { loadConfig } from '../load-config.ts'
import { programSpecifier } from './library-source.ts'
import { namedModules } from './named-modules.ts'

/** The main module of a program that is to be compiled. */
export interface ProgramText {
  readonly text: string
  /** The modules of a configuration, relative to its folder. */
  readonly modules: readonly string[]
}

/**
 * Writes the main module for an entry: a configuration with the modules it names, or a program.
 * @throws ConfigError with every problem, when the configuration is wrong.
 */
export async function programText(entry: string): Promise<ProgramText> {
  const start = JSON.stringify(programSpecifier)
  if (!/\.ya?ml$/.test(entry)) {
    const text = `import { lendLibrary } from ${start}\nlendLibrary()\nawait import(${JSON.stringify(entry)})\n`
    return { text, modules: [] }
  }
  // Its variables are read where the program runs; here an unset one is no mistake.
  await loadConfig(entry, { mode: 'validate' })
  const { readFile } = process.getBuiltinModule('node:fs/promises')
  const { basename, dirname, resolve } = process.getBuiltinModule('node:path')
  const config = await readFile(entry, 'utf8')
  const modules = namedModules(config)
  modules.forEach(refuseVariable)
  const loaders = modules.map((path) => {
    const absolute = resolve(dirname(entry), path)
    return `    ${JSON.stringify(path)}: () => import(${JSON.stringify(absolute)}),\n`
  })
  const text =
    `import { startCompiledConfig } from ${start}\n` +
    `await startCompiledConfig({\n` +
    `  name: ${JSON.stringify(basename(entry))},\n` +
    `  text: ${JSON.stringify(config)},\n` +
    `  modules: {\n${loaders.join('')}  },\n` +
    `})\n`
  return { text, modules }
}

/** A path that is only known where the program runs cannot be compiled into it. */
function refuseVariable(path: string): void {
  if (!/\$\{|^~/.test(path)) return
  throw new ConfigError(
    'CONFIG_MODULE',
    `Module "${path}" cannot be compiled into an executable, because its path depends on where the program runs. ` +
      `Name it by a path relative to the configuration, without variables and "~".`,
    { details: { file: path } },
  )
}
