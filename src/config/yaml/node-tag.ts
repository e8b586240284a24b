import { boolCoreTag, floatCoreTag, intCoreTag, NOT_RESOLVED, nullCoreTag } from 'js-yaml'
import type { YamlNode } from './yaml-node.ts'

/** The tags a node may carry; everything else could mean code or a type that configuration has no use for. */
export type NodeTag = 'str' | 'int' | 'float' | 'bool' | 'null' | 'seq' | 'map'

const tagsOfKind: Readonly<Record<YamlNode['kind'], readonly NodeTag[]>> = {
  scalar: ['str', 'int', 'float', 'bool', 'null'],
  sequence: ['seq'],
  mapping: ['map'],
}

/** The tag written in the file, `!!str` or the bare `!` (a text), or `undefined` when it is not supported on such a node. */
export function readTag(written: string, kind: YamlNode['kind']): NodeTag | undefined {
  if (written === '!' && kind === 'scalar') return 'str'
  return tagsOfKind[kind].find((tag) => written === `!!${tag}`)
}

/** The value that a tag asks for, or `undefined` when the text is no such value. */
export function resolveTagged(tag: NodeTag, text: string): string | number | boolean | null | undefined {
  const resolver = { int: intCoreTag, float: floatCoreTag, bool: boolCoreTag, null: nullCoreTag }[tag as string]
  if (resolver === undefined) return text
  const value: unknown = resolver.resolve(text, true, resolver.tagName)
  // What these four tags resolve to is known; their common type is not.
  return value === NOT_RESOLVED ? undefined : (value as number | boolean | null)
}
