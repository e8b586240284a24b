import { isError } from '../../../errors/ensure-error.ts'
import { isToolContent } from '../../../tools/tool-content.ts'
import { isPromiseLike } from '../../../util/is-promise-like.ts'
import { bodyForm, bytesForm, listForm, streamForm, type BodyKind } from './body-form.ts'
import { collect, type Reading } from './collect.ts'
import { describeError, errorForm } from './describe-error.ts'
import { isAsyncIterable, isReadableStream, iteratorSource, sourceOf } from './sources.ts'
import { Unfit } from './unfit.ts'

/** A form that is there only once something was read. */
export class Later {
  readonly read: (reading: Reading) => Promise<unknown>

  constructor(read: (reading: Reading) => Promise<unknown>) {
    this.read = read
  }
}

/** A form of the whole result that says that the tool failed. */
export class Failed {
  readonly output: unknown

  constructor(output: unknown) {
    this.output = output
  }
}

/** What a value of some kind is in a result. */
interface Rule {
  readonly fits: (value: object, tag: string) => boolean
  /** The form, which may hold anything that has a form. Throws `Unfit` where there is none. `isWhole`: it is all of the result. */
  readonly form: (value: never, isWhole: boolean) => unknown
}

/**
 * What becomes of values of which JSON keeps nothing, or nothing of use. The first rule that fits holds. Values that none
 * fits are taken as JSON has them; docs/tools.md shows this table to users.
 */
const rules: readonly Rule[] = [
  {
    fits: isError,
    form: (error: Error, isWhole) => (isWhole ? new Failed(describeError(error)) : errorForm(error)),
  },
  {
    fits: tagged('Uint8Array', 'Uint8ClampedArray', 'DataView', 'ArrayBuffer', 'SharedArrayBuffer'),
    form: (bytes: ArrayBufferView | ArrayBuffer) => bytesForm(bytesIn(bytes)),
  },
  { fits: (value) => ArrayBuffer.isView(value), form: (numbers: ArrayLike<unknown>) => Array.from(numbers) },
  { fits: tagged('RegExp'), form: refuse('is a regular expression') },
  { fits: isInvalidDate, form: refuse('is a date that is none') },
  { fits: tagged('URLSearchParams', 'BigInt'), form: String },
  { fits: tagged('Set'), form: (set: ReadonlySet<unknown>) => [...set] },
  { fits: tagged('Map'), form: mapForm },
  { fits: tagged('Headers', 'FormData'), form: grouped },
  { fits: tagged('Blob', 'File'), form: blobForm },
  { fits: tagged('Response'), form: responseForm },
  { fits: tagged('Request'), form: requestForm },
  { fits: isReadableStream, form: later(async (stream, reading) => streamForm(await collectStream(stream, reading))) },
  { fits: isPromiseLike, form: refuse('is a promise, which the tool has to await') },
  { fits: isToolContent, form: refuse('is made by toolContent, which is a result of its own and no part of one') },
  { fits: hasOwnForm, form: ownForm },
  { fits: isNodeStream, form: later(async (stream, reading) => streamForm(await collectStream(stream, reading))) },
  { fits: isAsyncIterable, form: later(async (stream, reading) => listForm(await collectStream(stream, reading))) },
]

/** The rule for a value, if there is one. */
export function ruleFor(value: object): Rule | undefined {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1)
  return rules.find(({ fits }) => fits(value, tag))
}

/** What instances of classes are that keep nothing where JSON would see it: a list of what they give, if they give anything. */
export function emptyForm(value: object): Later {
  if (!isIterable(value)) throw new Unfit(`is ${describeInstance(value)}, of which JSON keeps nothing`)
  return new Later(async (reading) => listForm(await collect(iteratorSource(value[Symbol.iterator](), value), reading)))
}

type Fits = Rule['fits']

function tagged(...tags: readonly string[]): Fits {
  return (_value, tag) => tags.includes(tag)
}

function refuse(problem: string): () => never {
  return () => {
    throw new Unfit(problem)
  }
}

function later(read: (value: object, reading: Reading) => Promise<unknown>): (value: object) => Later {
  return (value) => new Later((reading) => read(value, reading))
}

function collectStream(stream: object, reading: Reading) {
  const source = sourceOf(stream)
  if (source === undefined) throw new Unfit('cannot be read')
  return collect(source, reading)
}

function bytesIn(bytes: ArrayBufferView | ArrayBuffer): Uint8Array {
  return ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)
}

function isInvalidDate(value: object, tag: string): boolean {
  return tag === 'Date' && Number.isNaN(Number(value))
}

function mapForm(map: ReadonlyMap<unknown, unknown>): unknown {
  const entries = [...map]
  return entries.every(([key]) => typeof key === 'string')
    ? Object.fromEntries(entries as [string, unknown][])
    : entries
}

/** A field for each name, a list where a name is there several times. */
function grouped(entries: Iterable<readonly [string, unknown]>): unknown {
  const byName = new Map<string, unknown[]>()
  for (const [name, value] of entries) {
    const values = byName.get(name)
    if (values === undefined) byName.set(name, [value])
    else values.push(value)
  }
  return Object.fromEntries([...byName].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

function blobForm(blob: Blob & { readonly name?: unknown }, isWhole: boolean): Later {
  const filename = typeof blob.name === 'string' ? blob.name : undefined
  return new Later((reading) => bodyForm(blob.stream(), { mediaType: blob.type, filename, isWhole }, reading))
}

function responseForm(response: Response, isWhole: boolean): Later {
  return new Later(async (reading) => {
    const { status, ok } = response
    const body = await readBody(response, reading, isWhole && ok)
    if (isWhole && ok) return body
    const form = { status, statusText: response.statusText || undefined, body }
    return isWhole ? new Failed(form) : form
  })
}

function requestForm(request: Request): Later {
  return new Later(async (reading) => ({
    method: request.method,
    url: request.url,
    body: request.body === null ? undefined : await readBody(request, reading, false),
  }))
}

function readBody(message: Request | Response, reading: Reading, isWhole: boolean): unknown {
  if (message.bodyUsed) throw new Unfit('has a body that was read already')
  // Of an answer without a body, such as one to HEAD, there is nothing to read.
  if (message.body === null) return ''
  const kind: BodyKind = { mediaType: message.headers.get('content-type') ?? '', isWhole }
  return bodyForm(message.body ?? new Blob([]), kind, reading)
}

interface OwnForm {
  toJSON(): unknown
}

function hasOwnForm(value: object): value is OwnForm {
  return typeof (value as Partial<OwnForm>).toJSON === 'function'
}

function ownForm(value: OwnForm): unknown {
  const form = value.toJSON()
  if (form === undefined) throw new Unfit('has a toJSON that gives nothing')
  return form
}

function isNodeStream(value: object): boolean {
  return 'pipe' in value && typeof value.pipe === 'function' && isAsyncIterable(value)
}

function isIterable(value: object): value is Iterable<unknown> {
  return typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function'
}

function describeInstance(value: object): string {
  const name: unknown = (value.constructor as { readonly name?: unknown } | undefined)?.name
  return typeof name === 'string' && name !== '' ? `an instance of ${name}` : 'an instance of a class'
}
