import type { ObjectSchema, Place } from './fill-context.ts'
import { cut, fitString, lengthen, lengthOf, matches } from './fit-string.ts'
import { samplePattern } from './sample-pattern.ts'
import { keywordsOf, salientSentences, shorten } from '../sentences.ts'
import { formatExample } from './string-formats.ts'

/** A string from what the schema says alone; from the input's words where anything goes. */
export function inventString(schema: ObjectSchema, { name, source, variant }: Place): string {
  const { default: byDefault, examples, format, pattern, minLength = 0, maxLength = Infinity } = schema
  const proposed = [byDefault, ...(examples === undefined ? [] : [examples].flat())].filter(
    (value) => typeof value === 'string',
  )
  const ready = variant === 0 ? proposed.find((text) => fitString(schema, text) === text) : undefined
  if (ready !== undefined) return ready
  const example = format === undefined ? undefined : formatExample(format)
  if (
    example !== undefined &&
    matches(pattern, example) &&
    lengthOf(example) >= minLength &&
    lengthOf(example) <= maxLength
  )
    return numbered(example, variant, format)
  if (pattern !== undefined) return sampleOf(pattern, minLength, maxLength, variant)
  const sentence = salientSentences(source.text, 1)[0] ?? keywordsOf(source.text, 1)[0]
  const text = sentence === undefined || sentence === '' ? (name === '' ? 'text' : name) : shorten(sentence, 200)
  const distinct = variant === 0 ? text : `${variant + 1} ${text}`
  return lengthOf(distinct) > maxLength ? cut(distinct, maxLength) : lengthen(distinct, minLength, maxLength)
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
    const samples = [false, true].map((ahead) => samplePattern(pattern, { extra, ahead }))
    for (const text of samples.flatMap((sample) => [sample, lengthen(sample, minLength, maxLength)])) {
      if (lengthOf(text) >= minLength && lengthOf(text) <= maxLength && matches(pattern, text)) fitting.add(text)
    }
    if (fitting.size > variant) break
  }
  return [...fitting][variant] ?? [...fitting][0] ?? samplePattern(pattern, { extra: 0, ahead: false })
}
