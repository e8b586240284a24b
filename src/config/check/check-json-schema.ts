import { nearest } from '../../util/nearest.ts'
import { isRecord } from '../../util/is-record.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import { quote } from '../../util/printable.ts'
import type { CheckContext } from './check-context.ts'

const typeNames = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']
const schemaMaps = ['properties', 'patternProperties', 'definitions', '$defs']
const schemaLists = ['anyOf', 'oneOf', 'allOf', 'prefixItems']
const schemaKeys = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']

/** Finds the mistakes in a JSON Schema that would make a provider refuse it, or let anything pass. */
export function checkJsonSchema(schema: unknown, path: ConfigPath, context: CheckContext): void {
  // A schema may be `true` or `false`.
  if (schema === undefined || typeof schema === 'boolean' || context.isDoubtful(path)) return
  if (!isRecord(schema)) return context.error(path, 'A JSON Schema must be a mapping.')
  checkType(schema['type'], [...path, 'type'], context)
  checkRequired(schema['required'], [...path, 'required'], context)
  if (schema['enum'] !== undefined && !Array.isArray(schema['enum']))
    context.error([...path, 'enum'], '"enum" must be a list of values.')
  for (const key of schemaMaps) checkMap(schema[key], [...path, key], context)
  for (const key of schemaLists) checkList(schema[key], [...path, key], context)
  for (const key of schemaKeys) {
    if (Array.isArray(schema[key])) checkList(schema[key], [...path, key], context)
    else checkJsonSchema(schema[key], [...path, key], context)
  }
}

function checkType(type: unknown, path: ConfigPath, context: CheckContext): void {
  if (type === undefined || context.isDoubtful(path)) return
  for (const name of Array.isArray(type) ? type : [type]) {
    if (typeNames.includes(name)) continue
    const meant = nearest(String(name), typeNames)
    const hint = meant === undefined ? `Types: ${typeNames.map(quote).join(', ')}.` : `Did you mean ${quote(meant)}?`
    context.error(path, `${quote(String(name))} is no type of JSON Schema.`, hint)
  }
}

function checkRequired(required: unknown, path: ConfigPath, context: CheckContext): void {
  if (required === undefined) return
  if (Array.isArray(required) && required.every((name) => typeof name === 'string')) return
  context.error(path, '"required" must be a list of names.', 'It belongs to the object, as "required: [a, b]".')
}

function checkMap(map: unknown, path: ConfigPath, context: CheckContext): void {
  if (map === undefined) return
  if (!isRecord(map))
    return context.error(path, `${quote(String(path.at(-1)))} must be a mapping from names to JSON Schemas.`)
  for (const [name, schema] of Object.entries(map)) checkJsonSchema(schema, [...path, name], context)
}

function checkList(list: unknown, path: ConfigPath, context: CheckContext): void {
  if (list === undefined) return
  if (!Array.isArray(list)) return context.error(path, `${quote(String(path.at(-1)))} must be a list of JSON Schemas.`)
  for (const [position, schema] of list.entries()) checkJsonSchema(schema, [...path, position], context)
}
