import type { JsonValue } from '../../util/json/json.ts'
import { readJson } from './json-reader.ts'

/** The JSON value of a text, or why there is none, in words a model understands. Quotes nothing of the text. */
export type ExtractedJson =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: string }

// Models that think aloud in their text try values out there.
const thinking = /^\s*<think>[\s\S]*?<\/think>/

/**
 * Finds the one JSON value that a text holds. Repairs what can mean one thing only: fences and prose around it,
 * comments, a comma before a closing bracket. Guesses nothing: broken or several values are a problem.
 * With `root: 'object'` lists in the prose are passed over.
 */
export function extractJson(written: string, root: 'object' | 'any'): ExtractedJson {
  const text = written.replace(thinking, '')
  const plain = parseStrictly(text) ?? parseStrictly(withoutFence(text))
  if (plain !== undefined) return { ok: true, value: plain.value }
  const found = scan(text)
  const objects = found.complete.filter((value) => !Array.isArray(value))
  const values = distinct(root === 'object' && objects.length > 0 ? objects : found.complete)
  if (found.problem !== undefined) return { ok: false, problem: found.problem }
  const [value] = values
  if (value === undefined) return { ok: false, problem: 'The answer holds no JSON.' }
  if (values.length === 1) return { ok: true, value }
  return { ok: false, problem: `The answer holds ${values.length} different JSON values. Give exactly one.` }
}

function parseStrictly(text: string): { readonly value: JsonValue } | undefined {
  try {
    return { value: JSON.parse(text) as JsonValue }
  } catch {
    return undefined
  }
}

function withoutFence(text: string): string {
  return /^\s*```\w*[ \t]*\n([\s\S]*?)\n?\s*```\s*$/.exec(text)?.[1] ?? text
}

interface Found {
  readonly complete: readonly JsonValue[]
  readonly problem: string | undefined
}

/** The values that begin with a bracket, and what is wrong with the first that is broken or cut. */
function scan(text: string): Found {
  const complete: JsonValue[] = []
  let problem: string | undefined
  let position = nextBracket(text, 0)
  while (position < text.length) {
    const { value, state, end, problem: wrong } = readJson(text, position)
    if (state === 'complete' && value !== undefined) {
      complete.push(value)
      position = nextBracket(text, end)
      continue
    }
    if (state === 'cut') return { complete, problem: problem ?? 'The answer ends in the middle of its JSON.' }
    // What a broken value contains must not be taken for the answer, so it is passed over as a whole.
    const close = closingBracket(text, position)
    if (isAttempt(text.slice(position, close))) problem ??= `The answer is not valid JSON: ${wrong ?? 'it is broken'}.`
    position = nextBracket(text, close)
  }
  return { complete, problem }
}

/** Brackets in prose hold words; a value, even a broken one, holds quotes, colons or brackets. */
function isAttempt(region: string): boolean {
  return /["':{[]/.test(region.slice(1))
}

function nextBracket(text: string, from: number): number {
  const distance = text.slice(from).search(/[{[]/)
  return distance < 0 ? text.length : from + distance
}

/** Where the bracket that opens here is closed again, as far as one can tell in a broken text. */
function closingBracket(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] as string
    if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}

function distinct(values: readonly JsonValue[]): readonly JsonValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
