import { isRecord } from '../../util/is-record.ts'
import { refTarget } from '../ref-target.ts'
import { hasBackreference, hasLookaround } from './plain-pattern.ts'
import type { JsonType, StrictRules } from './strict-rules.ts'

type Node = Readonly<Record<string, unknown>>

const jsonTypes: readonly unknown[] = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']
const rootOnly = new Set(['$schema', '$id', '$defs', 'definitions'])

/** One walk over a schema, up to the first thing that the rules refuse. */
export class StrictWalk {
  readonly #root: unknown
  readonly #rules: StrictRules
  #properties = 0
  #characters = 0
  #enumValues = 0

  constructor(root: unknown, rules: StrictRules) {
    this.#root = root
    this.#rules = rules
  }

  problem(): string | undefined {
    const root = this.#root
    if (!isRecord(root)) return 'the schema is not an object'
    if (root['anyOf'] !== undefined) return 'the root is an `anyOf`'
    if (root['$ref'] !== undefined) return 'the root is a `$ref`'
    if (root['type'] !== 'object') return "the root's `type` is not `object`"
    return this.#definitions(root) ?? this.#node(root, '', 0) ?? this.#size()
  }

  #definitions(root: Node): string | undefined {
    for (const keyword of ['$defs', 'definitions']) {
      const definitions = root[keyword]
      if (definitions === undefined) continue
      if (!isRecord(definitions)) return `\`${keyword}\` is not an object`
      for (const [name, definition] of Object.entries(definitions)) {
        this.#characters += name.length
        const problem = this.#node(definition, `${keyword}.${name}`, 1)
        if (problem !== undefined) return problem
      }
    }
    return undefined
  }

  #node(node: unknown, path: string, depth: number): string | undefined {
    if (depth > this.#rules.limits.depth)
      return `${at(path)} is nested more than ${this.#rules.limits.depth} levels deep`
    if (!isRecord(node)) return `${at(path)} is not an object that describes a value`
    if (node['$ref'] !== undefined) return this.#reference(node, path)
    if (node['anyOf'] !== undefined) return this.#variants(node, path, depth)
    return this.#typed(node, path, depth)
  }

  #reference(node: Node, path: string): string | undefined {
    if (refTarget(this.#root, node['$ref']) === undefined) return `${at(path)} has a \`$ref\` that leads nowhere`
    const other = Object.keys(node).find((keyword) => keyword !== '$ref')
    return other === undefined ? undefined : `${at(path)} has \`${other}\` beside \`$ref\``
  }

  #variants(node: Node, path: string, depth: number): string | undefined {
    const variants = node['anyOf']
    if (!Array.isArray(variants) || variants.length === 0) return `${at(path)} has an \`anyOf\` without variants`
    const refused = Object.keys(node).find((key) => key !== 'anyOf' && !this.#rules.annotations.includes(key))
    if (refused !== undefined) return `${at(path)} has \`${refused}\` beside \`anyOf\``
    for (const [index, variant] of variants.entries()) {
      const problem = this.#node(variant, join(path, `anyOf[${index}]`), depth + 1)
      if (problem !== undefined) return problem
    }
    return undefined
  }

  #typed(node: Node, path: string, depth: number): string | undefined {
    const types = typesOf(node['type'])
    if (types === undefined) return `${at(path)} has no \`type\` that is known`
    return (
      this.#keywords(node, types, path, depth) ??
      this.#values(node, path) ??
      (types.includes('object') ? this.#object(node, path, depth) : undefined) ??
      (types.includes('array') ? this.#array(node, path, depth) : undefined)
    )
  }

  #keywords(node: Node, types: readonly JsonType[], path: string, depth: number): string | undefined {
    const { annotations, keywords, formats } = this.#rules
    for (const [keyword, value] of Object.entries(node)) {
      if (value === undefined || ['type', 'enum', 'const'].includes(keyword) || annotations.includes(keyword)) continue
      if (depth === 0 && rootOnly.has(keyword)) continue
      if (types.some((type) => shaping[type]?.includes(keyword) ?? false)) continue
      if (!types.some((type) => keywords[type].includes(keyword))) return `${at(path)} has \`${keyword}\``
      if (keyword === 'format' && !formats.includes(String(value)))
        return `${at(path)} has the format \`${String(value)}\``
      if (keyword === 'pattern' && hasLookaround(value)) return `${at(path)} has a \`pattern\` that looks around`
      if (keyword === 'pattern' && hasBackreference(value)) return `${at(path)} has a \`pattern\` that refers back`
    }
    return undefined
  }

  #values({ enum: values, const: value }: Node, path: string): string | undefined {
    if (value !== undefined) {
      if (typeof value === 'object' && value !== null) return `${at(path)} has a \`const\` that is an object or a list`
      this.#characters += String(value).length
    }
    if (values === undefined) return undefined
    if (!Array.isArray(values) || values.length === 0) return `${at(path)} has an \`enum\` without values`
    if (values.some((item) => typeof item === 'object' && item !== null)) {
      return `${at(path)} has an object or a list in its \`enum\``
    }
    const { longEnum } = this.#rules.limits
    const characters = values.reduce<number>((sum, item) => sum + String(item).length, 0)
    this.#enumValues += values.length
    this.#characters += characters
    return values.length > longEnum.of && characters > longEnum.characters
      ? `${at(path)} has an \`enum\` of more than ${longEnum.of} values with more than ${longEnum.characters} characters`
      : undefined
  }

  #object(node: Node, path: string, depth: number): string | undefined {
    const { properties, required = [], additionalProperties } = node
    if (!isRecord(properties)) return `${at(path)} has no \`properties\``
    if (additionalProperties !== false) return `${at(path)} does not say \`additionalProperties: false\``
    if (!Array.isArray(required)) return `${at(path)} has a \`required\` that is no list`
    const names = Object.keys(properties)
    const optional = names.find((name) => !required.includes(name))
    if (optional !== undefined) return `${at(join(path, optional))} is not in \`required\``
    const unknown = required.find((name) => typeof name !== 'string' || !Object.hasOwn(properties, name)) as unknown
    if (unknown !== undefined) return `${at(path)} requires \`${String(unknown)}\`, which is not in \`properties\``
    this.#properties += names.length
    for (const [name, property] of Object.entries(properties)) {
      this.#characters += name.length
      const problem = this.#node(property, join(path, name), depth + 1)
      if (problem !== undefined) return problem
    }
    return undefined
  }

  #array({ items }: Node, path: string, depth: number): string | undefined {
    if (items === undefined) return `${at(path)} has no \`items\``
    if (Array.isArray(items)) return `${at(path)} is a tuple`
    return this.#node(items, `${path}[]`, depth + 1)
  }

  #size(): string | undefined {
    const { properties, characters, enumValues } = this.#rules.limits
    if (this.#properties > properties) return `the schema has more than ${properties} properties`
    if (this.#enumValues > enumValues) return `the schema has more than ${enumValues} values in \`enum\``
    if (this.#characters > characters) return `the schema's names and values have more than ${characters} characters`
    return undefined
  }
}

/** Keywords that say what an object or a list is made of; checked apart. */
const shaping: Readonly<Partial<Record<JsonType, readonly string[]>>> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items'],
}

function typesOf(type: unknown): readonly JsonType[] | undefined {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  // Each was found in the list of types.
  return types.length > 0 && types.every((item) => jsonTypes.includes(item))
    ? (types as readonly JsonType[])
    : undefined
}

function join(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`
}

function at(path: string): string {
  return path === '' ? 'the root' : `\`${path}\``
}
