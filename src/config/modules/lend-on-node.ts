import type { LoadHookSync, ResolveHookContext, ResolveHookSync } from 'node:module'
import { doors } from './doors.ts'
import { lentModuleUrl, lentSpecifiers } from './lent-modules.ts'

// The hooks see every import of the process; only what a user's module brings in is theirs to touch.
const userModules = new Set<string>()
const own = new Set<string>(doors)
const lent = new Set<string>(lentSpecifiers)
let registered = false

/**
 * Lets the module at `url`, and whatever it imports, import this package and zod without having them installed.
 * Node.js only; the hooks are registered at the first call.
 */
export function lendOnNode(url: string): void {
  userModules.add(url)
  if (registered) return
  registered = true
  process.getBuiltinModule('node:module').registerHooks({ resolve, load })
}

const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
  if (context.parentURL === undefined || !userModules.has(context.parentURL)) return nextResolve(specifier, context)
  if (own.has(specifier)) return nextResolve(lentModuleUrl(specifier), context)
  const resolved = resolveOrLend(specifier, context, nextResolve)
  if (resolved.url.startsWith('file:')) userModules.add(resolved.url)
  return resolved
}

type NextResolve = Parameters<ResolveHookSync>[2]

function resolveOrLend(
  specifier: string,
  context: ResolveHookContext,
  nextResolve: NextResolve,
): ReturnType<ResolveHookSync> {
  try {
    return nextResolve(specifier, context)
  } catch (error) {
    for (const alternative of alternatives(specifier)) {
      try {
        return nextResolve(alternative, context)
      } catch {
        // The first failure names what the user wrote; that one is reported.
      }
    }
    throw error
  }
}

/** What may be meant by a specifier that does not resolve: the lent package, or the TypeScript file behind the name. */
function alternatives(specifier: string): readonly string[] {
  if (lent.has(specifier)) return [lentModuleUrl(specifier)]
  if (!/^\.{1,2}\//.test(specifier)) return []
  return [specifier.replace(/\.js$/, '') + '.ts']
}

const load: LoadHookSync = (url, context, nextLoad) => {
  // Without a format, a folder whose package.json says "commonjs" (npm's default) would refuse the module.
  const isTypeScript = userModules.has(url) && url.endsWith('.ts')
  return nextLoad(url, isTypeScript ? { ...context, format: 'module-typescript' } : context)
}
