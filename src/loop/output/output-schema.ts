import type { JsonSchema } from '../../models/model.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import { toJsonSchema } from '../../schema/to-json-schema.ts'
import { isRecord } from '../../util/is-record.ts'

/** The one key of the object that a list, a union or a plain value is wrapped in. */
export const wrapperKey = 'output'

/** A schema as models take it. */
export interface OutputSchema {
  /** An object at its root, always: providers refuse anything else. */
  readonly jsonSchema: JsonSchema
  /** True when the value that the user's schema describes is under `wrapperKey`. */
  readonly wrapped: boolean
  /** True when it keeps to the part of JSON Schema that strict decoding takes: all keys required, no others allowed. */
  readonly strict: boolean
}

const made = new WeakMap<AnySchema, Promise<OutputSchema>>()

/** Makes a user's schema fit for models. */
export function outputSchema(schema: AnySchema): Promise<OutputSchema> {
  const known = made.get(schema)
  if (known !== undefined) return known
  const making = toJsonSchema(schema, 'output').then(prepare)
  made.set(schema, making)
  return making
}

function prepare(exported: JsonSchema): OutputSchema {
  const schema = withAnyOf(exported) as JsonSchema
  const wrapped = schema.type !== 'object'
  const jsonSchema = wrapped ? wrap(schema) : schema
  return { jsonSchema, wrapped, strict: isStrict(jsonSchema) }
}

function wrap({ $defs, definitions, ...schema }: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: { [wrapperKey]: withMovedRoot(schema) as JsonSchema },
    required: [wrapperKey],
    additionalProperties: false,
    ...($defs === undefined ? {} : { $defs: withMovedRoot($defs) as NonNullable<JsonSchema['$defs']> }),
    ...(definitions === undefined
      ? {}
      : { definitions: withMovedRoot(definitions) as NonNullable<JsonSchema['definitions']> }),
  }
}

/** References to the root lead to where the root went. */
function withMovedRoot(node: unknown): unknown {
  return mapNodes(node, (key, value) => [key, key === '$ref' && value === '#' ? `#/properties/${wrapperKey}` : value])
}

/** Providers know `anyOf` where a schema library wrote `oneOf`; the check of the answer is by the user's own schema. */
function withAnyOf(node: unknown): unknown {
  return mapNodes(node, (key, value) => [key === 'oneOf' && Array.isArray(value) ? 'anyOf' : key, value])
}

function mapNodes(node: unknown, change: (key: string, value: unknown) => readonly [string, unknown]): unknown {
  if (Array.isArray(node)) return node.map((item) => mapNodes(item, change))
  if (!isRecord(node)) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const [changedKey, changed] = change(key, value)
      // Values that the schema lists are data, and no schema.
      return [changedKey, ['enum', 'const', 'default', 'examples'].includes(key) ? changed : mapNodes(changed, change)]
    }),
  )
}

function isStrict(node: unknown): boolean {
  if (Array.isArray(node)) return node.every(isStrict)
  if (!isRecord(node)) return true
  if (node['type'] === 'object' && !isClosed(node)) return false
  if ('allOf' in node || 'not' in node || 'patternProperties' in node || 'if' in node) return false
  return Object.values(node).every(isStrict)
}

function isClosed({
  properties = {},
  required = [],
  additionalProperties,
}: Readonly<Record<string, unknown>>): boolean {
  const names = isRecord(properties) ? Object.keys(properties) : []
  return additionalProperties === false && Array.isArray(required) && names.every((name) => required.includes(name))
}
