/**
 * Keys name a step by its position in the run's call tree: `parent/kind:name#n`, where n counts the calls of the same
 * kind and name within the parent, in the order they were made. They are the same on every replay.
 */
export class StepCounter {
  readonly path: string
  /** Steps that were asked for here so far, and intents of them that are on the record. */
  asked = 0
  recorded = 0
  // Most scopes take steps of one name, which need no map.
  #label: string | undefined
  #count = 0
  #others: Map<string, number> | undefined

  constructor(path: string) {
    this.path = path
  }

  /** The key of the next step of this kind and name. */
  next(kind: string, name: string): string {
    const label = `${kind}:${escapeName(name)}`
    const count = this.#next(label)
    return this.path === '' ? `${label}#${count}` : `${this.path}/${label}#${count}`
  }

  /** Says which of its parent's steps one is, where the order of the records does not. */
  orderOnRecord(order: number): number | undefined {
    const position = this.recorded
    this.recorded += 1
    return position === order ? undefined : order
  }

  #next(label: string): number {
    this.#label ??= label
    if (label === this.#label) return (this.#count += 1)
    this.#others ??= new Map()
    const count = (this.#others.get(label) ?? 0) + 1
    this.#others.set(label, count)
    return count
  }
}

/** The key of the step that a step is nested in; empty for one at the root. */
export function parentKey(key: string): string {
  const slash = key.lastIndexOf('/')
  return slash < 0 ? '' : key.slice(0, slash)
}

/** Who took a step: the innermost agent around it, and how deep that is nested; the run's own agent where there is none. */
export function takerOf(key: string, rootAgent: string): { readonly agent: string; readonly depth: number } {
  const parent = parentKey(key)
  if (!parent.includes('agent:')) return { agent: rootAgent, depth: 0 }
  const calls = parent.split('/').filter((segment) => segment.startsWith('agent:'))
  const last = calls.at(-1)
  return last === undefined ? { agent: rootAgent, depth: 0 } : { agent: nameIn(last), depth: calls.length }
}

function nameIn(segment: string): string {
  return decodeURIComponent(segment.slice(segment.indexOf(':') + 1, segment.lastIndexOf('#')))
}

// A name may hold the characters that give a key its structure (`meta-llama/Llama-3`).
function escapeName(name: string): string {
  return /[%/#]/.test(name) ? name.replace(/[%/#]/g, encodeURIComponent) : name
}
