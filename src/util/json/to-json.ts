import { bytesOf } from './bytes.ts'
import { jsonPath } from './json-path.ts'
import type { JsonValue } from './json.ts'
import { unboxed } from './unboxed.ts'

/** A value holds something that JSON cannot carry. */
export class JsonProblem extends Error {
  /** Where, such as `items[2].at`; empty for the value as a whole. */
  readonly path: string
  /** What is there, to be read after the path: `is a Map`. */
  readonly problem: string

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(path === '' ? `The value ${problem}.` : `"${path}" ${problem}.`, options)
    this.name = 'JsonProblem'
    this.path = path
    this.problem = problem
  }
}

const maximumDepth = 500

/** Where a conversion is. Paths are made of it only when something is refused. */
interface Place {
  /** The containers around the current value, outermost first; what stands beyond `depth` is left over. */
  readonly parents: object[]
  /** The current key in each of them; nothing where the container gave another form of itself. */
  readonly keys: (string | number | undefined)[]
  depth: number
}

/**
 * What JSON makes of a value, as a copy of its own. Objects with a `toJSON` are what it says, and bytes become `{ $bytes }`
 * with their Base64. What JSON would lose or change without a word is refused: maps and sets, instances of classes,
 * functions, numbers that are none.
 * @throws JsonProblem with the path of what is refused.
 */
export function toJson(value: unknown): JsonValue {
  const plain = tryPlain(value)
  return plain === odd ? toJsonWithCare(value) : (plain ?? null)
}

/**
 * The same for values that are made of texts, numbers, lists and plain objects alone, which nearly all are; nothing for a
 * value that holds more, or that is nested deep.
 */
export function plainJson(value: unknown): JsonValue | undefined {
  const plain = tryPlain(value)
  return plain === odd ? undefined : (plain ?? null)
}

function tryPlain(value: unknown): JsonValue | undefined | typeof odd {
  try {
    return copyPlain(value, 0)
  } catch {
    // A getter or a Proxy threw; who looks with care can say where.
    return odd
  }
}

/** Says that a value holds more than texts, numbers, lists and mappings. */
const odd: unique symbol = Symbol('odd')
// Deeper values are copied with care, which can tell a circle from depth.
const plainDepth = 32

/** A copy of what nearly all values are. Keeps no account of where it is, which takes most of the time. */
function copyPlain(value: unknown, depth: number): JsonValue | undefined | typeof odd {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value
    case 'number':
      return Number.isFinite(value) ? value + 0 : odd
    case 'object':
      if (value === null) return null
      return depth > plainDepth ? odd : copyPlainObject(value, depth + 1)
    default:
      return odd
  }
}

function copyPlainObject(value: object, depth: number): JsonValue | typeof odd {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Array.prototype) {
    const list: JsonValue[] = []
    for (const item of value as readonly unknown[]) {
      const copied = copyPlain(item, depth)
      if (copied === odd) return odd
      list.push(copied ?? null)
    }
    return list
  }
  if (prototype !== Object.prototype || 'toJSON' in value) return odd
  const copy: Record<string, JsonValue> = {}
  const keys = Object.keys(value)
  // What is hidden from JSON only looks like nothing.
  if (keys.length === 0 && Reflect.ownKeys(value).length > 0) return odd
  for (const key of keys) {
    if (key === '__proto__') return odd
    const field = copyPlain((value as Fields)[key], depth)
    if (field === odd) return odd
    if (field !== undefined) copy[key] = field
  }
  return copy
}

function toJsonWithCare(value: unknown): JsonValue {
  const place: Place = { parents: [], keys: [], depth: 0 }
  try {
    return convert(value, place) ?? null
  } catch (thrown) {
    if (thrown instanceof JsonProblem) throw thrown
    // A getter, a toJSON or a Proxy threw.
    throw refusal(place, `could not be read${thrown instanceof Error ? `: ${thrown.message}` : ''}`, thrown)
  }
}

/** Undefined for what has no JSON: left out of objects, and null elsewhere. */
function convert(value: unknown, place: Place): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'undefined':
      return undefined
    case 'number':
      if (!Number.isFinite(value)) throw refusal(place, `is ${value}`)
      // Makes a negative zero the zero it is in JSON.
      return value + 0
    case 'object':
      return value === null ? null : convertObject(value, place)
    default:
      throw refusal(place, `is a ${typeof value}`)
  }
}

function convertObject(value: object, place: Place): JsonValue | undefined {
  if (place.depth >= maximumDepth) throw tooDeep(place)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Array.prototype) return convertList(value as readonly unknown[], place)
  if (prototype === Object.prototype || prototype === null) {
    return hasOwnForm(value) ? convertOwnForm(value, place) : convertFields(value as Fields, place)
  }
  return convertInstance(value, place)
}

type Fields = Readonly<Record<string, unknown>>

function convertFields(value: Fields, place: Place): JsonValue {
  const keys = Object.keys(value)
  const { depth } = place
  const copy: Record<string, JsonValue> = {}
  place.parents[depth] = value
  place.depth = depth + 1
  for (const key of keys) {
    place.keys[depth] = key
    const field = convert(value[key], place)
    if (field === undefined) continue
    if (key === '__proto__') defineField(copy, key, field)
    else copy[key] = field
  }
  place.depth = depth
  return copy
}

/** Assigning to `__proto__` would set the prototype instead. */
function defineField(copy: object, key: string, value: JsonValue): void {
  Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true })
}

function convertList(value: readonly unknown[], place: Place): JsonValue {
  const { length } = value
  const { depth } = place
  const copy: JsonValue[] = []
  place.parents[depth] = value
  place.depth = depth + 1
  for (let position = 0; position < length; position += 1) {
    place.keys[depth] = position
    copy.push(convert(value[position], place) ?? null)
  }
  place.depth = depth
  return copy
}

interface OwnForm {
  toJSON(): unknown
}

function hasOwnForm(value: object): value is OwnForm {
  return typeof (value as Partial<OwnForm>).toJSON === 'function'
}

function convertOwnForm(value: OwnForm, place: Place): JsonValue | undefined {
  const form = value.toJSON()
  const { depth } = place
  place.parents[depth] = value
  place.keys[depth] = undefined
  place.depth = depth + 1
  const converted = convert(form, place)
  place.depth = depth
  return converted
}

function convertInstance(value: object, place: Place): JsonValue | undefined {
  const bytes = bytesOf(value)
  // Spread: what is typed as data is a mapping of JSON.
  if (bytes !== undefined) return { ...bytes }
  if (hasOwnForm(value)) return convertOwnForm(value, place)
  if (Array.isArray(value)) return convertList(value, place)
  const primitive = unboxed(value)
  if (primitive !== value) return convert(primitive, place)
  if (isForeignRecord(value)) return convertFields(value, place)
  throw refusal(place, describeInstance(value))
}

/** True for plain objects of another realm, such as a sandbox that a test runs in. */
function isForeignRecord(value: object): value is Fields {
  const prototype = Object.getPrototypeOf(value) as object
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf')
}

const builtIns: ReadonlySet<string> = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'RegExp', 'BigInt', 'Symbol'])

function describeInstance(value: object): string {
  const name: unknown = (value.constructor as { readonly name?: unknown } | undefined)?.name
  if (value instanceof Error) return 'is an Error'
  if (typeof name !== 'string' || name === '') return 'is an instance of a class'
  if (name === 'Promise') return 'is a Promise, which has to be awaited first'
  return builtIns.has(name) ? `is a ${name}` : `is an instance of the class ${name}, which has no toJSON`
}

/** Looked for only here: whatever goes round becomes too deep, at the first descent. */
function tooDeep(place: Place): JsonProblem {
  const { parents } = place
  const first = parents.findIndex((parent, depth) => parents.indexOf(parent) < depth)
  if (first === -1) return new JsonProblem('', `is nested more than ${maximumDepth} levels deep`)
  place.depth = first
  return refusal(place, 'refers to an object that it is part of')
}

function refusal({ keys, depth }: Place, text: string, cause?: unknown): JsonProblem {
  const path = jsonPath(keys.slice(0, depth).filter((key) => key !== undefined))
  return new JsonProblem(path, text, cause === undefined ? undefined : { cause })
}
