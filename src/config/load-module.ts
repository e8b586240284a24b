import { ConfigError } from '../errors/config-error.ts'
import { bunRuntime } from './modules/bun-runtime.ts'
import { explainModuleFailure } from './modules/explain-module-failure.ts'
import { lendOnBun } from './modules/lend-on-bun.ts'
import { lendOnNode } from './modules/lend-on-node.ts'
import { noteLoadedModule } from './modules/loaded-modules.ts'
import { programModule } from './modules/program-modules.ts'

/**
 * Imports a user's TypeScript or JavaScript module and gives its exports. The module may import `aixgo`, its subpaths
 * and zod without having them installed; `aixgo` is then the running copy. A module that was compiled into the running
 * program is taken from there. A module is loaded once per process.
 *
 * @param path absolute path of the module
 * @throws ConfigError `CONFIG_NOT_FOUND` when there is no such file, `CONFIG_MODULE` when it cannot be loaded.
 */
export async function loadModule(path: string): Promise<Record<string, unknown>> {
  const compiledIn = programModule(path)
  if (compiledIn === undefined) prepare(path)
  noteLoadedModule()
  try {
    return await (compiledIn?.() ?? (import(fileUrl(path)) as Promise<Record<string, unknown>>))
  } catch (error) {
    throw new ConfigError('CONFIG_MODULE', `Module "${path}" could not be loaded. ${explainModuleFailure(error)}`, {
      cause: error,
      details: { file: path },
    })
  }
}

function prepare(path: string): void {
  const { existsSync } = process.getBuiltinModule('node:fs')
  if (!existsSync(path)) {
    throw new ConfigError('CONFIG_NOT_FOUND', `Module "${path}" does not exist. Check the path in the configuration.`, {
      details: { file: path },
    })
  }
  const bun = bunRuntime()
  if (bun === undefined) lendOnNode(fileUrl(path))
  else lendOnBun(bun, process.getBuiltinModule('node:path').dirname(path))
}

function fileUrl(path: string): string {
  return process.getBuiltinModule('node:url').pathToFileURL(path).href
}
