/**
 * Keys name a step by its position in the run's call tree: `parent/kind:name#n`, where n counts the calls of the same
 * kind and name within the parent, in the order they were made. They are the same on every replay.
 */
export class StepCounter {
  readonly #path: string
  #counts: Map<string, number> | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** The key of the next step of this kind and name. */
  next(kind: string, name: string): string {
    const label = `${kind}:${escapeName(name)}`
    this.#counts ??= new Map()
    const count = (this.#counts.get(label) ?? 0) + 1
    this.#counts.set(label, count)
    return this.#path === '' ? `${label}#${count}` : `${this.#path}/${label}#${count}`
  }
}

/** The key of the step that a step is nested in; empty for one at the root. */
export function parentKey(key: string): string {
  const slash = key.lastIndexOf('/')
  return slash < 0 ? '' : key.slice(0, slash)
}

// A name may hold the characters that give a key its structure (`meta-llama/Llama-3`).
function escapeName(name: string): string {
  return /[%/#]/.test(name) ? name.replace(/[%/#]/g, encodeURIComponent) : name
}
