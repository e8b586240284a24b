import { isRecord } from '../../util/is-record.ts'
import { refTarget } from '../ref-target.ts'

type Node = Readonly<Record<string, unknown>>

/** What providers refuse at the root beside `type: object`. */
const refusedAtRoot: readonly string[] = ['anyOf', 'oneOf', 'allOf', 'not', 'enum', 'const', '$ref']

/**
 * The schema with an object at its root in plain words, as providers want it: a reference there is followed, an `allOf` of
 * objects joined. Undefined where the schema describes something else, or an object in words that a root may not have.
 */
export function objectRoot(schema: unknown): Node | undefined {
  if (!isRecord(schema)) return undefined
  const { $schema: _schema, $id: _id, ...root } = joinObjects(followed(schema, schema), schema)
  if (root['type'] !== 'object' || refusedAtRoot.some((keyword) => keyword in root)) return undefined
  // OpenAI refuses an object without it.
  return root['properties'] === undefined ? { ...root, properties: {} } : root
}

/** The schema that a reference leads to, with the definitions of the document it stands in. */
function followed(node: Node, document: Node, steps = 0): Node {
  const { $ref, ...rest } = node
  const target = refTarget(document, $ref)
  if ($ref === undefined || !isRecord(target) || steps > 20) return node
  return followed({ ...target, ...rest }, document, steps + 1)
}

const joinable: readonly string[] = ['type', 'properties', 'required', 'title', 'description']

function joinObjects(root: Node, document: Node): Node {
  const { allOf, ...rest } = root
  if (!Array.isArray(allOf)) return root
  const parts = allOf.map((part: unknown) => (isRecord(part) ? followed(part, document) : {}))
  const own = Object.keys(rest).some((keyword) => ['type', 'properties', 'required'].includes(keyword)) ? [rest] : []
  const all = [...own, ...parts]
  if (!parts.every((part) => part['type'] === 'object' && Object.keys(part).every((key) => joinable.includes(key))))
    return root
  const names = all.flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : []))
  if (new Set(names).size !== names.length) return root
  return {
    ...rest,
    type: 'object',
    properties: Object.assign({}, ...all.map(({ properties }) => properties)) as Node,
    required: [...new Set(all.flatMap(({ required }) => (Array.isArray(required) ? (required as unknown[]) : [])))],
  }
}
