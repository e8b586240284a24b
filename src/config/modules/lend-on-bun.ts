import type { BunRuntime } from './bun-runtime.ts'
import { doors } from './doors.ts'
import { lentModuleUrl, lentSpecifiers } from './lent-modules.ts'
import { programModule } from './program-modules.ts'

const registered = new Set<string>()

/**
 * Lets modules of the folder import this package and zod without having them installed. Bun only, where a lent module
 * holds for the whole process: zod is therefore lent only to a folder that has none of its own.
 */
export function lendOnBun(bun: BunRuntime, folder: string): void {
  const missing = lentSpecifiers.filter((specifier) => !isInstalled(bun, specifier, folder))
  for (const specifier of [...doors, ...missing]) {
    if (registered.has(specifier)) continue
    registered.add(specifier)
    const load =
      programModule(specifier) ?? (() => import(lentModuleUrl(specifier)) as Promise<Record<string, unknown>>)
    bun.plugin({
      name: `lend ${specifier}`,
      setup: (builder) => builder.module(specifier, async () => ({ exports: await load(), loader: 'object' })),
    })
  }
}

function isInstalled(bun: BunRuntime, specifier: string, folder: string): boolean {
  try {
    bun.resolveSync(specifier, folder)
    return true
  } catch {
    return false
  }
}
