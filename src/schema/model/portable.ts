import { isRecord } from '../../util/is-record.ts'
import { mapSubschemas } from '../keywords.ts'
import { spellOutNullable } from '../spell-out-nullable.ts'

type Node = Record<string, unknown>

/**
 * The same schema in the words that all providers take: `anyOf` for `oneOf`, a list with bounds for a tuple, a `type`
 * wherever it is known, nothing beside a `$ref`. May let more pass than the original, which checks what was written.
 */
export function portable(schema: unknown): unknown {
  if (!isRecord(schema)) return schema
  const node = mapSubschemas(schema, (subschema, keyword) =>
    subschema === true && !opening.includes(keyword) ? {} : portable(subschema),
  )
  delete node['$comment']
  spellOutNullable(node)
  renameOneOf(node)
  unfoldSingleAllOf(node)
  freeReference(node)
  flattenTuple(node)
  nameType(node)
  return node
}

/** Where `true` is a word of its own. */
const opening: readonly string[] = [
  'additionalProperties',
  'additionalItems',
  'unevaluatedProperties',
  'unevaluatedItems',
]

const annotations: readonly string[] = [
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
]

function renameOneOf(node: Node): void {
  const { oneOf, ...rest } = node
  if (!Array.isArray(oneOf)) return
  delete node['oneOf']
  if (rest['anyOf'] === undefined) node['anyOf'] = oneOf
  else node['allOf'] = [...(Array.isArray(rest['allOf']) ? rest['allOf'] : []), { anyOf: oneOf }]
}

/** zod puts a reference to an enclosing schema into an `allOf` of its own. */
function unfoldSingleAllOf(node: Node): void {
  const { allOf, ...rest } = node
  if (!Array.isArray(allOf) || allOf.length !== 1 || !isRecord(allOf[0]) || !isAnnotated(rest)) return
  delete node['allOf']
  Object.assign(node, { ...allOf[0], ...rest })
}

/** Of what stands beside a reference providers take nothing; beside variants they take descriptions. */
function freeReference(node: Node): void {
  if (typeof node['$ref'] === 'string') node['$ref'] = node['$ref'].replaceAll(/\/oneOf\/(?=\d)/g, '/anyOf/')
  const { $ref, ...rest } = node
  const { $defs: _defs, definitions: _definitions, ...beside } = rest
  if ($ref === undefined || Object.keys(beside).length === 0 || !isAnnotated(beside)) return
  delete node['$ref']
  node['anyOf'] = [{ $ref }]
}

function isAnnotated(node: Node): boolean {
  return Object.keys(node).every((keyword) => annotations.includes(keyword))
}

/** Lists of which each item has a schema of its own are known to few; the description keeps the order. */
function flattenTuple(node: Node): void {
  const { prefixItems, items, additionalItems } = node
  const first: unknown = Array.isArray(items) ? items : prefixItems
  delete node['additionalItems']
  if (!Array.isArray(first)) return
  delete node['prefixItems']
  const rest = Array.isArray(items) ? additionalItems : items
  const all = isRecord(rest) ? [...first, rest] : first
  const variants = all.filter((item, index) => all.findIndex((other) => isSame(item, other)) === index)
  node['items'] = variants.length === 1 ? variants[0] : { anyOf: variants }
  if (rest === false) node['maxItems'] ??= first.length
  const order = first.map((item) => (isRecord(item) ? describeItem(item) : 'any')).join(', ')
  const words = `Items in this order: ${order}.`
  node['description'] = typeof node['description'] === 'string' ? `${node['description']}\n${words}` : words
}

function describeItem({ title, description, type, const: value, enum: values }: Node): string {
  if (value !== undefined) return JSON.stringify(value)
  if (Array.isArray(values) && values.length <= 5) return values.map((item) => JSON.stringify(item)).join(' or ')
  const name = typeof type === 'string' ? type : Array.isArray(type) ? type.join(' or ') : 'value'
  const purpose = title ?? description
  return typeof purpose === 'string' ? `${name} (${purpose})` : name
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

const objectKeywords: readonly string[] = [
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
]

/** Says the type where other keywords tell it: strict decoding takes no schema without one. */
function nameType(node: Node): void {
  const { type } = node
  if (Array.isArray(type) && type.length === 1) node['type'] = type[0]
  if (type !== undefined || ['$ref', 'anyOf', 'allOf', 'not'].some((keyword) => keyword in node)) {
    if (type === undefined && node['properties'] !== undefined) node['type'] = 'object'
    return
  }
  const values = 'const' in node ? [node['const']] : node['enum']
  const types = Array.isArray(values) ? [...new Set(values.map(typeOfValue))] : []
  if (types.length > 0) node['type'] = types.length === 1 ? types[0] : types
  else if (objectKeywords.some((keyword) => keyword in node)) node['type'] = 'object'
  else if ('items' in node) node['type'] = 'array'
}

function typeOfValue(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}
