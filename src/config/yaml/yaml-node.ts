import type { Span } from '../problems/config-problem.ts'

/** A text, number, truth value or null. */
export interface YamlScalar {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** True when written without quotes and tag, so that `5` is a number. */
  readonly plain: boolean
  readonly span: Span
}

/** A list. */
export interface YamlSequence {
  readonly kind: 'sequence'
  readonly items: readonly YamlNode[]
  readonly span: Span
}

/** One key of a mapping and its value. */
export interface YamlEntry {
  readonly key: string
  readonly keySpan: Span
  readonly value: YamlNode
}

/** A mapping. A `Map`, so that no key can reach a prototype. */
export interface YamlMapping {
  readonly kind: 'mapping'
  readonly entries: ReadonlyMap<string, YamlEntry>
  readonly span: Span
}

/** One node of a parsed file. An alias is the very node it stands for. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping
