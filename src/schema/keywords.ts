import { isRecord } from '../util/is-record.ts'

/** Keywords that hold schemas by name. */
export const schemaMaps: readonly string[] = [
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
]

/** Keywords that hold a list of schemas. */
export const schemaLists: readonly string[] = ['anyOf', 'oneOf', 'allOf', 'prefixItems']

/** Keywords that hold one schema; `items` of older drafts may hold a list. */
export const schemaKeys: readonly string[] = [
  'items',
  'additionalItems',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'contentSchema',
]

/** A copy of a schema in which each schema that stands directly in it is changed. */
export function mapSubschemas(
  schema: Readonly<Record<string, unknown>>,
  change: (subschema: unknown, keyword: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, mapKeyword(keyword, value, change)]),
  )
}

function mapKeyword(
  keyword: string,
  value: unknown,
  change: (subschema: unknown, keyword: string) => unknown,
): unknown {
  if (schemaMaps.includes(keyword)) {
    if (!isRecord(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, subschema]) => [name, change(subschema, keyword)]))
  }
  if (!schemaLists.includes(keyword) && !schemaKeys.includes(keyword)) return value
  return Array.isArray(value) ? value.map((subschema) => change(subschema, keyword)) : change(value, keyword)
}
