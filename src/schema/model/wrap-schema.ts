import { isRecord } from '../../util/is-record.ts'
import { mapSubschemas } from '../keywords.ts'

type Node = Readonly<Record<string, unknown>>

/** An object whose one key holds what the schema describes. Definitions stay at the root, so references to them hold. */
export function wrapSchema(schema: unknown, key: string): Node {
  const { $defs, definitions, $schema: _schema, $id: _id, ...inner } = isRecord(schema) ? schema : {}
  const moved = (node: unknown): unknown => moveReferences(node, `#/properties/${key}`)
  return {
    type: 'object',
    properties: { [key]: moved(inner) },
    required: [key],
    additionalProperties: false,
    ...(isRecord($defs) ? { $defs: mapValues($defs, moved) } : {}),
    ...(isRecord(definitions) ? { definitions: mapValues(definitions, moved) } : {}),
  }
}

/** References to the root, and to what stands in it, lead to where the root went. */
function moveReferences(node: unknown, place: string): unknown {
  if (!isRecord(node)) return node
  const moved = mapSubschemas(node, (subschema) => moveReferences(subschema, place))
  const { $ref } = moved
  if ($ref === '#') moved['$ref'] = place
  else if (typeof $ref === 'string' && $ref.startsWith('#/') && !/^#\/(?:\$defs|definitions)\//.test($ref)) {
    moved['$ref'] = place + $ref.slice(1)
  }
  return moved
}

function mapValues(node: Node, change: (value: unknown) => unknown): Node {
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, change(value)]))
}
