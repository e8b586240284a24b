import type { LanguageModelV4Content } from '../model.ts'

/**
 * Gives calls of one answer ids of their own. Results are matched to calls by id, so two calls with one id, or a call
 * without one, could not be answered.
 */
export class DistinctIds {
  #seen: Set<string> | undefined

  /** The part as it is, or a call under another id. */
  take<Part extends { readonly type: string }>(part: Part): Part {
    if (!isCall(part)) return part
    const seen = (this.#seen ??= new Set())
    const id = freeId(part.toolCallId, seen)
    seen.add(id)
    return id === part.toolCallId ? part : { ...part, toolCallId: id }
  }
}

/** The content of an answer with distinct ids; the same list where they are. */
export function withDistinctIds(content: LanguageModelV4Content[]): LanguageModelV4Content[] {
  if (areDistinct(content)) return content
  const ids = new DistinctIds()
  const distinct = content.map((part) => ids.take(part))
  return distinct
}

/** Most answers have one call, or none. */
function areDistinct(content: readonly LanguageModelV4Content[]): boolean {
  for (const [index, part] of content.entries()) {
    if (part.type !== 'tool-call') continue
    if (part.toolCallId === '') return false
    for (let other = index + 1; other < content.length; other += 1) {
      const next = content[other]
      if (next?.type === 'tool-call' && next.toolCallId === part.toolCallId) return false
    }
  }
  return true
}

function isCall<Part extends { readonly type: string }>(part: Part): part is Part & { readonly toolCallId: string } {
  return part.type === 'tool-call'
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  const base = id === '' ? 'call' : id
  if (id !== '' && !taken.has(id)) return id
  let number = id === '' ? 1 : 2
  while (taken.has(`${base}_${number}`)) number += 1
  return `${base}_${number}`
}
