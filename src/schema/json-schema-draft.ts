import { isRecord } from '../util/is-record.ts'
import { mapSubschemas } from './keywords.ts'

/** The drafts that differ in what a schema means. */
export type Draft = '4' | '7' | '2019-09' | '2020-12'

const drafts: readonly (readonly [RegExp, Draft])[] = [
  [/draft-0[34]/, '4'],
  [/draft-0[67]/, '7'],
  [/2019-09/, '2019-09'],
  [/2020-12|draft\/next/, '2020-12'],
]

const newWords = ['prefixItems', 'unevaluatedProperties', 'unevaluatedItems', 'dependentRequired', 'dependentSchemas']

/** The draft that a schema names as its own; else the newer one where it uses its words, and draft 7 where it does not. */
export function draftOf(schema: unknown): Draft {
  const named = isRecord(schema) ? schema['$schema'] : undefined
  const known = typeof named === 'string' ? drafts.find(([name]) => name.test(named)) : undefined
  if (known !== undefined) return known[1]
  return usesNewWords(schema) ? '2020-12' : '7'
}

function usesNewWords(schema: unknown): boolean {
  if (!isRecord(schema)) return false
  // Draft 7 ignores what stands beside a reference; whoever writes it means it.
  if (newWords.some((word) => word in schema) || ('$ref' in schema && Object.keys(schema).length > 1)) return true
  let found = false
  mapSubschemas(schema, (subschema) => (found ||= usesNewWords(subschema)))
  return found
}
