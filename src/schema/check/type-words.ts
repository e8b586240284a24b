import { nearest } from '../../util/text/nearest.ts'

/** The types of JSON Schema. */
export const typeWords: readonly string[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']

/** What other languages call them. */
const otherWords: Readonly<Record<string, string>> = {
  int: 'integer',
  int32: 'integer',
  int64: 'integer',
  long: 'integer',
  bigint: 'integer',
  float: 'number',
  double: 'number',
  decimal: 'number',
  real: 'number',
  num: 'number',
  str: 'string',
  text: 'string',
  char: 'string',
  uuid: 'string',
  date: 'string',
  datetime: 'string',
  'date-time': 'string',
  email: 'string',
  url: 'string',
  uri: 'string',
  bool: 'boolean',
  list: 'array',
  tuple: 'array',
  set: 'array',
  dict: 'object',
  map: 'object',
  record: 'object',
  struct: 'object',
  json: 'object',
  none: 'null',
  nil: 'null',
  undefined: 'null',
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'uuid',
  date: 'date',
  datetime: 'date-time',
  'date-time': 'date-time',
  email: 'email',
  url: 'uri',
  uri: 'uri',
}

/** True for a type of JSON Schema or of another language. */
export function isTypeWord(word: unknown): boolean {
  if (typeof word !== 'string') return false
  const lower = word.toLowerCase()
  return typeWords.includes(lower) || lower === 'any' || Object.hasOwn(otherWords, lower)
}

/** How to mend a type that JSON Schema does not know. */
export function mendType(word: string): string {
  const lower = word.toLowerCase()
  if (lower === 'any' || lower === 'unknown') return 'Leave "type" out where anything may stand.'
  const format = formats[lower]
  if (format !== undefined) return `Did you mean "string", with "format: ${format}"?`
  const meant = Object.hasOwn(otherWords, lower) ? otherWords[lower] : nearest(lower, typeWords)
  return meant === undefined ? `Types: ${typeWords.map((type) => `"${type}"`).join(', ')}.` : `Did you mean "${meant}"?`
}
