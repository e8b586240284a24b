/** Loads one module and gives its exports. */
export type ModuleLoader = () => Promise<Record<string, unknown>>

/**
 * Modules that were compiled into the running program, by specifier (`aixgo`) or absolute path. A compiled program
 * has no files that a specifier could be resolved to, and only its entry point can hand it what it was made of.
 */
const programModules = new Map<string, ModuleLoader>()

/** Makes modules known that are part of the running program. Called by its entry point, before anything is loaded. */
export function addProgramModules(modules: Readonly<Record<string, ModuleLoader>>): void {
  for (const [name, load] of Object.entries(modules)) programModules.set(name, load)
}

/** The module of this name or path, where it is part of the running program. */
export function programModule(name: string): ModuleLoader | undefined {
  return programModules.get(name)
}
