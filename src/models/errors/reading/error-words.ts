import type { Redact } from '../../../security/redact.ts'
import { redactKeys } from './redact-keys.ts'

const longestWords = 300

// Long enough to judge by, short enough for every pattern.
const longestRead = 4000

// What validators and parsers repeat of a request or of an answer.
const echoes: readonly (readonly [RegExp, string])[] = [
  [/,? ?input_value=.{0,4000}?, input_type=\w+/g, ''],
  [/,? ?input_value=.*$/, ''],
  [/ ?For further information visit https:\/\/errors\.pydantic\.dev\/\S*/g, ''],
  [/(\braw=).*$/, '$1…'],
  [/(Invalid value at '[^']{0,200}' \([^)]{0,200}\)), .*$/, '$1'],
  [/(Failed to parse input at pos \d+|grammar stack after accepting piece|remaining in message header): .*$/, '$1'],
]

/** Words on one line, without what they repeat of the request or the answer. Not yet cut to what is shown. */
export function cleanWords(words: string): string {
  const line = words.slice(0, longestRead).replace(/\s+/g, ' ').trim()
  return echoes.reduce((text, [echo, rest]) => text.replace(echo, rest), line).trim()
}

/** Words as they may be shown: without secrets, and cut with a mark. */
export function cutWords(words: string, redact?: Redact): string {
  const clean = redactKeys(redact === undefined ? words : redact(words))
    .replace(/\s+/g, ' ')
    .trim()
  return clean.length > longestWords ? `${clean.slice(0, longestWords)}…` : clean
}
