import type { JsonValue } from '../../util/json.ts'
import type { Filled, ObjectSchema, Place } from './fill-context.ts'
import { samplePattern } from './sample-pattern.ts'
import { keywordsOf, salientSentences, shorten } from './sentences.ts'
import { findFormat, formatExample, formatForName } from './string-formats.ts'
import { wordsOf } from './words.ts'

// Names of properties that want text about the input, rather than a fact in it.
const aboutInput =
  /\b(?:answer|body|brief|comment|content|description|details?|explanation|input|message|note|notes|output|overview|question|query|rationale|reason|reasoning|report|response|result|search|statement|summary|task|text|topic|why|justification|analysis|finding|request|prompt|problem|issue|subject|title|headline|label)$/i

const shortNames = /\b(?:title|headline|subject|label|topic)$/i

// Names of properties that want a name of something.
const properName = /\b(?:name|city|place|location|country|person|author|customer|company|organi[sz]ation|product|user)$/i

/** A string for a schema: labelled in the input, of the wanted format or pattern, about the input, or one that fits. */
export function fillString(schema: ObjectSchema, place: Place): Filled {
  const fit = (text: string): string | undefined => fitString(schema, text)
  for (const value of place.values) {
    const text = scalarText(value)
    const fitting = text === undefined ? undefined : (fit(text) ?? firstFitting(schema, findFormat(schema.format ?? '', text)))
    if (fitting !== undefined) return { value: fitting, found: 1 }
  }
  const found = place.variant === 0 ? findString(schema, place) : undefined
  return found === undefined ? { value: inventString(schema, place), found: 0 } : { value: found, found: 1 }
}

function findString(schema: ObjectSchema, { name, source }: Place): string | undefined {
  const words = wordsOf(name).join(' ')
  const format = schema.format ?? formatForName(words)
  if (format !== undefined) return firstFitting(schema, findFormat(format, source.text))
  if (schema.pattern !== undefined) return firstFitting(schema, matchesOf(schema.pattern, source.text))
  const said = name === '' ? undefined : saidOf(words, source.text)
  if (said !== undefined) return fitString(schema, said)
  if (/\b(?:expression|formula|equation|calculation)$/.test(words)) return firstFitting(schema, expressionsIn(source.text))
  if (properName.test(words)) return firstFitting(schema, properNamesIn(source.text))
  if (source.text.trim() === '' || !(name === '' || aboutInput.test(words))) return undefined
  return fitString(schema, shortNames.test(words) ? shorten(salientSentences(source.text, 1).join(' '), 80) : aboutText(source.text, words))
}

/** A short input whole, a long one as its salient sentences. */
function aboutText(text: string, words: string): string {
  const whole = text.replace(/\s+/g, ' ').trim()
  if (whole.length <= 200 && !/\b(?:summary|brief|overview)$/.test(words)) return whole
  return salientSentences(text, 2).join(' ')
}

/** "My name is Ada", "the priority is high". */
function saidOf(words: string, text: string): string | undefined {
  const phrase = words.split(' ').map(escapeRegExp).join('[\\s_-]+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${phrase} (?:is|are|was|were|will be) ([^.,;!?\\n]{1,100})`, 'iu').exec(text)?.[1]?.trim()
}

function expressionsIn(text: string): readonly string[] {
  return [...text.matchAll(/[\d(][\d\s.+\-*/^%()]*[\d)]/g)].map(([found]) => found.trim()).filter((found) => /\d\s*[-+*/^%]\s*[\d(]/.test(found))
}

/** Words with a capital, other than those that begin a sentence; those after "in", "at", "from", "for" or "to" first. */
function properNamesIn(text: string): readonly string[] {
  const name = String.raw`\p{Lu}[\p{L}\p{N}'&-]*(?: \p{Lu}[\p{L}\p{N}'&-]*){0,3}`
  const after = [...text.matchAll(new RegExp(`\\b(?:in|at|from|for|to|of|near|by) (${name})`, 'gu'))].map(([, found = '']) => found)
  const inside = [...text.matchAll(new RegExp(`(?<=[\\p{L}\\p{N},;] )(?:${name})`, 'gu'))].map(([found]) => found)
  return [...after, ...inside].filter((found) => found !== 'I')
}

function matchesOf(pattern: string, text: string): readonly string[] {
  const unanchored = compile(pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''), 'g')
  const whole = [text.trim(), ...text.split(/\s+/), ...text.split(/\s+/).map((token) => token.replace(/^[("'<[]+|[)"'>\].,;:!?]+$/g, ''))]
  return [...whole, ...(unanchored === undefined ? [] : [...text.slice(0, 10_000).matchAll(unanchored)].map(([found]) => found))]
}

function firstFitting(schema: ObjectSchema, candidates: readonly string[]): string | undefined {
  for (const candidate of candidates) {
    const fitting = candidate === '' ? undefined : fitString(schema, candidate)
    if (fitting !== undefined) return fitting
  }
  return undefined
}

/** The text as the schema allows it: shortened or lengthened where that is all it takes. */
function fitString(schema: ObjectSchema, text: string): string | undefined {
  const { minLength = 0, maxLength = Infinity, format, pattern } = schema
  const trimmed = text.trim()
  if (format !== undefined && formatExample(format) !== undefined && findFormat(format, trimmed)[0] !== trimmed) return undefined
  const isFixed = pattern !== undefined || format !== undefined
  const length = lengthOf(trimmed)
  if (length >= minLength && length <= maxLength) return matches(pattern, trimmed) ? trimmed : undefined
  if (isFixed || trimmed === '') return undefined
  return length > maxLength ? [...trimmed].slice(0, maxLength).join('') : lengthen(trimmed, minLength, maxLength)
}

/** A string from what the schema says alone; from the input's words where anything goes. */
function inventString(schema: ObjectSchema, { name, source, variant }: Place): string {
  const { default: byDefault, examples, format, pattern, minLength = 0, maxLength = Infinity } = schema
  const proposed = [byDefault, ...(examples === undefined ? [] : [examples].flat())].filter((value) => typeof value === 'string')
  const ready = variant === 0 ? proposed.find((text) => fitString(schema, text) === text) : undefined
  if (ready !== undefined) return ready
  const example = format === undefined ? undefined : formatExample(format)
  if (example !== undefined && matches(pattern, example) && lengthOf(example) >= minLength && lengthOf(example) <= maxLength) return numbered(example, variant, format)
  if (pattern !== undefined) return sampleOf(pattern, minLength, maxLength, variant)
  const sentence = salientSentences(source.text, 1)[0] ?? keywordsOf(source.text, 1)[0]
  const text = sentence === undefined || sentence === '' ? (name === '' ? 'text' : name) : shorten(sentence, 200)
  const distinct = variant === 0 ? text : `${variant + 1} ${text}`
  return lengthOf(distinct) > maxLength ? [...distinct].slice(0, maxLength).join('') : lengthen(distinct, minLength, maxLength)
}

/** Examples of formats with a place for a number, so that several can differ. */
function numbered(example: string, variant: number, format: string | undefined): string {
  if (variant === 0) return example
  const places: Readonly<Record<string, string>> = {
    date: `2000-01-${twoDigits(variant + 1)}`,
    'date-time': `2000-01-${twoDigits(variant + 1)}T00:00:00Z`,
    time: `00:00:${twoDigits(variant)}Z`,
    duration: `PT${variant + 1}H`,
    email: `user${variant}@example.com`,
    hostname: `host${variant}.example.com`,
    ipv4: `192.0.2.${(variant % 250) + 1}`,
    ipv6: `2001:db8::${(variant + 1).toString(16)}`,
    uuid: `00000000-0000-4000-8000-${String(variant).padStart(12, '0')}`,
  }
  return places[format ?? ''] ?? `${example}${variant}`
}

function twoDigits(value: number): string {
  return String((value % 28) + 1).padStart(2, '0')
}

function sampleOf(pattern: string, minLength: number, maxLength: number, variant: number): string {
  const fitting = new Set<string>()
  for (const extra of [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 48, 64, 100, 128, 200, 255]) {
    const sample = samplePattern(pattern, extra)
    for (const text of [sample, lengthen(sample, minLength, maxLength)]) {
      if (lengthOf(text) >= minLength && lengthOf(text) <= maxLength && matches(pattern, text)) fitting.add(text)
    }
    if (fitting.size > variant) break
  }
  return [...fitting][variant] ?? [...fitting][0] ?? samplePattern(pattern, 0)
}

function lengthen(text: string, minLength: number, maxLength: number): string {
  if (lengthOf(text) >= minLength) return text
  const unit = text === '' ? 'text ' : `${text} `
  const repeated = unit.repeat(Math.ceil(minLength / lengthOf(unit)))
  // An end that is a space may be trimmed by whoever reads it.
  return [...repeated].slice(0, Math.min(minLength, maxLength)).join('').replace(/ $/, '.')
}

function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}

function matches(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || compile(pattern)?.test(text) === true
}

/** As JSON Schema asks: with `u`; without it for patterns that only older engines take. */
function compile(pattern: string, flags = ''): RegExp | undefined {
  for (const each of [`${flags}u`, flags]) {
    try {
      return new RegExp(pattern, each)
    } catch {
      continue
    }
  }
  return undefined
}

function scalarText(value: JsonValue): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
