import type { JsonValue } from '../../../util/json/json.ts'
import type { Filled, Place } from './fill-context.ts'
import { stem, wordsOf } from '../words.ts'

const prefixes: ReadonlySet<string> = new Set([
  'is',
  'are',
  'has',
  'have',
  'was',
  'should',
  'needs',
  'need',
  'requires',
  'can',
  'contains',
  'include',
  'includes',
])
const negations: ReadonlySet<string> = new Set([
  'no',
  'not',
  'never',
  'without',
  'isn',
  'aren',
  'don',
  'doesn',
  'didn',
  'won',
  'nothing',
  'none',
])

/** A truth value: labelled in the input, or whether the input speaks of the property's name without a "not" before it. */
export function fillBoolean({ name, values, source, variant }: Place): Filled {
  const labelled = values.map(toBoolean).find((value) => value !== undefined)
  if (labelled !== undefined) return { value: labelled, found: 1 }
  const wanted = wordsOf(name)
    .filter((word) => !prefixes.has(word))
    .map(stem)
  const words = wordsOf(source.text)
  const position =
    wanted.length === 0
      ? -1
      : words.findIndex((_, index) => wanted.every((each, offset) => stem(words[index + offset] ?? '') === each))
  if (position === -1) return { value: variant % 2 === 1, found: 0 }
  return { value: !words.slice(Math.max(0, position - 3), position).some((word) => negations.has(word)), found: 1 }
}

function toBoolean(value: JsonValue): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  if (/^(?:true|yes|y|on)$/i.test(value)) return true
  return /^(?:false|no|n|off)$/i.test(value) ? false : undefined
}
