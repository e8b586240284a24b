import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { quote } from '../../util/text/printable.ts'
import { mapSubschemas } from '../keywords.ts'
import { refTarget } from '../ref-target.ts'

/** What is wrong with a `$ref` in a document, and how to mend it. */
export function checkReference(ref: unknown, root: unknown): [message: string, hint?: string] | undefined {
  if (typeof ref !== 'string') return ['"$ref" must be a text.']
  if (!ref.startsWith('#')) {
    return [
      `${quote(ref)} leads out of the schema.`,
      'Put what it means under "$defs", and refer to it as "#/$defs/name".',
    ]
  }
  if (ref !== '#' && !ref.startsWith('#/')) {
    return hasAnchor(root, ref.slice(1)) ? undefined : [`${quote(ref)} leads nowhere: there is no such "$anchor".`]
  }
  const target = refTarget(root, ref)
  if (target === undefined) return [`${quote(ref)} leads nowhere.`, mend(ref, root)]
  if (!isRecord(target) && typeof target !== 'boolean') return [`${quote(ref)} leads to something that is no schema.`]
  return leadsInCircle(ref, root) ? [`${quote(ref)} leads back to itself.`] : undefined
}

function mend(ref: string, root: unknown): string {
  const names = ['$defs', 'definitions'].flatMap((keyword) => {
    const definitions = isRecord(root) ? root[keyword] : undefined
    return isRecord(definitions) ? Object.keys(definitions).map((name) => `#/${keyword}/${name}`) : []
  })
  const meant = nearest(ref, names)
  if (meant !== undefined) return `Did you mean ${quote(meant)}?`
  return names.length === 0
    ? 'The schema has no "$defs".'
    : `It may lead to: ${names.slice(0, 10).map(quote).join(', ')}.`
}

/** Keywords whose schemas are about the same value. */
const sameValue: readonly string[] = ['anyOf', 'oneOf', 'allOf', 'not', 'if', 'then', 'else']

/** True where what a reference leads to comes back to it without a step into the value: no check of it would end. */
function leadsInCircle(ref: string, root: unknown): boolean {
  const seen = new Set<unknown>()
  const visit = (node: unknown): boolean => {
    if (!isRecord(node) || seen.has(node)) return false
    seen.add(node)
    const { $ref: next } = node
    if (next === ref || (typeof next === 'string' && visit(refTarget(root, next)))) return true
    return sameValue.some((keyword) => [node[keyword]].flat().some(visit))
  }
  return visit(refTarget(root, ref))
}

function hasAnchor(node: unknown, name: string, seen = new Set<unknown>()): boolean {
  if (!isRecord(node) || seen.has(node)) return false
  seen.add(node)
  if (node['$anchor'] === name || node['$dynamicAnchor'] === name || node['$id'] === `#${name}`) return true
  let found = false
  mapSubschemas(node, (subschema) => (found ||= hasAnchor(subschema, name, seen)))
  return found
}
