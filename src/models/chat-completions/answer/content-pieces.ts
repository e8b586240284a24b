import { isRecord } from '../../../util/is-record.ts'
import { listIn, textIn } from '../wire-values.ts'

/** What a content part says. */
export interface ContentPiece {
  readonly type: 'text' | 'reasoning'
  readonly text: string
}

/** The texts of content that comes as a list of parts; kinds that hold no text are left out. */
export function contentPieces(parts: readonly unknown[]): readonly ContentPiece[] {
  return parts.flatMap((part): readonly ContentPiece[] => {
    if (typeof part === 'string') return part === '' ? [] : [{ type: 'text', text: part }]
    if (!isRecord(part)) return []
    if (part['type'] === 'thinking') return pieceOf('reasoning', thoughtIn(part['thinking']))
    return part['type'] === 'text' || part['type'] === 'output_text' ? pieceOf('text', textIn(part['text']) ?? '') : []
  })
}

function pieceOf(type: ContentPiece['type'], text: string): readonly ContentPiece[] {
  return text === '' ? [] : [{ type, text }]
}

function thoughtIn(thinking: unknown): string {
  if (typeof thinking === 'string') return thinking
  return listIn(thinking)
    .map((piece) => (isRecord(piece) ? (textIn(piece['text']) ?? '') : ''))
    .join('')
}
