import { AixgoError, type ErrorDetails } from './aixgo-error.ts'
import { describeThrown, isError } from './ensure-error.ts'
import { OutputError, type OutputEvidence } from './output-error.ts'
import type { SerializedError } from './serialized-error.ts'
import { recordedCause } from './stand-in.ts'

const limits = { message: 10_000, text: 1_000, fields: 32, errors: 20, depth: 4 }
const cutMark = ' [cut]'
const ownWords: ReadonlySet<string> = new Set(['name', 'message', 'stack', 'cause'])
const familyWords: ReadonlySet<string> = new Set([...ownWords, 'code', 'retryable', 'details'])

type Field = string | number | boolean | null

/** Reduces anything thrown to what may be shown, stored or sent. Never throws itself. */
export function serializeError(thrown: unknown): SerializedError {
  return serialize(thrown, { evidence: false, depth: limits.depth })
}

/** Reduces anything thrown to what a ledger keeps: what `serializeError` says, and what a model wrote to no avail. */
export function recordError(thrown: unknown): SerializedError {
  return serialize(thrown, { evidence: true, depth: limits.depth })
}

interface Extent {
  readonly evidence: boolean
  /** How many causes deep. */
  readonly depth: number
}

function serialize(thrown: unknown, extent: Extent): SerializedError {
  try {
    if (isError(thrown)) return serializeOwn(thrown, extent)
    const fields = typeof thrown === 'object' && thrown !== null ? fieldsOf(thrown, ownWords) : undefined
    return defined({ name: 'Error', message: cut(describeThrown(thrown), limits.message), fields })
  } catch {
    // A Proxy may refuse anything at any time.
    return { name: 'Error', message: 'An error that cannot be read was thrown.' }
  }
}

function serializeOwn(error: Error, extent: Extent): SerializedError {
  const ours = AixgoError.isInstance(error) ? error : undefined
  return defined({
    name: cut(text(read(error, 'name'), 'Error'), limits.text),
    message: cut(text(read(error, 'message'), ''), limits.message),
    type: isDomException(error) ? 'DOMException' : undefined,
    code: ours?.code,
    retryable: ours?.retryable,
    details: ours === undefined ? undefined : plainDetails(ours.details),
    fields: fieldsOf(error, ours === undefined ? ownWords : familyWords),
    cause: causeOf(error, extent),
    errors: errorsOf(error, extent),
    evidence: extent.evidence ? evidenceOf(error) : undefined,
  })
}

function causeOf(error: Error, { evidence, depth }: Extent): SerializedError | undefined {
  const cause = attempt(() => recordedCause(error))
  return depth > 0 && isError(cause) ? serialize(cause, { evidence, depth: depth - 1 }) : undefined
}

function errorsOf(error: Error, { evidence, depth }: Extent): readonly SerializedError[] | undefined {
  if (!(error instanceof AggregateError) || depth <= 0) return undefined
  const errors = read(error, 'errors')
  if (!Array.isArray(errors)) return undefined
  // Two levels at a time, because these multiply.
  return errors.slice(0, limits.errors).map((item: unknown) => serialize(item, { evidence, depth: depth - 2 }))
}

function evidenceOf(error: Error): OutputEvidence | undefined {
  if (!OutputError.isInstance(error)) return undefined
  const { rawText, problems } = error
  if (typeof rawText !== 'string' || !Array.isArray(problems)) return undefined
  return {
    rawText,
    problems: problems.map(({ attempt: number, path, message }) => ({ attempt: number, path, message })),
  }
}

/** The properties that are small facts. Never objects: the error of an HTTP client holds its request with the key in it. */
function fieldsOf(value: object, without: ReadonlySet<string>): Readonly<Record<string, Field>> | undefined {
  const fields: [string, Field][] = []
  for (const key of Object.keys(value)) {
    if (fields.length === limits.fields) break
    if (without.has(key) || key.length > limits.text) continue
    const field = read(value, key)
    if (isField(field) && !(typeof field === 'string' && field.length > limits.text))
      fields.push([key, asStored(field)])
  }
  return fields.length === 0 ? undefined : Object.fromEntries(fields)
}

/** What the type of details promises; JavaScript code may have put in more. */
function plainDetails(details: ErrorDetails): ErrorDetails {
  const isText = (item: unknown): boolean => typeof item === 'string'
  const kept = Object.entries(details ?? {}).filter(
    ([, detail]) => isField(detail) || (Array.isArray(detail) && detail.every(isText)),
  )
  return Object.fromEntries(kept.map(([key, detail]) => [key, asStored(detail)]))
}

/** JSON knows no negative zero. */
function asStored<Value>(value: Value): Value {
  return Object.is(value, -0) ? (0 as Value) : value
}

function isField(value: unknown): value is Field {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}

function isDomException(error: unknown): boolean {
  return typeof DOMException === 'function' && error instanceof DOMException
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback
}

function cut(value: string, limit: number): string {
  return value.length > limit ? value.slice(0, limit - cutMark.length) + cutMark : value
}

function read(value: object, key: string): unknown {
  return attempt(() => (value as Readonly<Record<string, unknown>>)[key])
}

/** What `make` gives, or nothing where it throws: getters may. */
function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

/** Leaves out what is not there, so that the stored form equals its own JSON. */
function defined(stored: {
  readonly [Key in keyof SerializedError]: SerializedError[Key] | undefined
}): SerializedError {
  return Object.fromEntries(
    Object.entries(stored).filter(([, part]) => part !== undefined),
  ) as unknown as SerializedError
}
