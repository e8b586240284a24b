let hasLoaded = false

/** Notes that code of the user's has become part of the process. */
export function noteLoadedModule(): void {
  hasLoaded = true
}

/** True when code of the user's has run in this process: what it left open or unwritten is not known. */
export function hasLoadedModules(): boolean {
  return hasLoaded
}
