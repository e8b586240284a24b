import { jsonPath } from '../../../util/json/json-path.ts'
import type { JsonValue } from '../../../util/json/json.ts'
import { JsonProblem } from '../../../util/json/to-json.ts'
import { unboxed } from '../../../util/json/unboxed.ts'
import type { Reading } from './collect.ts'
import { emptyForm, Failed, Later, ruleFor } from './result-rules.ts'
import { Unfit } from './unfit.ts'

/** Where a value stands in a result. */
interface Place {
  /** The containers around it, outermost first. */
  readonly parents: readonly object[]
  readonly keys: readonly (string | number)[]
}

const maximumDepth = 500
const top: Place = { parents: [], keys: [] }

/**
 * A value in the form that it has in a result. Reads what has to be read, one after another.
 * @throws JsonProblem with the place of what has no form, or the reason of `reading.signal`.
 */
export async function resultJson(value: unknown, reading: Reading, place: Place = top): Promise<JsonValue> {
  const walk = new ResultWalk(place)
  const json = walk.walk(value)
  for (const { later, place: at, set } of walk.unread)
    set(await resultJson(await readAt(later, reading, at), reading, at))
  // What was to be read has been put in its place.
  return walk.root ?? json ?? null
}

/** Reads a form. @throws JsonProblem that says where it could not be read, or the reason of the signal. */
export async function readAt(later: Later, reading: Reading, { keys }: Place = top): Promise<unknown> {
  try {
    return await later.read(reading)
  } catch (thrown) {
    if (reading.signal.aborted) throw reading.signal.reason
    throw problemAt(keys, thrown)
  }
}

interface Unread {
  readonly later: Later
  readonly place: Place
  readonly set: (json: JsonValue) => void
}

/** One descent into a value. What has to be read is noted, and its place kept free. */
class ResultWalk {
  readonly unread: Unread[] = []
  /** What was read, where that is the whole value. */
  root: JsonValue | undefined
  readonly #parents: object[]
  readonly #keys: (string | number)[]

  constructor({ parents, keys }: Place) {
    this.#parents = [...parents]
    this.#keys = [...keys]
  }

  walk(value: unknown): JsonValue | undefined {
    try {
      return this.#convert(value, (json) => (this.root = json))
    } catch (thrown) {
      throw problemAt(this.#keys, thrown)
    }
  }

  /** Undefined for what JSON leaves out of objects, which is null elsewhere. */
  #convert(value: unknown, set: (json: JsonValue) => void): JsonValue | undefined {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'undefined':
        return undefined
      case 'number':
        if (!Number.isFinite(value)) throw new Unfit(`is ${value}`)
        // Makes a negative zero the zero it is in JSON.
        return value + 0
      case 'bigint':
        return String(value)
      case 'object':
        return value === null ? null : this.#convertObject(value, set)
      default:
        throw new Unfit(`is a ${typeof value}`)
    }
  }

  #convertObject(value: object, set: (json: JsonValue) => void): JsonValue | undefined {
    if (this.#parents.includes(value)) throw new Unfit('refers to an object that it is part of')
    if (this.#parents.length >= maximumDepth) throw new Unfit(`is nested more than ${maximumDepth} levels deep`)
    this.#parents.push(value)
    const json = this.#convertWithin(value, set)
    this.#parents.pop()
    return json
  }

  #convertWithin(value: object, set: (json: JsonValue) => void): JsonValue | undefined {
    if (Array.isArray(value)) return this.#convertList(value)
    const form = formOf(value)
    if (form instanceof Later) {
      this.unread.push({ later: form, place: { parents: [...this.#parents], keys: [...this.#keys] }, set })
      return null
    }
    // Only a whole result can be a failure.
    if (form instanceof Failed) return this.#convert(form.output, set)
    return form === value ? this.#convertFields(value as Fields) : this.#convert(form, set)
  }

  #convertFields(value: Fields): JsonValue {
    const copy: Record<string, JsonValue> = {}
    for (const key of Object.keys(value)) {
      const set = (json: JsonValue): void => setField(copy, key, json)
      this.#keys.push(key)
      const field = this.#convert(value[key], set)
      this.#keys.pop()
      if (field !== undefined) set(field)
    }
    return copy
  }

  #convertList(value: readonly unknown[]): JsonValue {
    const copy: JsonValue[] = []
    for (let position = 0; position < value.length; position += 1) {
      this.#keys.push(position)
      copy.push(this.#convert(value[position], (json) => (copy[position] = json)) ?? null)
      this.#keys.pop()
    }
    return copy
  }
}

type Fields = Readonly<Record<string, unknown>>

/** What is converted in place of an object; the object itself where its fields are. */
function formOf(value: object): unknown {
  const rule = ruleFor(value)
  // The rule knows what fits it.
  if (rule !== undefined) return rule.form(value as never, false)
  const primitive = unboxed(value)
  if (primitive !== value) return primitive
  if (Object.keys(value).length > 0) return value
  if (!isPlain(value)) return emptyForm(value)
  if (Reflect.ownKeys(value).length > 0) throw new Unfit('has only fields that JSON does not see')
  return value
}

/** True for plain objects, those of another realm included. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null) return true
  return (
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype as object, 'isPrototypeOf') &&
    Object.prototype.toString.call(value) === '[object Object]'
  )
}

function setField(copy: object, key: string, value: JsonValue): void {
  // Assigning to `__proto__` would set the prototype instead.
  Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true })
}

/** What is wrong with the value at a place. */
export function problemAt(keys: readonly (string | number)[], thrown: unknown): JsonProblem {
  if (thrown instanceof JsonProblem) return thrown
  const words = thrown instanceof Error && thrown.message !== '' ? `: ${thrown.message}` : ''
  // A getter, a toJSON, a Proxy or a stream threw.
  const problem = thrown instanceof Unfit ? thrown.problem : `could not be read${words}`
  return new JsonProblem(jsonPath(keys), problem, { cause: thrown })
}
