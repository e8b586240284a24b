import type { Scope } from '../../../runs/run/door.ts'

/** Where code of a user's runs. */
export interface CodePlace {
  readonly agent: string
  readonly runId: string
  /** The tool that the code belongs to, and the step that runs it; none for an agent's own code. */
  readonly tool?: { readonly name: string; readonly key: string } | undefined
}

const finders = /* @__PURE__ */ new WeakMap<object, () => Scope | undefined>()

/** Notes how the place of code is found that a runtime runs. */
export function setCodePlaces(runtime: object, find: () => Scope | undefined): void {
  finders.set(runtime, find)
}

/** The place of the code that asks, also when its run or its tool has ended; nothing for code that no run has set off. */
export function codePlace(runtime: object): CodePlace | undefined {
  const scope = finders.get(runtime)?.()
  if (scope === undefined) return undefined
  const tool = toolAround(scope)
  return {
    agent: scope.agent,
    runId: scope.runId,
    tool: tool && { name: tool.request.name, key: tool.key },
  }
}

function toolAround(scope: Scope): Scope | undefined {
  // Steps are nested in a tool as deep as its code likes; an agent that it calls has code of its own.
  for (let at: Scope | undefined = scope; at?.place.request !== undefined; at = at.place.step)
    if (at.place.request.kind === 'tool') return at
  return undefined
}
