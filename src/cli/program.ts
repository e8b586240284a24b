// Where compiled programs start: the executable itself, and what `aixgo build` makes with it.
import { setLibraryArchive } from '../config/bundle/library-source.ts'
import { addProgramFile } from '../config/modules/program-files.ts'
import { addProgramModules, type ModuleLoader } from '../config/modules/program-modules.ts'
import { doorModules } from './door-modules.ts'
import { runProcess, runServiceProcess } from './index.ts'

/** A YAML configuration as part of a program, with the modules it names. */
export interface CompiledConfig {
  readonly name: string
  readonly text: string
  /** By path, relative to the folder of the configuration, with forward slashes. */
  readonly modules: Readonly<Record<string, ModuleLoader>>
}

/** Starts the executable: the command line, able to compile programs from its own copy of the package. */
export async function startExecutable(libraryArchive: string): Promise<void> {
  lendLibrary()
  setLibraryArchive(libraryArchive)
  await runProcess()
}

/** Starts a program made from a configuration: it takes the options of `aixgo run` that make sense for it. */
export async function startCompiledConfig({ name, text, modules }: CompiledConfig): Promise<void> {
  const { resolve } = process.getBuiltinModule('node:path')
  const folder = process.cwd()
  addProgramFile(resolve(folder, name), text)
  addProgramModules(Object.fromEntries(Object.entries(modules).map(([path, load]) => [resolve(folder, path), load])))
  await runServiceProcess(name)
}

/** Lets modules that the program loads from disk import the program's own copy of the package, and zod. */
export function lendLibrary(): void {
  // Literal imports, so that a compiler finds what the specifiers mean and makes it part of the program.
  addProgramModules({ ...doorModules, zod: () => import('zod'), 'zod/mini': () => import('zod/mini') })
}
