let hasLoaded = false
const listeners = /* @__PURE__ */ new Set<() => void>()

/** Notes that code of the user's is about to become part of the process. */
export function noteLoadedModule(): void {
  hasLoaded = true
  for (const listener of listeners) listener()
}

/** Calls back before each module of the user's is loaded; what it returns stops that. */
export function onModuleLoad(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** True when code of the user's has run in this process: what it left open or unwritten is not known. */
export function hasLoadedModules(): boolean {
  return hasLoaded
}
