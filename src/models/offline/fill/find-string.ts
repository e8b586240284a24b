import type { ObjectSchema, Place } from './fill-context.ts'
import { compile, firstFitting, fitString } from './fit-string.ts'
import { salientSentences, shorten } from '../sentences.ts'
import { findFormat, formatForName } from './string-formats.ts'
import { wordsOf } from '../words.ts'

// Names of properties that want text about the input, rather than a fact in it.
const aboutInput =
  /\b(?:answer|body|brief|comment|content|description|details?|explanation|input|message|note|notes|output|overview|question|query|rationale|reason|reasoning|report|response|result|search|statement|summary|task|text|topic|why|justification|analysis|finding|request|prompt|problem|issue|subject|title|headline|label)$/i

const shortNames = /\b(?:title|headline|subject|label|topic)$/i

// Names of properties that want a name of something.
const properName =
  /\b(?:name|city|place|location|country|person|author|customer|company|organi[sz]ation|product|user)$/i

/** What the input has for a string: text of its format or pattern, what it says of the name, or a text about the input. */
export function findString(schema: ObjectSchema, { name, source }: Place): string | undefined {
  const words = wordsOf(name).join(' ')
  const format = schema.format ?? formatForName(words)
  if (format !== undefined) {
    const found = firstFitting(schema, [
      ...findFormat(format, afterName(words, source.text)),
      ...findFormat(format, source.text),
    ])
    // A name only announces a format: a due date may well be "Monday".
    if (found !== undefined || schema.format !== undefined) return found
  }
  if (schema.pattern !== undefined) return firstFitting(schema, matchesOf(schema.pattern, source.text))
  const said = name === '' ? undefined : saidOf(words, source.text)
  if (said !== undefined) return fitString(schema, said)
  if (/\b(?:expression|formula|equation|calculation)$/.test(words))
    return firstFitting(schema, expressionsIn(source.text))
  if (properName.test(words)) return firstFitting(schema, properNamesIn(source.text))
  if (source.text.trim() === '' || !(name === '' || aboutInput.test(words))) return undefined
  return fitString(
    schema,
    shortNames.test(words) ? shorten(salientSentences(source.text, 1).join(' '), 80) : aboutText(source.text, words),
  )
}

/** A short input whole, a long one as its salient sentences. */
function aboutText(text: string, words: string): string {
  const whole = text.replace(/\s+/g, ' ').trim()
  if (whole.length <= 200 && !/\b(?:summary|brief|overview)$/.test(words)) return whole
  return salientSentences(text, 2).join(' ')
}

/** What stands right behind the name: of "from 2026-01-01 to 2026-03-01", the second date belongs to `to`. */
function afterName(words: string, text: string): string {
  if (words === '') return ''
  const phrase = words.split(' ').map(escapeRegExp).join('[\\s_-]+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${phrase}(?:\\s+|\\s*[:=]\\s*)(\\S+)`, 'iu').exec(text)?.[1] ?? ''
}

/** "My name is Ada", "the priority is high". */
function saidOf(words: string, text: string): string | undefined {
  const phrase = words.split(' ').map(escapeRegExp).join('[\\s_-]+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${phrase} (?:is|are|was|were|will be) ([^.,;!?\\n]{1,100})`, 'iu')
    .exec(text)?.[1]
    ?.trim()
}

function expressionsIn(text: string): readonly string[] {
  return [...text.matchAll(/[\d(][\d\s.+\-*/^%()]*[\d)]/g)]
    .map(([found]) => found.trim())
    .filter((found) => /\d\s*[-+*/^%]\s*[\d(]/.test(found))
}

/** Words with a capital, other than those that begin a sentence; those after "in", "at", "from", "for" or "to" first. */
function properNamesIn(text: string): readonly string[] {
  const name = String.raw`\p{Lu}[\p{L}\p{N}'&-]*(?: \p{Lu}[\p{L}\p{N}'&-]*){0,3}`
  const after = [...text.matchAll(new RegExp(`\\b(?:in|at|from|for|to|of|near|by) (${name})`, 'gu'))].map(
    ([, found = '']) => found,
  )
  const inside = [...text.matchAll(new RegExp(`(?<=[\\p{L}\\p{N},;] )(?:${name})`, 'gu'))].map(([found]) => found)
  return [...after, ...inside].filter((found) => found !== 'I')
}

function matchesOf(pattern: string, text: string): readonly string[] {
  const unanchored = compile(pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''), 'g')
  const whole = [
    text.trim(),
    ...text.split(/\s+/),
    ...text.split(/\s+/).map((token) => token.replace(/^[("'<[]+|[)"'>\].,;:!?]+$/g, '')),
  ]
  return [
    ...whole,
    ...(unanchored === undefined ? [] : [...text.slice(0, 10_000).matchAll(unanchored)].map(([found]) => found)),
  ]
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
