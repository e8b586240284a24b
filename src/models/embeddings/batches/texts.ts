import { ModelError } from '../../../errors/model-error.ts'
import { shown } from '../../../util/text/shown.ts'
import type { AnswerSubject } from '../answer-error.ts'

/** A text with its place among those that were given, for messages. */
export interface PlacedText {
  readonly text: string
  /** Counted from 0. */
  readonly position: number
  readonly bytes: number
}

/**
 * The texts as they are sent, each different one once, and for every text that was given which of them is its own.
 * @throws ModelError `MODEL_REQUEST_INVALID` for what is no text, or an empty one.
 */
export function placeTexts(
  texts: readonly string[],
  subject: AnswerSubject,
): { readonly distinct: readonly PlacedText[]; readonly indices: readonly number[] } {
  // In plain JavaScript one text may stand where a list of them should.
  const isList: boolean = Array.isArray(texts)
  if (!isList) throw refused(subject, `Texts are given as a list, and ${shown(texts)} is none`)
  const distinct: PlacedText[] = []
  const known = new Map<string, number>()
  const indices = texts.map((given: unknown, position) => {
    const text = checkText(given, position, texts.length, subject)
    const found = known.get(text)
    if (found !== undefined) return found
    known.set(text, distinct.length)
    return distinct.push({ text, position, bytes: new TextEncoder().encode(text).length }) - 1
  })
  return { distinct, indices }
}

function checkText(given: unknown, position: number, count: number, subject: AnswerSubject): string {
  const which = `Text ${position + 1} of ${count}`
  if (typeof given !== 'string') throw refused(subject, `${which} is ${shown(given)}, and no text`)
  if (given.trim() === '') throw refused(subject, `${which} is empty, and nothing can be said of it`)
  // Half of a pair of surrogates is no character, and providers refuse the whole request for it.
  return given.isWellFormed() ? given : given.toWellFormed()
}

/** Refuses texts with more characters than the provider takes. */
export function checkLengths(texts: readonly PlacedText[], most: number | undefined, subject: AnswerSubject): void {
  if (most === undefined) return
  const long = texts.find(({ text }) => text.length > most)
  if (long === undefined) return
  throw refused(
    subject,
    `Text ${long.position + 1} has ${long.text.length.toLocaleString('en')} characters, and the model takes at most ${most.toLocaleString('en')}. Cut it into pieces`,
    { text: long.position + 1, characters: long.text.length, maxCharacters: most },
  )
}

/** Texts in groups of at most so many, with at most so many bytes in each; a text that is larger alone is a group alone. */
export function splitTexts(
  texts: readonly PlacedText[],
  maxTexts: number,
  maxBytes: number = Number.POSITIVE_INFINITY,
): readonly (readonly PlacedText[])[] {
  const groups: PlacedText[][] = []
  let bytes = 0
  for (const text of texts) {
    const group = groups.at(-1)
    if (group === undefined || group.length >= maxTexts || bytes + text.bytes > maxBytes) {
      groups.push([text])
      bytes = text.bytes
    } else {
      group.push(text)
      bytes += text.bytes
    }
  }
  return groups
}

function refused(
  { provider, model }: AnswerSubject,
  what: string,
  details: Readonly<Record<string, number>> = {},
): ModelError {
  return new ModelError(
    'MODEL_REQUEST_INVALID',
    `${what}. Embedding model "${model}" of "${provider}" was not asked.`,
    {
      details: { provider, model, ...details },
    },
  )
}
