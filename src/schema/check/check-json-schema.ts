import { isRecord } from '../../util/is-record.ts'
import { nearest } from '../../util/text/nearest.ts'
import { quote } from '../../util/text/printable.ts'
import { shown } from '../../util/text/shown.ts'
import { isStandardSchema } from '../standard-schema.ts'
import { isPattern, unicodePattern } from '../unicode-pattern.ts'
import { checkReference } from './check-reference.ts'
import { keywordKinds, outdated, type KeywordKind } from './keyword-table.ts'
import type { SchemaProblem } from './schema-problem.ts'
import { isTypeWord, mendType, typeWords } from './type-words.ts'

type Node = Readonly<Record<string, unknown>>
type Path = readonly (string | number)[]

const deepest = 64
const largest = 20_000

/**
 * Finds what makes a JSON Schema none, makes providers refuse it, or lets anything pass: up to twenty problems, in the
 * order of the schema.
 */
export function jsonSchemaProblems(schema: unknown): readonly SchemaProblem[] {
  const check = new SchemaCheck(schema)
  check.schema(schema, [])
  return check.problems.slice(0, 20)
}

class SchemaCheck {
  readonly problems: SchemaProblem[] = []
  readonly #root: unknown
  readonly #enclosing = new Set<unknown>()
  #parts = 0

  constructor(root: unknown) {
    this.#root = root
  }

  schema(schema: unknown, path: Path): void {
    if (typeof schema === 'boolean' && path.length > 0) return
    if (!isPlain(schema)) return this.#add(path, ...notASchema(schema))
    if (this.#enclosing.has(schema)) {
      return this.#add(path, 'The schema holds itself.', 'Name it under "$defs", and refer to it with "$ref".')
    }
    this.#parts += 1
    if (path.length > deepest * 2 || this.#parts > largest) {
      if (this.#parts <= largest) this.#add(path, `The schema is nested more than ${deepest} levels deep.`)
      else if (this.#parts === largest + 1) this.#add(path, `The schema has more than ${largest} parts.`)
      return
    }
    this.#enclosing.add(schema)
    if (!this.#isList(schema, path))
      for (const [keyword, value] of Object.entries(schema)) this.#keyword(keyword, value, schema, path)
    this.#enclosing.delete(schema)
  }

  #add(path: Path, message: string, hint?: string): void {
    this.problems.push({ path, message, hint })
  }

  /** Of a list of properties that was taken for a schema one thing is said, and not one of each property. */
  #isList(schema: Node, path: Path): boolean {
    const entries = Object.entries(schema).filter(([keyword, value]) => value !== undefined && !isFree(keyword))
    if (entries.length === 0) return false
    const isWord = ([keyword, value]: [string, unknown]): boolean => keyword !== 'type' && isTypeWord(value)
    if (entries.some(([keyword]) => keywordKinds.has(keyword)) && !entries.every(isWord)) return false
    if (entries.every(([keyword]) => Object.hasOwn(outdated, keyword)) && !entries.every(isWord)) return false
    const [first = ['', undefined]] = entries
    const names = entries.slice(0, 3).map(([name]) => quote(name))
    const more = entries.length > 3 ? ' and more' : ''
    if (entries.some(([, value]) => isStandardSchema(value) || isOldZod(value))) {
      this.#add(
        path,
        `It is a list of schemas (${names.join(', ')}${more}), and no schema itself.`,
        'Make one of it: z.object({ ... }).',
      )
    } else {
      const property = typeof first[1] === 'string' && typeWords.includes(first[1]) ? first[1] : 'string'
      this.#add(
        path,
        `It has no keyword of JSON Schema, only ${names.join(', ')}${more}.`,
        `Write { "type": "object", "properties": { ${JSON.stringify(first[0])}: { "type": "${property}" } }, "required": [${JSON.stringify(first[0])}] }.`,
      )
    }
    return true
  }

  #keyword(keyword: string, value: unknown, schema: Node, path: Path): void {
    if (value === undefined) return
    const kind = keywordKinds.get(keyword)
    if (kind === undefined) return this.#unknown(keyword, value, [...path, keyword])
    this.#value(kind, value, { keyword, schema, path: [...path, keyword] })
  }

  #unknown(keyword: string, value: unknown, path: Path): void {
    if (isFree(keyword)) return
    const old = outdated[keyword]
    if (Object.hasOwn(outdated, keyword) && old !== undefined)
      return this.#add(path, `${quote(keyword)} is of an old draft.`, old)
    const name = quote(keyword)
    if (isTypeWord(value) || isStandardSchema(value) || (isRecord(value) && isTypeWord(value['type']))) {
      return this.#add(path, `${name} is no keyword of JSON Schema.`, 'A property is named under "properties".')
    }
    const meant = nearest(keyword, keywordKinds.keys(), keyword.length > 5 ? 2 : 1)
    if (meant !== undefined) this.#add(path, `${name} is no keyword of JSON Schema.`, `Did you mean ${quote(meant)}?`)
  }

  #value(
    kind: KeywordKind,
    value: unknown,
    { keyword, schema, path }: { keyword: string; schema: Node; path: Path },
  ): void {
    const name = quote(keyword)
    switch (kind) {
      case 'schema':
        // The tuples of older drafts.
        if (keyword === 'items' && Array.isArray(value)) return this.#schemas(value, path)
        return this.schema(value, path)
      case 'schemas':
        if (Array.isArray(value) && value.length > 0) return this.#schemas(value, path)
        return this.#add(path, `${name} must be a list of JSON Schemas.`)
      case 'schemaMap':
        if (!isPlain(value)) return this.#add(path, `${name} must map names to JSON Schemas.`)
        for (const [key, inner] of Object.entries(value)) this.#property(inner, [...path, key])
        return
      case 'text':
        if (typeof value !== 'string') this.#add(path, `${name} must be a text.`)
        return
      case 'pattern':
        return this.#pattern(value, path)
      case 'number':
        return this.#number(value, name, path)
      case 'count':
        if (!Number.isInteger(value) || Number(value) < 0)
          this.#add(path, `${name} must be a whole number of at least 0.`)
        return
      case 'flag':
        if (typeof value !== 'boolean') this.#add(path, `${name} must be true or false.`)
        return
      case 'names':
        return this.#required(value, schema, path)
      case 'values':
        if (!Array.isArray(value) || value.length === 0) return this.#add(path, `${name} must be a list of values.`)
        this.#parts += value.length
        return this.#data(value, path)
      case 'reference': {
        const problem = checkReference(value, this.#root)
        if (problem !== undefined) this.#add(path, ...problem)
        return
      }
      case 'type':
        return this.#type(value, path)
      case 'any':
        return this.#data(value, path)
      default:
        kind satisfies never
    }
  }

  #schemas(schemas: readonly unknown[], path: Path): void {
    for (const [index, schema] of schemas.entries()) this.schema(schema, [...path, index])
  }

  #property(schema: unknown, path: Path): void {
    if (typeof schema !== 'string') return this.schema(schema, path)
    const type = isTypeWord(schema) ? schema : 'string'
    this.#add(path, `A JSON Schema must be an object, not ${shown(schema)}.`, `Write { "type": "${type}" }.`)
  }

  #type(type: unknown, path: Path): void {
    const types: readonly unknown[] = Array.isArray(type) ? type : [type]
    if (types.length === 0) return this.#add(path, '"type" must name a type.')
    for (const word of types) {
      if (typeof word !== 'string')
        this.#add(path, `"type" must be a word, not ${shown(word)}.`, `Types: ${typeWords.map(quote).join(', ')}.`)
      else if (!typeWords.includes(word)) this.#add(path, `${quote(word)} is no type of JSON Schema.`, mendType(word))
    }
  }

  #required(required: unknown, { properties }: Node, path: Path): void {
    if (!Array.isArray(required) || !required.every((name) => typeof name === 'string')) {
      return this.#add(path, '"required" must be a list of names.', 'It belongs to the object, as "required: [a, b]".')
    }
    if (!isRecord(properties)) return
    for (const name of required) {
      if (Object.hasOwn(properties, name)) continue
      const meant = nearest(name, Object.keys(properties), Math.floor(name.length / 3))
      if (meant !== undefined) this.#add(path, `There is no property ${quote(name)}.`, `Did you mean ${quote(meant)}?`)
    }
  }

  #number(value: unknown, name: string, path: Path): void {
    if (typeof value === 'boolean' && name.includes('exclusive')) {
      const bound = name.includes('Min') ? 'minimum' : 'maximum'
      return this.#add(
        path,
        `${name} must be a number.`,
        `In draft 4 it went with "${bound}"; now it holds the bound itself.`,
      )
    }
    if (typeof value !== 'number' || !Number.isFinite(value)) return this.#add(path, `${name} must be a number.`)
    if (name === '"multipleOf"' && value <= 0) this.#add(path, `${name} must be more than 0.`)
  }

  #pattern(value: unknown, path: Path): void {
    if (value instanceof RegExp)
      return this.#add(path, '"pattern" must be a text.', `Write its source: ${JSON.stringify(value.source)}.`)
    if (typeof value !== 'string') return this.#add(path, '"pattern" must be a text.')
    if (!isPattern(unicodePattern(value))) this.#add(path, `${quote(value)} is no regular expression.`)
  }

  /** Values that a schema lists are JSON. */
  #data(value: unknown, path: Path): void {
    if (Array.isArray(value))
      for (const [index, item] of value.slice(0, largest).entries()) this.#data(item, [...path, index])
    else if (isPlain(value)) {
      if (path.length > deepest * 2) return this.#add(path, 'The value is nested too deeply, or holds itself.')
      for (const [key, item] of Object.entries(value)) this.#data(item, [...path, key])
    } else if (!isJsonLeaf(value)) this.#add(path, `JSON has no ${shownKind(value)}.`)
  }
}

/** True for keywords that anybody may add: extensions, and what is not spoken of in JSON Schema. */
function isFree(keyword: string): boolean {
  return keyword.startsWith('x-') || keyword.startsWith('~') || (keyword.startsWith('$') && !keywordKinds.has(keyword))
}

function isPlain(value: unknown): value is Node {
  if (!isRecord(value) || isStandardSchema(value) || isOldZod(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** True for schemas of zod before 3.24, which speak no Standard Schema. */
function isOldZod(value: unknown): boolean {
  return isRecord(value) && '_def' in value && 'safeParse' in value && !isStandardSchema(value)
}

function isJsonLeaf(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean'
}

function shownKind(value: unknown): string {
  if (typeof value === 'object' && value !== null) return value.constructor.name
  return typeof value === 'number' ? String(value) : typeof value
}

function notASchema(value: unknown): [message: string, hint?: string] {
  if (isOldZod(value)) {
    return [
      'It is a schema of zod before 3.24, which cannot be exported.',
      'Use zod 4 (`import * as z from "zod/v4"` in zod 3.25).',
    ]
  }
  if (isStandardSchema(value))
    return ["A JSON Schema cannot hold another library's schema.", "Write all of it in that library's words."]
  if (typeof value === 'function')
    return ['A class or function is no schema.', 'Give a JSON Schema, or a schema of zod, valibot or arktype.']
  const found = isRecord(value) ? `an object of the class ${value.constructor.name}` : shown(value)
  return [`A JSON Schema must be an object, not ${found}.`]
}
