import type { JsonObject, JsonValue } from '../../../../src/util/json/json.ts'
import { openaiError } from '../openai-error.ts'
import type { WireFailure } from '../wire-format.ts'
import { firstIn, isTable, listed, table, text } from './reading.ts'

// What OpenAI's two APIs, and the servers that speak one of them, refuse alike.

/** A refusal with status 400, and with the parameter that it is about. */
export function refuse(message: string, param: string | null = null): WireFailure {
  return { status: 400, body: openaiError(400, message, param) }
}

/** The refusal of a name; undefined where it is one. */
export function nameProblem(name: JsonValue | undefined, param: string): WireFailure | undefined {
  const given = text(name)
  if (given === '') {
    return refuse(
      `Invalid '${param}': empty string. Expected a string with minimum length 1, but got an empty string instead.`,
      param,
    )
  }
  return lengthProblem(given, param) ?? patternProblem(given, param)
}

/** The refusal of a text of more than 64 characters. */
export function lengthProblem(given: string, param: string): WireFailure | undefined {
  return given.length > 64
    ? refuse(
        `Invalid '${param}': string too long. Expected a string with maximum length 64, but got a string with length ${given.length} instead.`,
        param,
      )
    : undefined
}

function patternProblem(given: string, param: string): WireFailure | undefined {
  return /^[a-zA-Z0-9_-]+$/.test(given)
    ? undefined
    : refuse(
        `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
        param,
      )
}

/** The refusal of what a function takes. */
export function parametersProblem(
  name: string,
  schema: JsonValue | undefined,
  isStrict: boolean,
): WireFailure | undefined {
  const refused = (problem: string): WireFailure =>
    refuse(`Invalid schema for function '${name}': ${problem}`, 'tools[0].function.parameters')
  if (schema === undefined) return undefined
  const { type } = table(schema)
  if (type !== 'object')
    return refused(`schema must be a JSON Schema of 'type: "object"', got 'type: "${text(type) || 'None'}"'.`)
  if (['oneOf', 'anyOf', 'allOf', 'enum', 'not'].some((key) => key in table(schema))) {
    return refused("schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.")
  }
  const problem = listProblem(schema, []) ?? (isStrict ? strictProblem(schema, []) : undefined)
  return problem === undefined ? undefined : refused(problem)
}

/** The refusal of the schema of an answer. */
export function formatProblem(
  name: JsonValue | undefined,
  schema: JsonValue | undefined,
  isStrict: boolean,
): WireFailure | undefined {
  const invalid = nameProblem(name, 'text.format.name')
  if (invalid !== undefined) return invalid
  if (!isTable(schema)) return refuse("Missing required parameter: 'text.format.schema'.", 'text.format.schema')
  const root =
    schema.type === 'object'
      ? undefined
      : `schema must be a JSON Schema of 'type: "object"', got 'type: "${text(schema.type) || 'None'}"'.`
  const problem = isStrict ? (root ?? strictProblem(schema, [])) : undefined
  return problem === undefined
    ? undefined
    : refuse(`Invalid schema for response_format '${text(name)}': ${problem}`, 'response_format')
}

const at = (path: readonly string[]): string => `In context=(${path.map((part) => `'${part}'`).join(', ')})`

/** A list must say what it holds, in strict decoding and out of it. */
function listProblem(schema: JsonValue, path: readonly string[]): string | undefined {
  if (!isTable(schema)) return undefined
  if (schema.type === 'array' && schema.items === undefined && schema.prefixItems === undefined)
    return `${at(path)}, array schema missing items.`
  return inParts(schema, path, listProblem)
}

const looseKeywords = listed(
  'allOf contains default dependentRequired else if maxLength maxProperties minLength minProperties ' +
    'not oneOf patternProperties propertyNames then unevaluatedProperties uniqueItems',
)

/** What strict decoding refuses, as OpenAI documents it. */
function strictProblem(schema: JsonValue, path: readonly string[]): string | undefined {
  if (!isTable(schema)) return undefined
  const keyword = looseKeywords.find((key) => key in schema)
  if (keyword !== undefined) return `${at(path)}, '${keyword}' is not permitted.`
  if ('$ref' in schema && Object.keys(schema).length > 1)
    return `${at(path)}, $ref cannot have keywords {'description'}.`
  if (schema.type === 'object') {
    const keys = Object.keys(table(schema.properties))
    if (schema.additionalProperties !== false)
      return `${at(path)}, 'additionalProperties' is required to be supplied and to be false.`
    const required = Array.isArray(schema.required) ? schema.required : []
    const optional = keys.find((key) => !required.includes(key))
    if (optional !== undefined) {
      return `${at(path)}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${optional}'.`
    }
  } else if (schema.type === undefined && schema.anyOf === undefined && schema.$ref === undefined) {
    return `${at(path)}, schema must have a 'type' key.`
  }
  return inParts(schema, path, strictProblem)
}

function inParts(
  schema: JsonObject,
  path: readonly string[],
  check: (schema: JsonValue, path: readonly string[]) => string | undefined,
): string | undefined {
  const inTables = ['properties', '$defs', 'definitions'].flatMap((key) =>
    Object.entries(table(schema[key])).map(([name, part]) => [part, [...path, key, name]] as const),
  )
  const inLists = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => {
    const parts = schema[key]
    return Array.isArray(parts)
      ? parts.map((part: JsonValue, index) => [part, [...path, key, String(index)]] as const)
      : []
  })
  const items = schema.items === undefined ? [] : [[schema.items, [...path, 'items']] as const]
  return firstIn([...inTables, ...inLists, ...items], ([part, place]) =>
    part === undefined ? undefined : check(part, place),
  )
}
