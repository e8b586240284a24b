import type { JsonValue } from '../../../util/json/json.ts'
import type { AnyJsonSchema, FillContext, Filled, ObjectSchema, Place } from './fill-context.ts'
import { describeValues } from './fill-enum.ts'
import { rankChoices } from './choices.ts'
import { keywordsOf, salientSentences } from '../sentences.ts'
import { wordsOf } from '../words.ts'

// More of the input than this is not taken into one list.
const mostFound = 20

/** `prefixItems` is the name that newer drafts give to a list of schemas by position. */
type ArraySchema = ObjectSchema & { readonly prefixItems?: readonly AnyJsonSchema[] | undefined }

/** An array for a schema: the items the input names, then as many more as the schema asks for. */
export function fillArray(schema: ArraySchema, place: Place, context: FillContext): Filled {
  const { minItems = 0, maxItems = Infinity, uniqueItems = false } = schema
  const items: JsonValue[] = []
  const add = (value: JsonValue): boolean => {
    const isNew = !uniqueItems || !items.some((known) => same(known, value))
    if (isNew) items.push(value)
    return isNew
  }
  const tuple = schema.prefixItems ?? (Array.isArray(schema.items) ? schema.items : undefined)
  tuple
    ?.slice(0, maxItems)
    .forEach((item, position) =>
      items.push(fillPosition(item, uniqueItems ? items : [], inner(place, [], uniqueItems ? position : 0), context)),
    )
  const rest = restOf(schema, tuple !== undefined)
  const found = tuple === undefined ? foundItems(rest, place, context) : []
  for (const value of found.slice(0, Math.min(maxItems, mostFound))) add(value)
  addContained(schema, items, place, context)
  // Variants may repeat each other, so there are more tries than places.
  for (let variant = 0; items.length < minItems && variant < minItems * 4 + 16; variant++) {
    add(context.fillPart(rest, inner(place, [], uniqueItems ? variant : 0)).value)
  }
  return { value: items, found: found.length > 0 ? 1 : 0 }
}

function restOf(schema: ArraySchema, isTuple: boolean): AnyJsonSchema {
  if (isTuple)
    return (
      (schema.prefixItems === undefined ? schema.additionalItems : (schema.items as AnyJsonSchema | undefined)) ?? true
    )
  return (schema.items as AnyJsonSchema | undefined) ?? true
}

function inner(place: Place, values: readonly JsonValue[], variant: number): Place {
  return { ...place, values, variant }
}

/** The item of one position; where items must differ, the first variant that none before it is. */
function fillPosition(
  item: AnyJsonSchema,
  before: readonly JsonValue[],
  place: Place,
  context: FillContext,
): JsonValue {
  const variants = Array.from(
    { length: before.length + 1 },
    (_, extra) => context.fillPart(item, inner(place, [], place.variant + extra)).value,
  )
  return variants.find((value) => !before.some((known) => same(known, value))) ?? variants[0] ?? null
}

function addContained(schema: ArraySchema, items: JsonValue[], place: Place, context: FillContext): void {
  const { contains, maxItems = Infinity } = schema
  if (contains === undefined || items.some((item) => context.isValid(contains, item))) return
  const both = { allOf: [restOf(schema, false), contains] }
  const { value } = context.fillPart(both, inner(place, [], 0))
  if (items.length >= maxItems) items.pop()
  items.push(value)
}

/** Items that the input names and the schema takes. */
function foundItems(item: AnyJsonSchema, place: Place, context: FillContext): readonly JsonValue[] {
  for (const value of place.values) {
    const parts = Array.isArray(value)
      ? (value as readonly JsonValue[])
      : typeof value === 'string'
        ? splitList(value)
        : [value]
    const filled = parts.map((part) => context.fillPart(item, inner(place, [part], 0))).filter(({ found }) => found > 0)
    if (filled.length > 0) return filled.map(({ value: each }) => each)
  }
  if (place.variant > 0 || typeof item === 'boolean') return []
  return item.enum === undefined ? foundTexts(item, place, context) : chosenItems(item.enum, place, context)
}

function splitList(text: string): readonly string[] {
  return text
    .split(/\s*[,;\n]\s*(?:and )?/)
    .map((part) => part.replace(/^[-*•]\s+/, '').trim())
    .filter((part) => part !== '')
}

/** Of an enumeration all values that the input speaks of. */
function chosenItems(values: readonly JsonValue[], { source }: Place, { choices }: FillContext): readonly JsonValue[] {
  const described = describeValues(values, choices)
  const chosen = new Set(
    rankChoices(described, source.text).flatMap(({ choice, score }) => (score > 0 ? [choice.name] : [])),
  )
  return values.filter((value) => chosen.has(String(value)))
}

// Names of lists whose items are single words of the input, and of lists whose items are sentences.
const wordLists = /\b(?:keywords?|tags?|topics?|terms?|labels?|themes?|entities)$/i
const sentenceLists =
  /\b(?:points?|sentences?|highlights?|facts?|findings?|notes?|reasons?|steps?|issues?|quotes?|evidence|observations?|takeaways?)$/i

function foundTexts(item: ObjectSchema, { name, source }: Place, context: FillContext): readonly JsonValue[] {
  if (item.type !== 'string' || source.text.trim() === '') return []
  const words = wordsOf(name).join(' ')
  const texts = wordLists.test(words)
    ? keywordsOf(source.text, 5)
    : sentenceLists.test(words)
      ? salientSentences(source.text)
      : []
  return texts.filter((text) => context.isValid(item, text))
}

function same(a: JsonValue, b: JsonValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
