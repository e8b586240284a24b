import { parentKey } from '../../runs/step-key.ts'

/** A call of a tool as a model made it. */
export interface AskedTool {
  readonly toolCallId: string
  readonly toolName: string
}

/**
 * Which step serves which call of a model. Events of tool steps do not say the id that the model gave, but their keys count
 * the calls of each tool within their parent, in the order of the model's reply.
 */
export class ToolCalls {
  /** The calls of the last reply by parent and tool, with how many steps of the tool came before them. */
  readonly #asked = new Map<string, { readonly ids: readonly string[]; readonly before: number }>()
  /** How many steps of a tool there were within a parent. */
  readonly #counts = new Map<string, number>()
  readonly #serving = new Map<string, string>()
  /** Calls without an outcome so far, by parent. */
  readonly #unanswered = new Map<string, Set<string>>()

  /** A model step within `parent` asked for these. */
  ask(parent: string, calls: readonly AskedTool[]): void {
    for (const [toolName, asked] of Map.groupBy(calls, (call) => call.toolName)) {
      const place = placeOf(parent, toolName)
      this.#asked.set(place, { ids: asked.map(({ toolCallId }) => toolCallId), before: this.#counts.get(place) ?? 0 })
    }
    if (calls.length > 0) this.#unanswered.set(parent, new Set(calls.map(({ toolCallId }) => toolCallId)))
  }

  /** A step of a tool begins. */
  start(key: string, toolName: string): void {
    const place = placeOf(parentKey(key), toolName)
    const number = Number(key.slice(key.lastIndexOf('#') + 1))
    this.#counts.set(place, Math.max(number, this.#counts.get(place) ?? 0))
    const { ids = [], before = 0 } = this.#asked.get(place) ?? {}
    const id = ids[number - before - 1]
    if (id !== undefined) this.#serving.set(key, id)
  }

  /** The call that a step which ended has served, if a model asked for it. */
  finish(key: string): string | undefined {
    const id = this.#serving.get(key)
    if (id === undefined) return undefined
    this.#serving.delete(key)
    this.#unanswered.get(parentKey(key))?.delete(id)
    return id
  }

  /** The next model step within `parent` begins: gives the calls that no step has served, such as one that was cut off. */
  settle(parent: string): readonly string[] {
    const left = [...(this.#unanswered.get(parent) ?? [])]
    this.#unanswered.delete(parent)
    return left
  }

  /** The same for all of them. */
  settleAll(): readonly string[] {
    return [...this.#unanswered.keys()].flatMap((parent) => this.settle(parent))
  }
}

function placeOf(parent: string, toolName: string): string {
  return `${parent}\n${toolName}`
}
