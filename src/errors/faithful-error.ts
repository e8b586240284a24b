import { isError } from './ensure-error.ts'
import { recordError } from './serialize-error.ts'
import { restoreError } from './restore-error.ts'
import { markStandIn } from './stand-in.ts'

/**
 * The error that code gets when a step fails live: one that a ledger gives back the same on replay, so that both are the
 * same world. An error that a ledger keeps whole is returned as it is; anything else is stood in for by what the ledger
 * will give back, with the original's stack, and the original as its cause.
 */
export function faithfulError(thrown: unknown): Error {
  const restored = restoreError(recordError(thrown))
  if (isKept(thrown, restored)) return thrown
  const stack = stackOf(thrown)
  if (stack !== undefined) define(restored, 'stack', stack)
  define(restored, 'cause', thrown)
  markStandIn(restored)
  return restored
}

/** True where nothing that code could ask the error for got lost; causes and stacks are for people. */
function isKept(thrown: unknown, restored: Error): thrown is Error {
  try {
    return isError(thrown) && isAlike(thrown, restored)
  } catch {
    return false
  }
}

function isAlike(thrown: Error, restored: Error): boolean {
  if (Object.getPrototypeOf(thrown) !== Object.getPrototypeOf(restored)) return false
  if (thrown.name !== restored.name || thrown.message !== restored.message) return false
  if (thrown instanceof AggregateError && !areKept(thrown.errors, (restored as AggregateError).errors)) return false
  return Object.keys(thrown).every(
    (key) => key === 'cause' || key === 'stack' || isSame(field(thrown, key), field(restored, key)),
  )
}

function areKept(thrown: readonly unknown[], restored: readonly Error[]): boolean {
  return (
    thrown.length === restored.length &&
    thrown.every((error, position) => {
      const other = restored[position]
      return other !== undefined && isKept(error, other)
    })
  )
}

/** Equal by value, as far down as the details of an error reach. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const keys = Object.keys(one)
  return keys.every((key) => isSame(field(one, key), field(other, key)))
}

function field(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key]
}

function stackOf(thrown: unknown): string | undefined {
  try {
    const stack: unknown = isError(thrown) ? thrown.stack : undefined
    return typeof stack === 'string' ? stack : undefined
  } catch {
    return undefined
  }
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable: false })
}
