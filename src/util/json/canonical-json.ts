import { bytesOf } from './bytes.ts'
import { unboxed } from './unboxed.ts'

/** An object or a list that is being written. */
interface Frame {
  readonly holder: Readonly<Record<string, unknown>>
  /** The names of its fields; nothing for a list. */
  readonly keys: readonly string[] | undefined
  readonly length: number
  next: number
  isEmpty: boolean
}

/**
 * The JSON of a value with the keys of every object in order, so that equal values have equal texts. As JSON has it, but
 * for bytes, which are written as `{ $bytes }`, and for nothing at all, which is `null`. Does not recurse: what a model
 * writes may be nested as deep as it likes.
 * @throws TypeError for a value that refers to itself, or holds a BigInt.
 */
export function canonicalJson(value: unknown): string {
  const first = written(value, '')
  if (typeof first !== 'object' || first === null) return leaf(first) ?? 'null'
  const frames = [open(first)]
  const around = new Set<object>([first])
  let text = opening(first)
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    if (frame.next === frame.length) {
      text += frame.keys === undefined ? ']' : '}'
      around.delete(frame.holder)
      frames.pop()
      continue
    }
    const key = frame.keys === undefined ? String(frame.next) : (frame.keys[frame.next] ?? '')
    frame.next += 1
    const item = written(frame.holder[key], key)
    if (typeof item !== 'object' || item === null) {
      const itemText = leaf(item) ?? (frame.keys === undefined ? 'null' : undefined)
      if (itemText !== undefined) text += lead(frame, key) + itemText
      continue
    }
    if (around.has(item)) throw new TypeError('A value that refers to itself has no JSON.')
    text += lead(frame, key) + opening(item)
    around.add(item)
    frames.push(open(item))
  }
  return text
}

function open(holder: object): Frame {
  const keys = Array.isArray(holder) ? undefined : Object.keys(holder).sort()
  const length = keys === undefined ? (holder as readonly unknown[]).length : keys.length
  return { holder: holder as Frame['holder'], keys, length, next: 0, isEmpty: true }
}

function opening(holder: object): string {
  return Array.isArray(holder) ? '[' : '{'
}

/** What stands before an item: the comma after the one before it, and its name. */
function lead(frame: Frame, key: string): string {
  const comma = frame.isEmpty ? '' : ','
  frame.isEmpty = false
  return frame.keys === undefined ? comma : `${comma}${JSON.stringify(key)}:`
}

/** The form of a value that is written: what its `toJSON` says, and primitives for their objects. */
function written(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return value
  const bytes = bytesOf(value)
  if (bytes !== undefined) return bytes
  const { toJSON } = value as { readonly toJSON?: unknown }
  const form: unknown = typeof toJSON === 'function' ? toJSON.call(value, key) : value
  return typeof form === 'object' && form !== null && !Array.isArray(form) ? unboxed(form) : form
}

/** Nothing for what JSON leaves out: undefined, functions and symbols. */
function leaf(value: unknown): string | undefined {
  return JSON.stringify(value)
}
