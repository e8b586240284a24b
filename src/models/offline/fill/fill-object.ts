import type { JsonObject, JsonValue } from '../../../util/json/json.ts'
import {
  isDeep,
  type AnyJsonSchema,
  type FillContext,
  type Filled,
  type ObjectSchema,
  type Place,
} from './fill-context.ts'
import { emptySource, type Source } from '../source.ts'

// More of the input than this is not taken into one table.
const mostFound = 20

/** `dependentRequired` is the name that newer drafts give to `dependencies` between properties. */
type TableSchema = ObjectSchema & {
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>> | undefined
}

/** An object for a schema: what is required, what else the input says, and as many more as the schema asks for. */
export function fillObject(schema: TableSchema, place: Place, context: FillContext): Filled {
  const { properties = {}, required = [], minProperties = 0, maxProperties = Infinity } = schema
  const source = sourceFor(place)
  const table = new Map<string, JsonValue>()
  let found = 0
  const put = (name: string, filled: Filled): void => {
    table.set(name, filled.value)
    found += filled.found
  }
  const fill = (name: string): Filled => fillProperty(schemaFor(schema, name), name, { ...place, source }, context)
  for (const name of required) put(name, fill(name))
  for (const [name, property] of isDeep(place) ? [] : Object.entries(properties)) {
    if (table.has(name) || table.size >= maxProperties || (isRepeated(place) && refers(property))) continue
    const filled = fill(name)
    // What is optional is left out where the input does not say it.
    if (filled.found > 0) put(name, filled)
  }
  if (isOpenTable(schema)) {
    for (const [name, filled] of labelledEntries(schema, source, place, context))
      if (table.size < maxProperties && !table.has(name)) put(name, filled)
  }
  for (const name of namesFor(schema)) if (table.size < minProperties && !table.has(name)) put(name, fill(name))
  for (const name of dependents(schema, table)) if (!table.has(name)) put(name, fill(name))
  return { value: Object.fromEntries(ordered(table, properties)), found }
}

/** True inside a schema that was referred to, where the input has no object of its own: its labels were used already. */
function isRepeated({ references, values }: Place): boolean {
  return references > 0 && !values.some((value) => typeof value === 'object' && value !== null)
}

function refers(schema: AnyJsonSchema): boolean {
  return JSON.stringify(schema).includes('"$ref"')
}

/** The labels of the object that the input has in this place; else the whole input. */
function sourceFor({ values, source }: Place): Source {
  const object = values.find(
    (value): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value),
  )
  return object === undefined ? source : source.within(object)
}

function fillProperty(
  schema: AnyJsonSchema,
  name: string,
  { source, references, variant }: Place,
  context: FillContext,
): Filled {
  const title = typeof schema === 'object' && schema.title !== undefined ? source.lookup(schema.title) : []
  const filled = context.fillPart(schema, {
    name,
    values: [...source.lookup(name), ...title],
    source,
    references,
    variant,
  })
  if (!context.careful || references > 1 || context.isValid(schema, filled.value)) return filled
  const others = [0, 1, 2].map((other) =>
    context.fillPart(schema, { name, values: [], source: emptySource, references, variant: other }),
  )
  return others.find(({ value }) => context.isValid(schema, value)) ?? filled
}

/** All that is said about a property: by its name, by patterns, or for all others. */
function schemaFor(
  { properties = {}, patternProperties = {}, additionalProperties = true }: TableSchema,
  name: string,
): AnyJsonSchema {
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined
  const matching = Object.entries(patternProperties).flatMap(([pattern, schema]) =>
    testName(pattern, name) ? [schema] : [],
  )
  const all = [...(own === undefined ? [] : [own]), ...matching]
  if (all.length === 0) return additionalProperties
  return all.length === 1 ? (all[0] ?? true) : { allOf: all }
}

/** True where the schema describes a table of any names, rather than a record of known ones. */
function isOpenTable({ properties = {}, additionalProperties, patternProperties }: TableSchema): boolean {
  const isOpen = additionalProperties !== false || patternProperties !== undefined
  return isOpen && (Object.keys(properties).length === 0 || typeof additionalProperties === 'object')
}

function* labelledEntries(
  schema: TableSchema,
  source: Source,
  place: Place,
  context: FillContext,
): Iterable<readonly [string, Filled]> {
  let count = 0
  for (const [name, value] of source.fields) {
    if (count >= mostFound) return
    if (schema.propertyNames !== undefined && !context.isValid(schema.propertyNames, name)) continue
    const entry = schemaFor(schema, name)
    if (entry === false) continue
    const filled = context.fillPart(entry, { name, values: [value], source, references: place.references, variant: 0 })
    if (filled.found === 0 || !context.isValid(entry, filled.value)) continue
    count += 1
    yield [name, filled]
  }
}

/** Names for more properties: those the schema knows, then made ones that it allows. */
function* namesFor(schema: TableSchema): Iterable<string> {
  const { properties = {}, patternProperties = {}, additionalProperties = true, minProperties = 0 } = schema
  yield* Object.keys(properties)
  for (const pattern of Object.keys(patternProperties))
    yield* [pattern.replace(/[^\p{L}\p{N}]/gu, '')].filter((name) => testName(pattern, name))
  if (additionalProperties === false) return
  for (let number = 1; number <= minProperties; number++) yield `property${number}`
}

/** Properties that others bring with them. */
function dependents(
  { dependencies = {}, dependentRequired = {} }: TableSchema,
  table: ReadonlyMap<string, JsonValue>,
): readonly string[] {
  const needed = new Set<string>(table.keys())
  for (const name of needed) {
    const [old, recent] = [dependencies[name], dependentRequired[name]]
    const more = [...(Array.isArray(old) ? old : []), ...(recent ?? [])]
    for (const each of more) needed.add(each)
  }
  return [...needed]
}

function ordered(table: ReadonlyMap<string, JsonValue>, properties: object): readonly (readonly [string, JsonValue])[] {
  const order = Object.keys(properties)
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return [...table].sort(([a], [b]) => rank(a) - rank(b))
}

function testName(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name)
  } catch {
    return false
  }
}
