import type { JsonObject, JsonValue } from '../../util/json/json.ts'
import { stem, wordsOf } from './words.ts'

/** A text that values are taken from: the text itself, and the values it labels. */
export interface Source {
  readonly text: string
  /** The values labelled with a name, the last said first: the whole label before a part of it. */
  lookup(name: string): readonly JsonValue[]
  /** Everything labelled, under the labels as they are written. */
  readonly fields: ReadonlyMap<string, JsonValue>
  /** The data that the text is, where it is JSON as a whole. */
  readonly data: JsonValue | undefined
  /** The same text, but only the labels inside one of its objects. */
  within(data: JsonObject): Source
}

// Longer texts are summarised whole, but only this much of them is searched for labels and numbers.
const longestSearched = 200_000

/** Reads texts as a source; what a later text says wins. */
export function readSource(texts: readonly string[]): Source {
  const text = texts.join('\n\n').slice(-longestSearched)
  const data = texts.map(parseJson).findLast((value) => value !== undefined)
  const fields = new Map<string, JsonValue>()
  for (const part of texts) collectFields(part.slice(0, longestSearched), fields)
  return makeSource(text, fields, data)
}

/** A source that says nothing. */
export const emptySource: Source = {
  text: '',
  fields: new Map(),
  data: undefined,
  lookup: () => [],
  within: () => emptySource,
}

function makeSource(text: string, fields: ReadonlyMap<string, JsonValue>, data: JsonValue | undefined): Source {
  let byKey: ReadonlyMap<string, readonly JsonValue[]> | undefined
  return {
    text,
    fields,
    data,
    lookup: (name) => {
      byKey ??= indexFields(fields)
      return [
        ...(byKey.get(keyOf(name)) ?? []),
        ...(byKey.get(`~${lastStem(name)}`) ?? []),
        ...(byKey.get(`^${keyOf(name)}`) ?? []),
      ]
    },
    within: (object) => {
      const inner = new Map<string, JsonValue>()
      flatten(object, inner)
      return makeSource(text, inner, object)
    },
  }
}

/** Under the whole label, under `~last word` of a name that is one word, and under `^last word` of a longer label. */
function indexFields(fields: ReadonlyMap<string, JsonValue>): ReadonlyMap<string, readonly JsonValue[]> {
  const index = new Map<string, JsonValue[]>()
  const add = (key: string, value: JsonValue): void => void index.set(key, [value, ...(index.get(key) ?? [])])
  for (const [label, value] of fields) {
    const key = keyOf(label)
    add(key, value)
    add(key.includes(' ') ? `^${lastStem(label)}` : `~${key}`, value)
  }
  return index
}

/** Names that mean the same: `orderId`, `order_id`, `Order ids`. */
function keyOf(name: string): string {
  return wordsOf(name).map(stem).join(' ')
}

function lastStem(name: string): string {
  return stem(wordsOf(name).at(-1) ?? '')
}

function collectFields(text: string, fields: Map<string, JsonValue>): void {
  const whole = parseJson(text)
  if (whole !== undefined) return flatten(whole, fields)
  for (const [, block = ''] of text.matchAll(/```(?:json)?\s*\n([\s\S]*?)\n\s*```/g)) flatten(parseJson(block), fields)
  for (const line of text.split(/\r?\n/)) {
    const data = parseJson(line)
    if (data === undefined) collectLabels(line, fields)
    else flatten(data, fields)
  }
}

/** Every key at any depth; an object's own keys after those inside it, so that they win. */
function flatten(value: JsonValue | undefined, fields: Map<string, JsonValue>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) return value.forEach((item: JsonValue) => flatten(item, fields))
  const entries = Object.entries(value as JsonObject)
  for (const [, inner] of entries) flatten(inner, fields)
  for (const [key, inner] of entries) if (inner !== undefined) setLast(fields, key, inner)
}

function setLast(fields: Map<string, JsonValue>, label: string, value: JsonValue): void {
  fields.delete(label)
  fields.set(label, value)
}

// One to five words before a colon; not the scheme of an address, and not the hours before minutes.
const labelled = /^[\s>*•-]*[*_`"']*(\p{L}[\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+){0,4})[*_`"']*\s*:\s*(?!\/\/)(\S.*)$/u

function collectLabels(line: string, fields: Map<string, JsonValue>): void {
  if (line.length > 5000) return
  for (const part of splitPairs(line)) {
    const [, label, value] = labelled.exec(part) ?? []
    if (label !== undefined && value !== undefined) setLast(fields, label, unquote(value))
  }
  // key=value, as logs write it.
  for (const [, key = '', value = ''] of line.matchAll(/(?:^|[\s,;])([A-Za-z][\w.-]*)=("[^"]*"|[^\s,;]+)/g))
    setLast(fields, key, unquote(value))
}

/** A line of several pairs comes apart at `;`, and at `,` where every piece is a pair. */
function splitPairs(line: string): readonly string[] {
  return line.split(/;\s+/).flatMap((part) => {
    const pieces = part.split(/,\s+/)
    return pieces.length > 1 && pieces.every((piece) => labelled.test(piece)) ? pieces : [part]
  })
}

function unquote(value: string): string {
  return value
    .trim()
    .replace(/^(["'`])(.*)\1[,.]?$/, '$2')
    .replace(/[*_]+$/, '')
}

/** JSON that is an object or an array; anything else is text. */
export function parseJson(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}
