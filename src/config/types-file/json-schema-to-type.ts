import { isRecord } from '../../util/is-record.ts'

/**
 * Writes a JSON Schema as a TypeScript type: objects, lists, tuples, enums, constants, unions, intersections and local
 * references. What TypeScript cannot say (formats, bounds, patterns) is left out; what refers to itself becomes `unknown`.
 *
 * @param indent spaces before the lines after the first
 */
export function jsonSchemaToType(schema: unknown, indent = ''): string {
  return new TypePrinter(schema).print(schema, indent)
}

type Schema = Readonly<Record<string, unknown>>

class TypePrinter {
  readonly #root: unknown
  readonly #open = new Set<string>()

  constructor(root: unknown) {
    this.#root = root
  }

  print(schema: unknown, indent: string): string {
    if (schema === false) return 'never'
    if (!isRecord(schema)) return 'unknown'
    if (schema['nullable'] === true) return union([this.print({ ...schema, nullable: false }, indent), 'null'])
    if (typeof schema['$ref'] === 'string') return this.#reference(schema['$ref'], indent)
    if ('const' in schema) return printLiteral(schema['const'])
    if (Array.isArray(schema['enum'])) return union(schema['enum'].map(printLiteral))
    const parts = [this.#byType(schema, indent), ...this.#combined(schema, indent)].filter((part) => part !== undefined)
    return intersection(parts)
  }

  #byType(schema: Schema, indent: string): string | undefined {
    const { type } = schema
    if (Array.isArray(type)) return union(type.map((name) => this.#ofType(name, schema, indent)))
    if (type !== undefined) return this.#ofType(type, schema, indent)
    if (isRecord(schema['properties'])) return this.#ofType('object', schema, indent)
    return schema['items'] === undefined ? undefined : this.#ofType('array', schema, indent)
  }

  #ofType(type: unknown, schema: Schema, indent: string): string {
    switch (type) {
      case 'string':
      case 'boolean':
      case 'null':
        return type
      case 'number':
      case 'integer':
        return 'number'
      case 'array':
        return this.#array(schema, indent)
      case 'object':
        return this.#object(schema, indent)
      default:
        return 'unknown'
    }
  }

  #combined(schema: Schema, indent: string): readonly string[] {
    const all = Array.isArray(schema['allOf']) ? schema['allOf'].map((part) => this.print(part, indent)) : []
    const choices = [schema['anyOf'], schema['oneOf']].flatMap((list) =>
      Array.isArray(list) ? [union(list.map((part) => this.print(part, indent)))] : [],
    )
    return [...all, ...choices]
  }

  #array(schema: Schema, indent: string): string {
    const tuple = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : schema['items']
    if (Array.isArray(tuple)) return this.#tuple(tuple, schema, indent)
    return `readonly ${grouped(this.print(schema['items'] ?? true, indent))}[]`
  }

  #tuple(items: readonly unknown[], schema: Schema, indent: string): string {
    const rest = Array.isArray(schema['prefixItems']) ? schema['items'] : schema['additionalItems']
    const required = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0
    const members = items.map(
      (item, position) => `${grouped(this.print(item, indent))}${position < required ? '' : '?'}`,
    )
    if (rest !== false) members.push(`...${grouped(this.print(rest ?? true, indent))}[]`)
    return `readonly [${members.join(', ')}]`
  }

  #object(schema: Schema, indent: string): string {
    const properties = isRecord(schema['properties']) ? Object.entries(schema['properties']) : []
    const rest = this.#indexType(schema, indent)
    if (properties.length === 0) return `{ readonly [key: string]: ${rest ?? 'unknown'} }`
    const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : []
    const inner = `${indent}  `
    const lines = properties.flatMap(([name, property]) => [
      ...printComment(isRecord(property) ? property['description'] : undefined, inner),
      `${inner}readonly ${printKey(name)}${required.includes(name) ? '' : '?'}: ${this.print(property, inner)}`,
    ])
    // Named properties must fit an index signature, so what else may be there can only be said loosely.
    if (rest !== undefined && rest !== 'never') lines.push(`${inner}readonly [key: string]: unknown`)
    return `{\n${lines.join('\n')}\n${indent}}`
  }

  #indexType(schema: Schema, indent: string): string | undefined {
    const patterns = isRecord(schema['patternProperties']) ? Object.values(schema['patternProperties']) : []
    const additional = schema['additionalProperties']
    const parts = [...patterns, ...(additional === undefined || additional === false ? [] : [additional])]
    if (parts.length > 0) return union(parts.map((part) => this.print(part, indent)))
    return additional === false ? 'never' : undefined
  }

  #reference(reference: string, indent: string): string {
    if (this.#open.has(reference)) return 'unknown'
    const target = resolvePointer(this.#root, reference)
    this.#open.add(reference)
    const printed = this.print(target, indent)
    this.#open.delete(reference)
    return printed
  }
}

/** Follows a local JSON Pointer (RFC 6901); anything else gives a schema that allows all. */
function resolvePointer(root: unknown, reference: string): unknown {
  if (reference === '#') return root
  if (!reference.startsWith('#/')) return true
  let node = root
  for (const step of reference.slice(2).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (!isRecord(node) || !Object.hasOwn(node, name)) return true
    node = node[name]
  }
  return node
}

function union(parts: readonly string[]): string {
  const distinct = [...new Set(parts)]
  if (distinct.length === 0) return 'never'
  return distinct.includes('unknown') ? 'unknown' : distinct.join(' | ')
}

function intersection(parts: readonly string[]): string {
  const distinct = [...new Set(parts)].filter((part) => part !== 'unknown')
  if (distinct.length === 0) return 'unknown'
  return distinct.length === 1 ? (distinct[0] ?? 'unknown') : distinct.map(grouped).join(' & ')
}

/** Puts a type in parentheses where an operator beside it would take a part of it. */
function grouped(type: string): string {
  return /^[\w]+$|^\{[^]*\}$|^'[^']*'$/.test(type) && !/\}\s*[|&]/.test(type) ? type : `(${type})`
}

function printLiteral(value: unknown): string {
  if (typeof value === 'string') return printText(value)
  if (Array.isArray(value)) return `readonly [${value.map(printLiteral).join(', ')}]`
  if (isRecord(value))
    return `{ ${Object.entries(value)
      .map(([key, item]) => `readonly ${printKey(key)}: ${printLiteral(item)}`)
      .join('; ')} }`
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'unknown'
}

/** A text as a literal of TypeScript. */
export function printText(text: string): string {
  return `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`
}

function printKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : printText(name)
}

/** A description as a doc comment, on lines of its own; nothing where there is none. */
export function printComment(description: unknown, indent: string): readonly string[] {
  if (typeof description !== 'string' || description.trim() === '') return []
  const text = description.replace(/\s+/g, ' ').replaceAll('*/', '*\\/').trim()
  return [`${indent}/** ${text} */`]
}
